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
import { jobProgressShape } from "../messages/job-progress.js";
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
  jobProgress: outputOnly(jobProgressShape),
  lifecycle: outputOnly(lifecycle),
  maxJobDuration: optional(duration),
  placement: optional(jsonObject),
  precision: optional(precision),
  systemPrompt: optional(string),
  waitingOnCapacity: outputOnly(boolean),
  continuedFromJobName: optional(string),
});
