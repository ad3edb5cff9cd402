import type { CatalogueModel, CreateModelRequest, DeployedModelRef } from "fireworks-client/wire";
import { toCatalogueModel } from "../../models/catalogue-entry.js";
import { ownAccount, readableAccount } from "../accounts/account-access.js";
import { deployedModelState } from "../deployed-models/deployed-model-view.js";
import { bodyOf, type GatewayCall, jsonOf } from "../gateway-call.js";
import type { GatewayRoute } from "../gateway-route.js";
import { grpcRefusal } from "../grpc-refusal.js";
import { listPage } from "../list/list-page.js";
import { readMask } from "../list/read-mask.js";
import { readPatch } from "../messages/read-message.js";
import { OK_STATUS } from "../messages/status.js";
import { checkResourceId } from "../resources/resource-id.js";
import { toTimestamp } from "../timestamps.js";
import { checkModel, createModelShape } from "./model-messages.js";
import { modelFolder, type ModelRecord } from "./model-record.js";
import { modelShape } from "./model-shape.js";

const MODELS = "/v1/accounts/{account}/models";

/** `{account}` and `{model}` of a path as a full name. */
export function modelName(call: GatewayCall, account: string): string {
  return `${account}/models/${call.params["model"] ?? ""}`;
}

/** What was made here, and the models of the options. Throws NOT_FOUND. */
export function findModelRecord(
  { state, catalogue }: GatewayCall,
  name: string,
  missing = "resource not found",
): ModelRecord {
  const record = state.models.find(name);
  if (record !== undefined) return record;
  const given = catalogue.findModel(name);
  if (given === undefined) throw grpcRefusal("NOT_FOUND", missing);
  return { name, model: toCatalogueModel(given), files: {} };
}

/** A model that a body names. Throws NOT_FOUND, and FAILED_PRECONDITION while it is uploaded. */
export function findReadyModel(call: GatewayCall, name: string): CatalogueModel {
  const { model } = findModelRecord(call, name, `model ${name} not found`);
  if (model.state === "READY") return model;
  throw grpcRefusal("FAILED_PRECONDITION", `model ${name} is not ready: it waits for its files`);
}

/** Models alone, routers are in no catalogue. */
function listModels(call: GatewayCall): unknown {
  const { state, catalogue, query } = call;
  const account = readableAccount(call);
  const made = state.models.under(account).map(({ model }) => model);
  const given = catalogue
    .modelsOf(account.replace("accounts/", ""))
    .filter(({ id }) => state.models.find(id) === undefined)
    .map(toCatalogueModel);
  const shown = [...given, ...made].map((model) => withRefs(call, model));
  return listPage({ plural: "models", shape: modelShape }, shown, query);
}

function getModel(call: GatewayCall): unknown {
  const { model } = findModelRecord(call, modelName(call, readableAccount(call)));
  return readMask(call.query["readMask"] ?? "", modelShape)(withRefs(call, model));
}

/** The model with the deployments it is on. */
function withRefs(call: GatewayCall, model: CatalogueModel): CatalogueModel {
  const refs = deployedModelRefs(call, model.name);
  return refs.length === 0 ? model : { ...model, deployedModelRefs: refs };
}

function createModel(call: GatewayCall): unknown {
  const { state, now } = call;
  const account = ownAccount(call);
  const body = bodyOf<Partial<CreateModelRequest>>(call, createModelShape);
  const id = checkResourceId("model_id", body.modelId || state.ids.next());
  const fields = body.model ?? {};
  checkModel(fields);
  const name = `${account}/models/${id}`;
  if (call.catalogue.findModel(name) !== undefined)
    throw grpcRefusal("ALREADY_EXISTS", `${name} already exists`);
  const time = toTimestamp(now);
  const model: CatalogueModel = {
    name,
    // The default of Fireworks' OpenAPI file.
    kind: "HF_PEFT_ADDON",
    ...fields,
    state: "UPLOADING",
    status: OK_STATUS,
    createTime: time,
    updateTime: time,
  };
  return state.models.insert({ name, model, files: {} }).model;
}

function patchModel(call: GatewayCall): unknown {
  const record = findModelRecord(call, modelName(call, ownAccount(call)));
  const changes = readPatch<CatalogueModel>(jsonOf(call), modelShape);
  if (changes.kind !== undefined) checkModel({ ...record.model, ...changes });
  const model = { ...record.model, ...changes, updateTime: toTimestamp(call.now) };
  return keepModel(call, { ...record, model }).model;
}

/** A model of the options that is changed here is kept here from then on. */
export function keepModel({ state }: GatewayCall, record: ModelRecord): ModelRecord {
  const isKept = state.models.find(record.name) !== undefined;
  return isKept ? state.models.replace(record) : state.models.insert(record);
}

function deleteModel(call: GatewayCall): unknown {
  const { state, catalogue } = call;
  const { name } = findModelRecord(call, modelName(call, ownAccount(call)));
  if (deployedModelRefs(call, name).length > 0)
    throw grpcRefusal("FAILED_PRECONDITION", `${name} is deployed: undeploy it first`);
  catalogue.remove(name);
  if (state.models.find(name) !== undefined) state.models.remove(name);
  state.storage.removeUnder(modelFolder(name));
  return {};
}

function deployedModelRefs({ state, now }: GatewayCall, model: string): DeployedModelRef[] {
  return state.deployedModels
    .all()
    .filter((one) => one.model === model && state.deployments.findLive(one.deployment))
    .map((one) => ({
      name: one.name,
      deployment: one.deployment,
      state: deployedModelState(state, one, now),
      default: one.default,
      public: one.fields.public ?? false,
    }));
}

export const modelRoutes: readonly GatewayRoute[] = [
  { method: "GET", template: MODELS, handle: listModels },
  { method: "POST", template: MODELS, handle: createModel },
  { method: "GET", template: `${MODELS}/{model}`, handle: getModel },
  { method: "PATCH", template: `${MODELS}/{model}`, handle: patchModel },
  { method: "DELETE", template: `${MODELS}/{model}`, handle: deleteModel },
];
