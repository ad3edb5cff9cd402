import type { CatalogueList } from "fireworks-client/wire";
import { toCatalogueModel, toDeployment } from "../models/catalogue-entry.js";
import { readPage } from "../requests/catalogue-query.js";
import { grpcError } from "../requests/refusal.js";
import type { AppContext, Server } from "../server/app-context.js";

type Handler = (context: AppContext) => Response;

const NOT_FOUND = 5;

/** `GET /v1/accounts/{account}/models`: models alone, routers are in no catalogue. */
export function listCatalogue({ catalogue }: Server): Handler {
  return (context) => {
    const { offset, size, keep } = readPage(context.req.query());
    const models = catalogue.modelsOf(param(context, "account")).filter(keep);
    const end = offset + size;
    const list: CatalogueList = {
      models: models.slice(offset, end).map(toCatalogueModel),
      nextPageToken: end < models.length ? String(end) : "",
      totalSize: models.length,
    };
    return context.json(list);
  };
}

/** `GET /v1/accounts/{account}/models/{model}` */
export function getCatalogueModel({ catalogue }: Server): Handler {
  return (context) => {
    const id = `accounts/${param(context, "account")}/models/${param(context, "model")}`;
    return context.json(toCatalogueModel(found(catalogue.findModel(id))));
  };
}

/** `GET /v1/accounts/{account}/deployments/{deployment}` */
export function getDeployment({ catalogue }: Server): Handler {
  return (context) => {
    const id = `accounts/${param(context, "account")}/deployments/${param(context, "deployment")}`;
    return context.json(toDeployment(found(catalogue.findDeployment(id))));
  };
}

const param = (context: AppContext, name: string): string => context.req.param(name) ?? "";

function found<T>(resource: T | undefined): T {
  if (resource !== undefined) return resource;
  throw grpcError(404, NOT_FOUND, "resource not found");
}
