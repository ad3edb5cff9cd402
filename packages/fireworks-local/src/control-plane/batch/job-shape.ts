import {
  boolean,
  duration,
  integer,
  jsonObject,
  number,
  object,
  optional,
  outputOnly,
  type Shape,
  string,
  timestamp,
} from "../../requests/shape.js";
import { precision } from "../messages/precision.js";
import { statusShape } from "../messages/status.js";

const parameters = object({
  maxTokens: optional(integer),
  temperature: optional(number),
  topP: optional(number),
  topK: optional(integer),
  n: optional(integer),
  extraBody: optional(string),
});

const progress = object({
  percent: optional(integer),
  epoch: optional(integer),
  totalInputRequests: optional(integer),
  totalProcessedRequests: optional(integer),
  successfullyProcessedRequests: optional(integer),
  failedRequests: optional(integer),
  outputRows: optional(integer),
  inputTokens: optional(integer),
  outputTokens: optional(integer),
  cachedInputTokenCount: optional(integer),
});

const lifecycle = object({
  validatedTime: optional(timestamp),
  runStartTime: optional(timestamp),
  endTime: optional(timestamp),
});

/** Contract 7.3; what the OpenAPI file lacks was observed. */
export const jobShape: Shape = object({
  name: outputOnly(string),
  displayName: optional(string),
  createTime: outputOnly(timestamp),
  updateTime: outputOnly(timestamp),
  expireTime: outputOnly(timestamp),
  createdBy: outputOnly(string),
  state: outputOnly(string),
  status: outputOnly(statusShape),
  model: optional(string),
  inputDatasetId: optional(string),
  outputDatasetId: optional(string),
  inferenceParameters: optional(parameters),
  jobProgress: outputOnly(progress),
  lifecycle: outputOnly(lifecycle),
  maxJobDuration: optional(duration),
  placement: optional(jsonObject),
  precision: optional(precision),
  systemPrompt: optional(string),
  waitingOnCapacity: outputOnly(boolean),
  continuedFromJobName: optional(string),
});
