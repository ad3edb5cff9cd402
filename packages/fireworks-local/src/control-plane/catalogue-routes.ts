import { toCatalogueModel, toDeployment } from "../models/catalogue-entry.js";
import { readableAccount } from "./accounts/account-access.js";
import type { GatewayHandler, GatewayRoute } from "./gateway-route.js";
import { grpcRefusal } from "./grpc-refusal.js";
import { listPage } from "./list/list-page.js";
import { modelShape } from "./models/model-shape.js";

/** Models alone, routers are in no catalogue. */
const listCatalogue: GatewayHandler = (call) => {
  readableAccount(call);
  const models = call.catalogue.modelsOf(call.params["account"] ?? "").map(toCatalogueModel);
  return listPage({ plural: "models", shape: modelShape }, models, call.query);
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
  throw grpcRefusal("NOT_FOUND", "resource not found");
}
