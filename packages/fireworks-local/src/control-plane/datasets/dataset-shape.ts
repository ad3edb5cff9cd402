import {
  type Field,
  int64,
  number,
  object,
  oneOf,
  optional,
  outputOnly,
  required,
  type Shape,
  string,
  timestamp,
  integer,
} from "../../requests/shape.js";
import { statusShape } from "../messages/status.js";
import { filenameToSize } from "../uploads.js";

const format = oneOf("FORMAT_UNSPECIFIED", "CHAT", "COMPLETION", "RL");
const empty = object({});

type OriginName = "userUploaded" | "evaluationResult" | "transformed" | "splitted" | "evalProtocol";

/** Where a dataset comes from: at most one of these is set. */
const ORIGINS: Record<OriginName, Field> = {
  userUploaded: optional(empty),
  evaluationResult: optional(object({ evaluationJobId: required(string) })),
  transformed: optional(
    object({
      sourceDatasetId: required(string),
      filter: optional(string),
      originalFormat: optional(format),
    }),
  ),
  splitted: optional(object({ sourceDatasetId: required(string) })),
  evalProtocol: optional(empty),
};

export const ORIGIN_NAMES: OriginName[] = Object.keys(ORIGINS) as OriginName[];

/** Contract 7.2. */
export const datasetShape: Shape & { kind: "object" } = {
  kind: "object",
  keys: {
    name: outputOnly(string),
    displayName: optional(string),
    createTime: outputOnly(timestamp),
    updateTime: outputOnly(timestamp),
    createdBy: outputOnly(string),
    state: outputOnly(oneOf("STATE_UNSPECIFIED", "UPLOADING", "READY")),
    status: outputOnly(statusShape),
    exampleCount: optional(int64),
    estimatedTokenCount: outputOnly(int64),
    averageTurnCount: outputOnly(number),
    format: optional(format),
    ...ORIGINS,
    externalUrl: optional(string),
    sourceJobName: optional(string),
    encryptionState: outputOnly(string),
  },
};

export const createDatasetShape: Shape = object({
  dataset: required(datasetShape),
  datasetId: optional(string),
  sourceDatasetId: optional(string),
  filter: optional(string),
});

export const uploadEndpointShape: Shape = object({
  filenameToSize: required(filenameToSize),
  readMask: optional(string),
});

export const splitDatasetShape: Shape = object({
  chunkSize: required(integer),
  parent: optional(string),
});
