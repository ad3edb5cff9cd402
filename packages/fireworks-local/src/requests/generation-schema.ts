import { partList } from "./content-schema.js";
import {
  anything,
  boolean,
  byType,
  type Field,
  integer,
  integerRange,
  jsonObject,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  range,
  required,
  string,
  union,
} from "./shape.js";

const RESPONSE_FORMAT = object({
  // Checked apart: a wrong type has a text of its own (contract 2.5).
  type: required(anything),
  schema: nullable(union({ dict: jsonObject, str: string })),
  json_schema: nullable(union({ dict: jsonObject, str: string })),
  grammar: nullable(string),
});

const THINKING = byType({
  enabled: { budget_tokens: nullable(integerRange(1024)) },
  disabled: {},
  adaptive: {},
});

const PREDICTION = object({
  type: optional(oneOf("content")),
  content: required(union({ str: string, "": partList({ audio: false }) })),
});

/** What chat and text completions have in common: section 2.1 of the contract. */
export const GENERATION_KEYS: Readonly<Record<string, Field>> = {
  model: required(string),
  stream: nullable(boolean),
  stream_options: optional(object({ include_usage: nullable(boolean) })),
  max_tokens: nullable(integerRange(1)),
  max_completion_tokens: nullable(integerRange(1)),
  temperature: nullable(range(0, 2)),
  top_p: nullable(range(0, 1)),
  top_k: nullable(integerRange(0, 100)),
  min_p: nullable(range(0, 1)),
  typical_p: nullable(range(0, 1)),
  frequency_penalty: nullable(range(-2, 2)),
  presence_penalty: nullable(range(-2, 2)),
  repetition_penalty: nullable(range(0, 2)),
  mirostat_target: nullable(number),
  mirostat_lr: nullable(number),
  seed: nullable(integer),
  logit_bias: nullable({ kind: "map", values: range(-100, 100) }),
  n: optional(integerRange(1, 128)),
  stop: nullable(union({ str: string, "list[str]": list(string, { max: 4 }) })),
  ignore_eos: optional(boolean),
  logprobs: nullable(union({ bool: boolean, int: integerRange(0, 5) })),
  top_logprobs: nullable(integerRange(0, 5)),
  echo: nullable(boolean),
  echo_last: nullable(integer),
  raw_output: nullable(boolean),
  return_token_ids: nullable(boolean),
  perf_metrics_in_response: nullable(boolean),
  response_format: nullable(RESPONSE_FORMAT),
  reasoning_effort: nullable(union({ str: string, int: integerRange(1), bool: boolean })),
  reasoning_history: nullable(oneOf("disabled", "interleaved", "preserved")),
  thinking: nullable(THINKING),
  prediction: nullable(union({ PredictedOutput: PREDICTION, str: string })),
  speculation: nullable(union({ str: string, "list[int]": list(integer) })),
  user: nullable(string),
  prompt_cache_key: nullable(string),
  prompt_cache_isolation_key: nullable(string),
  service_tier: optional(oneOf("auto", "default", "flex", "priority")),
  metadata: nullable({ kind: "map", values: string }),
  context_length_exceeded_behavior: optional(oneOf("truncate", "error")),
  // Of the rollout guide, which the OpenAPI file names but does not describe.
  include_routing_matrix: optional(boolean),
  // Accepted with 200 by the live API in 2026-06, form undocumented (litellm#30844).
  sampling_mask: nullable(union({ dict: jsonObject, list: list(number), str: string })),
};
