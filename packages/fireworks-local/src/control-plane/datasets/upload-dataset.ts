import type {
  DatasetUpload,
  DatasetUploadEndpointRequest,
  SignedUrls,
} from "fireworks-client/wire";
import { bodyOf, type GatewayCall } from "../gateway-call.js";
import type { GatewayHandler } from "../gateway-route.js";
import { grpcRefusal } from "../grpc-refusal.js";
import { checkFileName, signUploads } from "../uploads.js";
import { uploadEndpointShape } from "./dataset-shape.js";
import { ownDataset } from "./find-dataset.js";
import { readFilePart } from "./read-file-part.js";
import { fileObject, type StoredDataset } from "./stored-dataset.js";

/** `POST …:upload`: the file itself, as a form. */
export const uploadDataset: GatewayHandler = async (call): Promise<DatasetUpload> => {
  const { state, now } = call;
  refuseFull(ownDataset(call));
  const file = await readFilePart(call.request.headers.get("content-type") ?? "", call.bytes);
  const filename = checkFileName(file.name);
  const dataset = ownDataset(call);
  state.storage.write(fileObject(dataset.name, filename), file.bytes);
  markReady(call, dataset, [filename], file.bytes.length);
  return {
    id: dataset.name,
    object: "file",
    bytes: file.bytes.length,
    created_at: Math.floor(now / 1_000),
    filename,
    purpose: "dataset",
  };
};

/** `POST …:getUploadEndpoint`: addresses to put the files to. */
export const getUploadEndpoint: GatewayHandler = (call): SignedUrls => {
  const { state, now } = call;
  const dataset = ownDataset(call);
  refuseFull(dataset);
  const { filenameToSize } = bodyOf<DatasetUploadEndpointRequest>(call, uploadEndpointShape);
  const urls = signUploads(call, fileObject(dataset.name, ""), filenameToSize);
  const announced = [...new Set([...dataset.announced, ...Object.keys(urls)])];
  state.datasets.replace({ ...dataset, announced, updatedAt: now });
  return { filenameToSignedUrls: urls };
};

/** `POST …:validateUpload`: what was announced must be there. */
export const validateUpload: GatewayHandler = (call): object => {
  bodyOf(call, { kind: "object", keys: {} });
  const { state } = call;
  const dataset = ownDataset(call);
  const { name, announced } = dataset;
  if (dataset.readyAt !== undefined) return {};
  if (announced.length === 0)
    throw grpcRefusal("FAILED_PRECONDITION", "no files were uploaded: call :getUploadEndpoint");
  const sizes = announced.map((file) => {
    const size = state.storage.read(fileObject(name, file))?.length;
    if (size !== undefined) return size;
    throw grpcRefusal("FAILED_PRECONDITION", `file ${JSON.stringify(file)} was not uploaded`);
  });
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  markReady(call, dataset, announced, bytes);
  return {};
};

function markReady(
  { state, now }: GatewayCall,
  dataset: StoredDataset,
  files: readonly string[],
  bytes: number,
): void {
  const readyAt = now + state.batch.timings.uploadMs;
  state.datasets.replace({ ...dataset, files, bytes, announced: [], updatedAt: now, readyAt });
}

function refuseFull({ name, readyAt }: StoredDataset): void {
  if (readyAt === undefined) return;
  throw grpcRefusal("FAILED_PRECONDITION", `${name} already has its files`);
}
