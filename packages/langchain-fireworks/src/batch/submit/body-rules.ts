import type { BatchInputRow, ChatCompletionRequest } from "fireworks-client/wire";
import { isRecord } from "../../convert/unknown-values.js";
import {
  anything,
  boolean,
  closed,
  either,
  integer,
  integerRange,
  list,
  mapOf,
  matching,
  nullable,
  number,
  oneOf,
  range,
  record,
  type Rule,
  string,
} from "./value-rules.js";

/**
 * What a body may hold: sections 2.1 to 2.7 of the wire contract. A call leaves this to the server, which
 * then refuses one answer; of a batch one bad row fails all.
 */

const PART: Rule = closed(
  {
    type: oneOf("text", "image_url", "video_url", "audio_url"),
    text: nullable(string),
    image_url: nullable(closed({ url: string, detail: nullable(string) }, ["url"])),
    video_url: nullable(
      closed(
        {
          url: string,
          detail: nullable(string),
          max_frames: nullable(integer),
          sample_fps: nullable(number),
          spatial_limit: nullable(integer),
        },
        ["url"],
      ),
    ),
    audio_url: nullable(closed({ url: string }, ["url"])),
  },
  ["type"],
);

const CONTENT = either(string, list(PART));

const TOOL_CALL = closed(
  {
    id: nullable(string),
    type: oneOf("function"),
    function: either(
      string,
      closed({ name: nullable(string), arguments: nullable(either(string, record)) }),
    ),
  },
  ["function"],
);

const MESSAGE = closed(
  {
    role: oneOf("system", "user", "assistant", "tool"),
    content: nullable(CONTENT),
    reasoning_content: nullable(string),
    tool_calls: nullable(list(TOOL_CALL)),
    tool_call_id: nullable(string),
  },
  ["role"],
);

const FUNCTION = closed(
  {
    name: matching(/^[a-zA-Z0-9_-]{1,64}$/, "1 to 64 of a-z, A-Z, 0-9, _ and -"),
    description: nullable(string),
    parameters: record,
    strict: nullable(boolean),
  },
  ["name"],
);

const CHOSEN = closed({ name: string }, ["name"]);

const RESPONSE_FORMAT = closed(
  {
    type: oneOf("text", "grammar", "json_schema", "json_object"),
    schema: nullable(either(record, string)),
    json_schema: nullable(either(record, string)),
    grammar: nullable(string),
  },
  ["type"],
);

const THINKING = closed(
  { type: oneOf("enabled", "disabled", "adaptive"), budget_tokens: nullable(integerRange(1024)) },
  ["type"],
);

type RowKey = Exclude<keyof ChatCompletionRequest, "model" | "stream" | "stream_options">;

/** By field. The model is the job's, and nothing is streamed. */
const BODY: Readonly<Record<RowKey, Rule>> = {
  messages: list(MESSAGE, { least: 1 }),
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
  logit_bias: nullable(mapOf(range(-100, 100))),
  n: integerRange(1, 128),
  stop: nullable(either(string, list(string, { most: 4 }))),
  ignore_eos: boolean,
  logprobs: nullable(either(boolean, integerRange(0, 5))),
  top_logprobs: nullable(integerRange(0, 5)),
  echo: nullable(boolean),
  echo_last: nullable(integer),
  raw_output: nullable(boolean),
  return_token_ids: nullable(boolean),
  perf_metrics_in_response: nullable(boolean),
  response_format: nullable(RESPONSE_FORMAT),
  reasoning_effort: nullable(either(string, integerRange(1), boolean)),
  reasoning_history: nullable(oneOf("disabled", "interleaved", "preserved")),
  thinking: nullable(THINKING),
  prediction: nullable(
    either(string, closed({ type: oneOf("content"), content: CONTENT }, ["content"])),
  ),
  speculation: nullable(either(string, list(integer))),
  user: nullable(string),
  prompt_cache_key: nullable(string),
  prompt_cache_isolation_key: nullable(string),
  service_tier: oneOf("auto", "default", "flex"),
  metadata: nullable(mapOf(string)),
  context_length_exceeded_behavior: oneOf("truncate", "error"),
  tools: list(closed({ type: oneOf("function"), function: FUNCTION }, ["type", "function"])),
  tool_choice: either(
    oneOf("auto", "none", "any", "required"),
    closed({ type: oneOf("function"), function: CHOSEN }, ["type", "function"]),
  ),
  parallel_tool_calls: nullable(boolean),
  functions: list(FUNCTION),
  function_call: nullable(either(oneOf("auto", "none"), CHOSEN)),
  prompt_truncate_len: nullable(integer),
  safe_tokenization: nullable(boolean),
};

/** In guides and live calls, but in no description (section 2.1). */
const UNDESCRIBED = { include_routing_matrix: boolean, sampling_mask: anything };

/** Fields that Fireworks refuses together. */
const EXCLUSIVE = [
  ["max_tokens", "max_completion_tokens"],
  ["thinking", "reasoning_effort"],
] as const;

const KNOWN: Readonly<Record<string, Rule>> = { ...BODY, ...UNDESCRIBED };
const body = closed(KNOWN, ["messages"]);

/** What Fireworks would refuse of a body, in words; `undefined` for a good one. */
export function bodyProblem(given: BatchInputRow["body"]): string | undefined {
  const problem = body(given);
  if (problem !== undefined) return problem.replace(/^\./, "");
  const row = given as Record<string, unknown>;
  const both = EXCLUSIVE.find((names) => names.every((name) => row[name] != null));
  return both && `\`${both[0]}\` and \`${both[1]}\` exclude each other`;
}

/** The same for a body with fields that this version does not know. */
export function knownBodyProblem(given: BatchInputRow["body"]): string | undefined {
  const known = Object.entries(given).filter(([name]) => Object.hasOwn(KNOWN, name));
  return isRecord(given) ? bodyProblem(Object.fromEntries(known) as typeof given) : undefined;
}
