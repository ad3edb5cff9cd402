import {
  boolean,
  integer,
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
} from "../../requests/shape.js";
import { statusShape } from "../messages/status.js";
import { jobProgressShape } from "../messages/job-progress.js";

const wandbConfig = object({
  enabled: optional(boolean),
  apiKey: optional(string),
  project: optional(string),
  entity: optional(string),
  runId: optional(string),
  url: outputOnly(string),
});

const awsS3Config = object({ credentialsSecret: optional(string), iamRoleArn: optional(string) });

const azureBlobStorageConfig = object({
  credentialsSecret: optional(string),
  managedIdentityClientId: optional(string),
  tenantId: optional(string),
});

const money = object({
  currencyCode: optional(string),
  units: optional(int64),
  nanos: optional(integer),
});

/** Contract 7.7. */
export const fineTuningJobShape: Shape = object({
  name: outputOnly(string),
  displayName: optional(string),
  createTime: outputOnly(timestamp),
  updateTime: outputOnly(timestamp),
  completedTime: outputOnly(timestamp),
  createdBy: outputOnly(string),
  state: outputOnly(string),
  status: outputOnly(statusShape),
  dataset: required(string),
  baseModel: optional(string),
  warmStartFrom: optional(string),
  outputModel: optional(string),
  epochs: optional(integer),
  learningRate: optional(number),
  learningRateWarmupSteps: optional(integer),
  gradientAccumulationSteps: optional(integer),
  optimizerWeightDecay: optional(number),
  loraRank: optional(integer),
  maxContextLength: optional(integer),
  batchSize: optional(integer),
  batchSizeSamples: optional(integer),
  evaluationDataset: optional(string),
  evalAutoCarveout: optional(boolean),
  earlyStop: optional(boolean),
  jinjaTemplate: optional(string),
  isTurbo: optional(boolean),
  wandbConfig: optional(wandbConfig),
  purpose: optional(oneOf("PURPOSE_UNSPECIFIED", "PURPOSE_PILOT")),
  awsS3Config: optional(awsS3Config),
  azureBlobStorageConfig: optional(azureBlobStorageConfig),
  nodes: optional(integer),
  mtpEnabled: optional(boolean),
  mtpNumDraftTokens: optional(integer),
  mtpFreezeBaseModel: optional(boolean),
  jobProgress: outputOnly(jobProgressShape),
  metricsFileSignedUrl: optional(string),
  trainerLogsSignedUrl: outputOnly(string),
  estimatedCost: outputOnly(money),
});
