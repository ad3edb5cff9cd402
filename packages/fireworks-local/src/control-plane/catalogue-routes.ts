import type { CatalogueList } from "fireworks-client/wire";
import { toCatalogueModel, toDeployment } from "../models/catalogue-entry.js";
import { readPage } from "../requests/catalogue-query.js";
import { grpcError } from "../requests/refusal.js";
import type { GatewayHandler, GatewayRoute } from "./gateway-route.js";

const NOT_FOUND = 5;

/** Models alone, routers are in no catalogue. */
const listCatalogue: GatewayHandler = ({ params, query, catalogue }): CatalogueList => {
  const { offset, size, keep } = readPage(query);
  const models = catalogue.modelsOf(params["account"] ?? "").filter(keep);
  const end = offset + size;
  return {
    models: models.slice(offset, end).map(toCatalogueModel),
    nextPageToken: end < models.length ? String(end) : "",
    totalSize: models.length,
  };
};

const getModel: GatewayHandler = ({ params: { account, model }, catalogue }) =>
  toCatalogueModel(found(catalogue.findModel(`accounts/${account}/models/${model}`)));

const getDeployment: GatewayHandler = ({ params: { account, deployment }, catalogue }) =>
  toDeployment(found(catalogue.findDeployment(`accounts/${account}/deployments/${deployment}`)));

export const catalogueRoutes: readonly GatewayRoute[] = [
  { method: "GET", template: "/v1/accounts/{account}/models", handle: listCatalogue },
  { method: "GET", template: "/v1/accounts/{account}/models/{model}", handle: getModel },
  {
    method: "GET",
    template: "/v1/accounts/{account}/deployments/{deployment}",
    handle: getDeployment,
  },
];

function found<T>(resource: T | undefined): T {
  if (resource !== undefined) return resource;
  throw grpcError(404, NOT_FOUND, "resource not found");
}
