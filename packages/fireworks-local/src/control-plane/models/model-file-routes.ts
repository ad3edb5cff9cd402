import type {
  ModelDownloadEndpoint,
  ModelUploadEndpoint,
  ModelUploadRequest,
} from "fireworks-client/wire";
import { ownAccount } from "../accounts/account-access.js";
import { bodyOf, type GatewayCall, refuseBody } from "../gateway-call.js";
import type { GatewayRoute } from "../gateway-route.js";
import { grpcRefusal } from "../grpc-refusal.js";
import { readFlag } from "../messages/read-query.js";
import { toTimestamp } from "../timestamps.js";
import { signDownloads, signUploads } from "../uploads.js";
import { modelUploadShape, prepareModelShape } from "./model-messages.js";
import { modelFolder, type ModelRecord } from "./model-record.js";
import { findModelRecord, keepModel, modelName } from "./model-routes.js";

const MODEL = "/v1/accounts/{account}/models/{model}";

function getUploadEndpoint(call: GatewayCall): ModelUploadEndpoint {
  const record = uploading(call);
  const body = bodyOf<ModelUploadRequest>(call, modelUploadShape);
  if (body.enableResumableUpload === true)
    throw grpcRefusal("UNIMPLEMENTED", "fireworks-local knows no resumable uploads: send a PUT");
  const folder = modelFolder(record.name);
  const urls = signUploads(call, folder, body.filenameToSize);
  const objects = Object.keys(urls).map((file) => [file, `${folder}${file}`]);
  const files = Object.fromEntries(objects) as Record<string, string>;
  keepModel(call, { ...record, files: { ...record.files, ...files } });
  const uris = Object.entries(files).map(([file, object]) => [file, `gs://local/${object}`]);
  return {
    filenameToSignedUrls: urls,
    filenameToUnsignedUris: Object.fromEntries(uris) as Record<string, string>,
  };
}

/** Every file an address was given for has to be there; then the model is ready. */
function validateUpload(call: GatewayCall): { warnings: string[] } {
  const { state, query, now } = call;
  for (const flag of ["skipHfConfigValidation", "trustRemoteCode"]) readFlag(query, flag);
  const record = uploading(call);
  const files = Object.entries(record.files);
  const missing = files.find(([, object]) => state.storage.read(object) === undefined);
  if (files.length === 0)
    throw grpcRefusal("FAILED_PRECONDITION", "no file was uploaded: call getUploadEndpoint first");
  if (missing !== undefined)
    throw grpcRefusal("FAILED_PRECONDITION", `${missing[0]} was not uploaded`);
  const isReady = !readFlag(query, "configOnly");
  const model = { ...record.model, updateTime: toTimestamp(now) };
  keepModel(call, { ...record, model: isReady ? { ...model, state: "READY" } : model });
  return { warnings: [] };
}

function getDownloadEndpoint(call: GatewayCall): ModelDownloadEndpoint {
  refuseBody(call);
  const { files } = ready(call);
  return { filenameToSignedUrls: signDownloads(call, files) };
}

function prepareModel(call: GatewayCall): unknown {
  const record = ready(call);
  bodyOf(call, prepareModelShape);
  keepModel(call, { ...record, model: { ...record.model, calibrated: true } });
  return {};
}

/** From somebody's bucket, which a server without a network cannot reach. */
function importModel(call: GatewayCall): never {
  uploading(call);
  throw grpcRefusal("UNIMPLEMENTED", "fireworks-local imports nothing: upload the files instead");
}

function uploading(call: GatewayCall): ModelRecord {
  const record = findModelRecord(call, modelName(call, ownAccount(call)));
  if (record.model.state === "UPLOADING") return record;
  throw grpcRefusal("FAILED_PRECONDITION", `${record.name} is ready, and takes no more files`);
}

function ready(call: GatewayCall): ModelRecord {
  const record = findModelRecord(call, modelName(call, ownAccount(call)));
  if (record.model.state === "READY") return record;
  throw grpcRefusal("FAILED_PRECONDITION", `${record.name} is not ready: it waits for its files`);
}

export const modelFileRoutes: readonly GatewayRoute[] = [
  { method: "POST", template: `${MODEL}:getUploadEndpoint`, handle: getUploadEndpoint },
  { method: "GET", template: `${MODEL}:validateUpload`, handle: validateUpload },
  { method: "GET", template: `${MODEL}:getDownloadEndpoint`, handle: getDownloadEndpoint },
  { method: "POST", template: `${MODEL}:prepare`, handle: prepareModel },
  { method: "POST", template: `${MODEL}:import`, handle: importModel },
];
