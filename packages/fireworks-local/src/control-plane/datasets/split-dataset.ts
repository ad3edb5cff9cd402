import type { SplitDatasetRequest, SplitDatasetResponse } from "fireworks-client/wire";
import { type LinePlace, linesOf } from "../batch/row-lines.js";
import { ownAccount } from "../accounts/account-access.js";
import { bodyOf, type GatewayCall } from "../gateway-call.js";
import type { GatewayHandler } from "../gateway-route.js";
import { grpcRefusal, invalidArgument } from "../grpc-refusal.js";
import { checkResourceId } from "../resources/resource-id.js";
import { filesOf } from "./dataset-files.js";
import { splitDatasetShape } from "./dataset-shape.js";
import { ownDataset } from "./find-dataset.js";
import { refuseTaken } from "./taken-name.js";
import { datasetName, fileObject, idOf, isReady, type StoredDataset } from "./stored-dataset.js";

/** From the OpenAPI file. */
const MIN_CHUNK = 200;
const FILE = "data.jsonl";
const NEWLINE = 10;

/** `POST …:splitDataset`: as many datasets as there are chunks of so many rows. */
export const splitDataset: GatewayHandler = (call): SplitDatasetResponse => {
  const { chunkSize } = bodyOf<SplitDatasetRequest>(call, splitDatasetShape);
  if (chunkSize < MIN_CHUNK) throw invalidArgument(`chunk_size must be at least ${MIN_CHUNK}`);
  const dataset = ownDataset(call);
  if (!isReady(dataset, call.now))
    throw grpcRefusal("FAILED_PRECONDITION", `${dataset.name} is not ready: it has no files yet`);
  const lines = [...linesOf(filesOf(call.state, dataset))];
  const chunks = Array.from({ length: Math.ceil(lines.length / chunkSize) }, (_, at) =>
    lines.slice(at * chunkSize, (at + 1) * chunkSize),
  );
  const names = chunks.map((_, at) => chunkName(call, dataset, at));
  chunks.forEach((chunk, at) => writeChunk(call, dataset, names[at] ?? "", chunk));
  return {
    chunkDatasetNames: names,
    chunksCreated: chunks.length,
    totalExamples: String(lines.length),
  };
};

/** How Fireworks names them is unknown. Throws when one is taken, before any is made. */
function chunkName(call: GatewayCall, { name }: StoredDataset, at: number): string {
  const id = checkResourceId("dataset_id", `${idOf(name).slice(0, 50)}-chunk-${at + 1}`);
  const chunk = datasetName(ownAccount(call), id);
  refuseTaken(call.state, chunk, call.now);
  return chunk;
}

function writeChunk(
  { state, now }: GatewayCall,
  source: StoredDataset,
  name: string,
  lines: readonly LinePlace[],
): void {
  const bytes = joinLines(lines);
  state.storage.write(fileObject(name, FILE), bytes);
  const { displayName, format } = source.fields;
  state.datasets.insert({
    name,
    fields: {
      ...(displayName === undefined ? {} : { displayName }),
      ...(format === undefined ? {} : { format }),
      exampleCount: String(lines.length),
      splitted: { sourceDatasetId: source.name },
    },
    createdAt: now,
    updatedAt: now,
    readyAt: now,
    files: [FILE],
    announced: [],
    bytes: bytes.length,
  });
}

function joinLines(lines: readonly LinePlace[]): Uint8Array {
  const size = lines.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  const joined = new Uint8Array(size).fill(NEWLINE);
  let at = 0;
  for (const { file, start, end } of lines) {
    joined.set(file.bytes.subarray(start, end), at);
    at += end - start + 1;
  }
  return joined;
}
