import type { LocalDeployment } from "../models/local-deployment.js";
import type { EmbeddingFacts, LocalModel } from "../models/local-model.js";
import {
  boolean,
  type Field,
  integerRange,
  list,
  object,
  oneOf,
  optional,
  required,
  type Shape,
  string,
  union,
} from "../requests/shape.js";
import { BATCH_PLAN_KEYS } from "./batch/plan-shape.js";
import type { DeploymentTimings } from "./deployments/timings.js";
import type { FineTuningTimings } from "./fine-tuning/timings.js";
import type { GivenResources } from "./load-resources.js";

const tokens = integerRange(1, 1_000_000_000);
const replicas = integerRange(0, 10_000);
const fullId: Shape = { kind: "string", maxLength: 500 };

/** A year. */
const ms = optional({ kind: "number", min: 0, max: 365 * 24 * 60 * 60 * 1_000 });

const EMBEDDING: Record<keyof EmbeddingFacts, Field> = {
  dimensions: required(integerRange(1, 100_000)),
  resizable: optional(boolean),
  unitLength: optional(boolean),
  coarse: optional(boolean),
  inputType: optional(boolean),
};

const MODEL: Record<keyof LocalModel, Field> = {
  id: required(fullId),
  contextLength: optional(union({ "": tokens, none: { kind: "null" } })),
  chat: optional(boolean),
  imageInput: optional(boolean),
  audioInput: optional(boolean),
  tools: optional(boolean),
  reasoning: optional(oneOf("always", "on-request", "never")),
  embedding: optional(object(EMBEDDING)),
  rerank: optional(boolean),
  batch: optional(boolean),
  kind: optional(string),
  serverless: optional(boolean),
  baseModel: optional(fullId),
  deprecationDate: optional({ kind: "string", pattern: /^\d{4}-\d{2}-\d{2}$/ }),
};

const DEPLOYMENT: Record<keyof LocalDeployment, Field> = {
  id: required(fullId),
  baseModel: required(fullId),
  state: optional(string),
  maxContextLength: optional(tokens),
  minReplicaCount: optional(replicas),
  replicaCount: optional(replicas),
};

const TIMINGS: Record<keyof DeploymentTimings, Field> = {
  createMs: ms,
  scaleUpMs: ms,
  updateMs: ms,
  deleteMs: ms,
};

const FINE_TUNING: Record<keyof FineTuningTimings, Field> = {
  validatingMs: ms,
  pendingMs: ms,
  msPerEpoch: ms,
  writingMs: ms,
};

const GIVEN: Record<keyof GivenResources, Field> = {
  models: optional(list(object(MODEL), { max: 10_000 })),
  deployments: optional(list(object(DEPLOYMENT), { max: 10_000 })),
  deploymentTimings: optional(object(TIMINGS)),
  fineTuningTimings: optional(object(FINE_TUNING)),
  ...BATCH_PLAN_KEYS,
};

/** The options of the control plane, as they are written in a file. */
export const GIVEN_SHAPE: Shape = object(GIVEN);
