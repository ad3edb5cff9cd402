import {
  anything,
  boolean,
  byType,
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
  type Shape,
  string,
  union,
} from "./shape.js";

/**
 * The chat request Fireworks accepts: sections 2.1–2.7 of the wire contract. Every object is closed.
 * `audio` adds the `audio_url` part, which only omni models read (contract 2.2).
 */
export function chatRequestShape(options: { audio: boolean }): Shape {
  return options.audio ? WITH_AUDIO : WITHOUT_AUDIO;
}

const TOOL_NAME: Shape = { kind: "string", pattern: /^[a-zA-Z0-9_-]+$/, maxLength: 64 };

const IMAGE_URL = object({ url: required(string), detail: nullable(string) });

const VIDEO_URL = object({
  url: required(string),
  detail: nullable(string),
  max_frames: nullable(integerRange(1)),
  sample_fps: nullable(number),
  spatial_limit: nullable(integer),
});

const PART_KEYS = {
  text: nullable(string),
  image_url: nullable(IMAGE_URL),
  video_url: nullable(VIDEO_URL),
};

const PART = object({ type: required(oneOf("text", "image_url", "video_url")), ...PART_KEYS });

const PART_WITH_AUDIO = object({
  type: required(oneOf("text", "image_url", "video_url", "audio_url")),
  ...PART_KEYS,
  audio_url: nullable(object({ url: required(string) })),
});

const TOOL_CALL = object({
  id: nullable(string),
  type: optional(oneOf("function")),
  function: required(
    union({
      ChatMessageToolCallFunction: object({
        name: optional(string),
        arguments: nullable(union({ str: string, dict: jsonObject })),
      }),
      str: string,
    }),
  ),
});

const FUNCTION = object({
  name: required(TOOL_NAME),
  description: nullable(string),
  parameters: nullable(jsonObject),
  strict: nullable(boolean),
});

const TOOL = object({ type: required(oneOf("function")), function: optional(FUNCTION) });

const TOOL_CHOICE = union({
  str: oneOf("auto", "none", "any", "required"),
  FunctionSelection: object({
    type: required(oneOf("function")),
    function: required(object({ name: required(string) })),
  }),
});

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
  content: required(union({ str: string, list: list(PART) })),
});

function message(part: Shape): Shape {
  return object({
    role: required(oneOf("system", "user", "assistant", "tool")),
    content: nullable(union({ str: string, "": list(part, { label: "ChatMessageContent" }) })),
    reasoning_content: nullable(string),
    tool_calls: nullable(list(TOOL_CALL)),
    tool_call_id: nullable(string),
  });
}

function chatRequest(part: Shape): Shape {
  return object({
    model: required(string),
    messages: required(list(message(part), { min: 1 })),
    stream: nullable(boolean),
    stream_options: nullable(object({ include_usage: nullable(boolean) })),
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
    stop: nullable(union({ str: string, list: list(string, { max: 4 }) })),
    ignore_eos: optional(boolean),
    logprobs: nullable(union({ bool: boolean, int: integerRange(0, 5) })),
    top_logprobs: nullable(integerRange(0, 5)),
    echo: nullable(boolean),
    echo_last: nullable(integerRange(0)),
    raw_output: nullable(boolean),
    return_token_ids: nullable(boolean),
    perf_metrics_in_response: nullable(boolean),
    response_format: nullable(RESPONSE_FORMAT),
    tools: nullable(list(TOOL)),
    tool_choice: nullable(TOOL_CHOICE),
    parallel_tool_calls: nullable(boolean),
    functions: nullable(list(FUNCTION)),
    function_call: nullable(
      union({ str: oneOf("auto", "none"), dict: object({ name: required(string) }) }),
    ),
    reasoning_effort: nullable(union({ str: string, int: integerRange(1), bool: boolean })),
    reasoning_history: nullable(oneOf("disabled", "interleaved", "preserved")),
    thinking: nullable(THINKING),
    prediction: nullable(union({ PredictedOutput: PREDICTION, str: string })),
    speculation: nullable(union({ str: string, list: list(integer) })),
    user: nullable(string),
    prompt_cache_key: nullable(string),
    prompt_cache_isolation_key: nullable(string),
    service_tier: nullable(oneOf("auto", "default", "flex", "priority")),
    metadata: nullable({ kind: "map", values: string }),
    context_length_exceeded_behavior: optional(oneOf("truncate", "error")),
    prompt_truncate_len: nullable(integerRange(1)),
    safe_tokenization: nullable(boolean),
    // Accepted with 200 by the live API in 2026-06, form undocumented (litellm#30844).
    sampling_mask: nullable(union({ dict: jsonObject, list: list(number), str: string })),
  });
}

const WITHOUT_AUDIO = chatRequest(PART);
const WITH_AUDIO = chatRequest(PART_WITH_AUDIO);
