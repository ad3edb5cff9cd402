import { invalidRequest } from "../requests/refusal.js";
import type { EngineName } from "./options.js";
import { type Json, record, records, text } from "./read-json.js";

/** What becomes of one field of a Fireworks request on its way to an OpenAI-compatible engine. */
export type FieldRule =
  /** Engines know it under this name, or pass over it. */
  | "same"
  /** Left out; the text says why. */
  | { drop: string }
  /** Becomes these fields. The engine is known when `asksEngine` said so, and when it told. */
  | ((value: unknown, context: { engine: EngineName | undefined; request: Json }) => Json);

const CACHE = "steers Fireworks' own prompt cache";
const OUTPUT = "shows what only Fireworks' engine can show";

/**
 * Chat and completions. A field that is not here is left out too, so that no engine that refuses
 * unknown fields meets one.
 */
export const GENERATION_FIELDS: Record<string, FieldRule> = {
  model: "same",
  messages: (value, { request }) => ({
    messages: records(value).map((m) => toMessage(m, request)),
  }),
  prompt: "same",
  stream: "same",
  // Usage has to come to be placed where Fireworks has it.
  stream_options: { drop: "usage is always asked for" },
  max_tokens: "same",
  // Engines older than the name know the other one, and all know that.
  max_completion_tokens: (value) => ({ max_tokens: value }),
  temperature: "same",
  top_p: "same",
  top_k: "same",
  min_p: "same",
  typical_p: "same",
  frequency_penalty: "same",
  presence_penalty: "same",
  // llama.cpp and LM Studio have their own name; who does not know it passes over it.
  repetition_penalty: (value) => ({ repetition_penalty: value, repeat_penalty: value }),
  mirostat_target: (value) => ({ mirostat: 2, mirostat_tau: value }),
  mirostat_lr: (value) => ({ mirostat_eta: value }),
  seed: "same",
  logit_bias: "same",
  n: "same",
  stop: "same",
  ignore_eos: "same",
  logprobs: toLogprobs,
  top_logprobs: "same",
  response_format: toResponseFormat,
  tools: (value) => ({ tools: records(value).filter((tool) => tool["function"] !== undefined) }),
  tool_choice: (value) => ({ tool_choice: value === "any" ? "required" : value }),
  parallel_tool_calls: "same",
  functions: (value) => ({
    tools: records(value).map((fn) => ({ type: "function", function: fn })),
  }),
  function_call: (value) => ({
    tool_choice: typeof value === "string" ? value : { type: "function", function: value },
  }),
  reasoning_effort: (value, { engine }) => toEffort(value, engine),
  thinking: (value, { engine }) => {
    const { type, budget_tokens } = record(value);
    if (type === "adaptive") return {};
    return toEffort(type === "disabled" ? "none" : (budget_tokens ?? true), engine);
  },
  // Done here: with `disabled` the old reasoning is taken out of the messages.
  reasoning_history: { drop: "engines have no switch for it" },
  user: "same",
  echo: (value, { request }) => (request["prompt"] === undefined ? {} : { echo: value }),
  echo_last: { drop: OUTPUT },
  raw_output: { drop: OUTPUT },
  return_token_ids: { drop: OUTPUT },
  // Answered here, from what was measured.
  perf_metrics_in_response: { drop: OUTPUT },
  include_routing_matrix: { drop: OUTPUT },
  prediction: { drop: "only a speed-up" },
  speculation: { drop: "only a speed-up" },
  rewrite_speculation: { drop: "only a speed-up" },
  prompt_cache_key: { drop: CACHE },
  prompt_cache_isolation_key: { drop: CACHE },
  service_tier: { drop: "names a price of Fireworks" },
  metadata: { drop: "goes to Fireworks' tracing" },
  context_length_exceeded_behavior: { drop: "engines refuse or cut by their own rules" },
  prompt_truncate_len: { drop: "engines cut by their own rules" },
  safe_tokenization: { drop: "engines take special tokens by their own rules" },
  sampling_mask: { drop: "undocumented" },
};

/** The fields whose meaning depends on the engine, when they hold such a value. */
export function asksEngine(request: Json): boolean {
  const isOff = request["reasoning_effort"] === "none" || request["reasoning_effort"] === false;
  return (
    isOff ||
    record(request["thinking"])["type"] === "disabled" ||
    record(request["response_format"])["type"] === "grammar"
  );
}

