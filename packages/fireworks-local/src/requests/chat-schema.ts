import { partList } from "./content-schema.js";
import { GENERATION_KEYS } from "./generation-schema.js";
import {
  boolean,
  integer,
  jsonObject,
  list,
  nullable,
  object,
  oneOf,
  optional,
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

const TOOL_CALL = object({
  id: nullable(string),
  type: optional(oneOf("function")),
  function: required(
    union({
      ChatMessageToolCallFunction: object({
        name: nullable(string),
        arguments: nullable(union({ str: string, dict: jsonObject })),
      }),
      str: string,
    }),
  ),
});

const FUNCTION = object({
  name: required(TOOL_NAME),
  description: nullable(string),
  parameters: optional(jsonObject),
  strict: nullable(boolean),
});

const TOOL = object({ type: required(oneOf("function")), function: required(FUNCTION) });

const TOOL_CHOICE = union({
  str: oneOf("auto", "none", "any", "required"),
  FunctionSelection: object({
    type: required(oneOf("function")),
    function: required(object({ name: required(string) })),
  }),
});

const ROLE: Shape = {
  kind: "string",
  oneOf: ["system", "user", "assistant", "tool"],
  readAs: { developer: "system", function: "tool" },
};

/** No source knows Fireworks' own limit, and no conversation is that long. */
const MOST_MESSAGES = 10_000;

function message(options: { audio: boolean }): Shape {
  return object({
    role: required(ROLE),
    content: nullable(union({ str: string, "": partList(options) })),
    reasoning_content: nullable(string),
    tool_calls: nullable(list(TOOL_CALL)),
    tool_call_id: nullable(string),
  });
}

function chatRequest(options: { audio: boolean }): Shape {
  return object({
    ...GENERATION_KEYS,
    messages: required(list(message(options), { min: 1, max: MOST_MESSAGES })),
    tools: optional(list(TOOL)),
    tool_choice: optional(TOOL_CHOICE),
    parallel_tool_calls: nullable(boolean),
    functions: optional(list(FUNCTION)),
    function_call: nullable(
      union({ str: oneOf("auto", "none"), dict: object({ name: required(string) }) }),
    ),
    prompt_truncate_len: nullable(integer),
    safe_tokenization: nullable(boolean),
  });
}

const WITHOUT_AUDIO = chatRequest({ audio: false });
const WITH_AUDIO = chatRequest({ audio: true });
