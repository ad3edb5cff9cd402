import type { DeployedModel } from "fireworks-client/wire";
import {
  boolean,
  oneOf,
  optional,
  outputOnly,
  required,
  type Shape,
  string,
  timestamp,
} from "../../requests/shape.js";
import { ownAccount, readableAccount } from "../accounts/account-access.js";
import { bodyOf, type GatewayCall, jsonOf } from "../gateway-call.js";
import type { GatewayRoute } from "../gateway-route.js";
import { grpcRefusal } from "../grpc-refusal.js";
import { listPage } from "../list/list-page.js";
import { readMask } from "../list/read-mask.js";
import { readPatch } from "../messages/read-message.js";
import { readFlag } from "../messages/read-query.js";
import { statusShape } from "../messages/status.js";
import { findReadyModel } from "../models/model-routes.js";
import { checkFit, deploy, makeRoom } from "./deploy.js";
import type { DeployedModelRecord } from "./deployed-model-record.js";
import { toDeployedModel } from "./deployed-model-view.js";

const DEPLOYED_MODELS = "/v1/accounts/{account}/deployedModels";

/** A model on a deployment (contract 7.6). */
export const deployedModelShape: Shape & { kind: "object" } = {
  kind: "object",
  keys: {
    name: outputOnly(string),
    displayName: optional(string),
    description: optional(string),
    createTime: outputOnly(timestamp),
    updateTime: outputOnly(timestamp),
    model: required(string),
    deployment: required(string),
    default: optional(boolean),
    state: outputOnly(
      oneOf("STATE_UNSPECIFIED", "UNDEPLOYING", "DEPLOYING", "DEPLOYED", "UPDATING"),
    ),
    serverless: optional(boolean),
    status: outputOnly(statusShape),
    public: optional(boolean),
  },
};

const view = ({ state, now }: GatewayCall, record: DeployedModelRecord): DeployedModel =>
  toDeployedModel(state, record, now);

function listDeployedModels(call: GatewayCall): unknown {
  const records = call.state.deployedModels.under(readableAccount(call));
  const shown = records.map((record) => view(call, record));
  return listPage({ plural: "deployedModels", shape: deployedModelShape }, shown, call.query);
}

function getDeployedModel(call: GatewayCall): unknown {
  const record = find(call, readableAccount(call));
  return readMask(call.query["readMask"] ?? "", deployedModelShape)(view(call, record));
}

function loadModel(call: GatewayCall): unknown {
  const { state, query } = call;
  const account = ownAccount(call);
  type Body = DeployedModel & { model: string; deployment: string };
  const body = bodyOf<Body>(call, deployedModelShape);
  const { model, deployment, default: isDefault = false, ...fields } = body;
  const target = state.deployments.findLive(deployment)?.fields;
  if (target === undefined) throw grpcRefusal("NOT_FOUND", `deployment ${deployment} not found`);
  checkFit(findReadyModel(call, model), { name: deployment, ...target });
  makeRoom(state, { model, deployment }, target, readFlag(query, "replaceMergedAddon"));
  return view(call, deploy(state, account, { model, deployment, default: isDefault, fields }));
}

function patchDeployedModel(call: GatewayCall): unknown {
  const record = find(call, ownAccount(call));
  const changes = readPatch<DeployedModel>(jsonOf(call), deployedModelShape);
  const { displayName, description, public: isPublic } = { ...record.fields, ...changes };
  const { state, now } = call;
  if (changes.default === true)
    for (const other of state.deployedModels.all().filter(({ model }) => model === record.model))
      state.deployedModels.replace({ ...other, default: false });
  const changed = state.deployedModels.replace({
    ...record,
    fields: { displayName, description, public: isPublic },
    default: changes.default ?? record.default,
    updatedAt: now,
  });
  return view(call, changed);
}

function unloadModel(call: GatewayCall): unknown {
  call.state.deployedModels.remove(find(call, ownAccount(call)).name);
  return {};
}

function find({ state, params }: GatewayCall, account: string): DeployedModelRecord {
  return state.deployedModels.get(`${account}/deployedModels/${params["deployedModel"] ?? ""}`);
}

export const deployedModelRoutes: readonly GatewayRoute[] = [
  { method: "GET", template: DEPLOYED_MODELS, handle: listDeployedModels },
  { method: "POST", template: DEPLOYED_MODELS, handle: loadModel },
  { method: "GET", template: `${DEPLOYED_MODELS}/{deployedModel}`, handle: getDeployedModel },
  { method: "PATCH", template: `${DEPLOYED_MODELS}/{deployedModel}`, handle: patchDeployedModel },
  { method: "DELETE", template: `${DEPLOYED_MODELS}/{deployedModel}`, handle: unloadModel },
];
