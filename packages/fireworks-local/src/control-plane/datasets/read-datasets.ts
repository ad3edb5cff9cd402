import type { Dataset, DatasetFields, SignedUrls } from "fireworks-client/wire";
import { readableAccount } from "../accounts/account-access.js";
import { jsonOf, type GatewayCall, refuseBody } from "../gateway-call.js";
import type { GatewayHandler } from "../gateway-route.js";
import { grpcRefusal } from "../grpc-refusal.js";
import { listPage } from "../list/list-page.js";
import { readMask } from "../list/read-mask.js";
import { readPatch } from "../messages/read-message.js";
import { readFlag } from "../messages/read-query.js";
import { signDownloads } from "../uploads.js";
import { settleJobs } from "../batch/settle-jobs.js";
import { originsOf } from "./create-dataset.js";
import { datasetShape } from "./dataset-shape.js";
import { findDataset, ownDataset } from "./find-dataset.js";
import { fileKey, fileObject, isReady, type StoredDataset, toDataset } from "./stored-dataset.js";

/** `GET /datasets`. */
export const listDatasets: GatewayHandler = async (call) => {
  await settleJobs(call);
  const { state, query, now } = call;
  const stored = state.datasets.under(readableAccount(call));
  const datasets = stored.map((dataset) => toDataset(dataset, now));
  return listPage({ plural: "datasets", shape: datasetShape }, datasets, query);
};

/** `GET …/datasets/{dataset}`. */
export const getDataset: GatewayHandler = async (call): Promise<Partial<Dataset>> => {
  await settleJobs(call);
  const mask = readMask(call.query["readMask"] ?? "", datasetShape);
  return mask(toDataset(findDataset(call), call.now));
};

/** `PATCH …/datasets/{dataset}`. */
export const patchDataset: GatewayHandler = async (call): Promise<Dataset> => {
  await settleJobs(call);
  const { state, now } = call;
  const changes = readPatch<DatasetFields>(jsonOf(call), datasetShape);
  const dataset = ownDataset(call);
  const fields = { ...dataset.fields, ...changes };
  originsOf(fields);
  return toDataset(state.datasets.replace({ ...dataset, fields, updatedAt: now }), now);
};

/** `DELETE …/datasets/{dataset}`. */
export const deleteDataset: GatewayHandler = async (call): Promise<object> => {
  await settleJobs(call);
  const { state } = call;
  const { name } = ownDataset(call);
  state.datasets.remove(name);
  state.storage.removeUnder(fileObject(name, ""));
  return {};
};

/** `GET …:getDownloadEndpoint`, without a body. */
export const getDownloadEndpoint: GatewayHandler = async (call): Promise<SignedUrls> => {
  refuseBody(call);
  await settleJobs(call);
  const { now, query } = call;
  const dataset = findDataset(call);
  if (!isReady(dataset, now))
    throw grpcRefusal("FAILED_PRECONDITION", `${dataset.name} is not ready: it has no files yet`);
  const wanted = readFlag(query, "downloadLineage") ? lineageOf(call, dataset) : [dataset];
  const files = wanted.flatMap(({ name, files }) =>
    files.map((file) => [fileKey(name, file), fileObject(name, file)]),
  );
  const objects = Object.fromEntries(files) as Record<string, string>;
  return { filenameToSignedUrls: signDownloads(call, objects) };
};

/** The outputs of the jobs that the dataset's job continues, newest first. */
function lineageOf({ state }: GatewayCall, dataset: StoredDataset): StoredDataset[] {
  const chain = [dataset];
  let job = state.jobs.find(dataset.fields.sourceJobName ?? "");
  while (job !== undefined && chain.length <= state.jobs.all().length) {
    job = state.jobs.find(job.spec.continuedFromJobName);
    const output = job && state.datasets.find(job.spec.outputDatasetId);
    if (output !== undefined) chain.push(output);
  }
  return chain;
}