/** The request as an OpenAI-compatible engine reads it. Throws a 400 for a grammar it cannot take. */
export function toEngineFields(request: Json, engine: EngineName | undefined): Json {
  const fields = Object.entries(request).flatMap(([name, value]) => {
    const rule = GENERATION_FIELDS[name];
    if (rule === undefined || value === null || value === undefined) return [];
    if (rule === "same") return [{ [name]: value }];
    return typeof rule === "function" ? [rule(value, { engine, request })] : [];
  });
  const streams = request["stream"] === true ? [{ stream_options: { include_usage: true } }] : [];
  return Object.assign({}, ...fields, ...streams) as Json;
}

/** Fireworks reads arguments as an object and calls without id; engines want text and an id. */
function toMessage(message: Json, request: Json): Json {
  const { tool_calls, reasoning_content, ...rest } = message;
  const keepsReasoning =
    text(reasoning_content) !== undefined && request["reasoning_history"] !== "disabled";
  const calls = records(tool_calls).map((call, index) => toCall(call, index));
  return {
    ...rest,
    ...(keepsReasoning ? { reasoning_content } : {}),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
}

function toCall(call: Json, index: number): Json {
  const fn = typeof call["function"] === "string" ? { name: call["function"] } : call["function"];
  const { name, arguments: given } = record(fn);
  const json = typeof given === "string" ? given : JSON.stringify(given ?? {});
  return {
    id: text(call["id"]) ?? `call_${index}`,
    type: "function",
    function: { name, arguments: json },
  };
}

/** Chat takes a boolean and a count; completions take the integer as it is. */
function toLogprobs(value: unknown, { request }: { request: Json }): Json {
  if (request["prompt"] !== undefined)
    return { logprobs: value === true ? (request["top_logprobs"] ?? 0) : value || undefined };
  if (typeof value !== "number") return { logprobs: value };
  return { logprobs: true, ...(value > 0 ? { top_logprobs: value } : {}) };
}

const GRAMMAR_FIELDS: Partial<Record<EngineName, (grammar: unknown) => Json>> = {
  vllm: (grammar) => ({ structured_outputs: { grammar } }),
  sglang: (grammar) => ({ ebnf: grammar }),
  "llama.cpp": (grammar) => ({ grammar }),
};

function toResponseFormat(value: unknown, { engine }: { engine: EngineName | undefined }): Json {
  const { type, schema, json_schema, grammar } = record(value);
  if (type === "grammar") return toGrammar(grammar, engine);
  if (type === "text") return { response_format: { type } };
  const given = parsed(type === "json_schema" ? json_schema : schema);
  if (given === undefined) return { response_format: { type: "json_object" } };
  // Fireworks also takes the schema itself where OpenAI has its wrapping.
  const wrapped = "schema" in given && !("type" in given) ? given : { schema: given };
  return { response_format: { type: "json_schema", json_schema: { name: "answer", ...wrapped } } };
}

function toGrammar(grammar: unknown, engine: EngineName | undefined): Json {
  const fields = engine === undefined ? undefined : GRAMMAR_FIELDS[engine]?.(grammar);
  if (fields !== undefined) return fields;
  throw invalidRequest(
    `The upstream ${engine === undefined ? "is an engine that did not say its name" : `is ${engine}`}` +
      ", and no way is known to give it a grammar; vllm, sglang and llama.cpp take one " +
      "(set upstream.engine if it is one of them), field: 'response_format'",
  );
}

function parsed(schema: unknown): Json | undefined {
  if (typeof schema !== "string") return schema == null ? undefined : record(schema);
  try {
    return record(JSON.parse(schema));
  } catch {
    throw invalidRequest("The schema is not valid JSON, field: 'response_format'");
  }
}

/** The levels that engines share. */
const EFFORTS: Record<string, string> = {
  low: "low",
  medium: "medium",
  high: "high",
  xhigh: "high",
  max: "high",
  true: "medium",
};

/** A budget in tokens has no counterpart, and neither has `adaptive`: the engine's default stays. */
function toEffort(value: unknown, engine: EngineName | undefined): Json {
  if (value !== "none" && value !== false) {
    const effort = EFFORTS[String(value)];
    return effort === undefined ? {} : { reasoning_effort: effort };
  }
  const byTemplate = engine === "vllm" || engine === "sglang" || engine === "llama.cpp";
  // The template's switch is called one or the other, by the model.
  const template = { chat_template_kwargs: { enable_thinking: false, thinking: false } };
  if (byTemplate) return template;
  const byEffort = { reasoning_effort: "none" };
  return engine === undefined ? { ...byEffort, ...template } : byEffort;
}
