import {
  boolean,
  byType,
  type Field,
  integerRange,
  jsonObject,
  list,
  nullable,
  object,
  oneOf,
  openObject,
  optional,
  range,
  required,
  type Shape,
  string,
  union,
} from "../requests/shape.js";
import { INPUT_BLOCK, TEXT_BLOCK } from "./blocks-schema.js";

const MESSAGE = object({
  role: required(oneOf("user", "assistant")),
  content: required(union({ str: string, list: list(INPUT_BLOCK) })),
});

const TOOL = object({
  name: required({
    kind: "string",
    minLength: 1,
    maxLength: 128,
    pattern: /^[a-zA-Z0-9_-]{1,128}$/,
  }),
  input_schema: required(
    openObject({
      type: required(oneOf("object")),
      properties: nullable(jsonObject),
      required: nullable(list(string)),
    }),
  ),
  description: optional(string),
  strict: optional(boolean),
  type: nullable(oneOf("custom")),
});

const PARALLEL: Record<string, Field> = { disable_parallel_tool_use: optional(boolean) };

/** What `POST /messages` accepts (contract 6.5): closed at every level, as Fireworks' file says. */
export const MESSAGES_REQUEST_SHAPE: Shape = object({
  model: required(string),
  messages: required(list(MESSAGE, { min: 1, max: 10_000 })),
  max_tokens: optional(integerRange(1)),
  metadata: optional(object({ user_id: nullable({ kind: "string", maxLength: 256 }) })),
  output_config: optional(
    object({
      effort: nullable(oneOf("low", "medium", "high", "max")),
      format: nullable(byType({ json_schema: { schema: required(jsonObject) } })),
    }),
  ),
  service_tier: optional(oneOf("auto", "default", "flex", "priority")),
  stop_sequences: optional(list(string)),
  stream: optional(boolean),
  system: optional(union({ str: string, list: list(TEXT_BLOCK) })),
  temperature: optional(range(0, 1)),
  thinking: optional(
    byType({
      enabled: { budget_tokens: required(integerRange(1024)) },
      disabled: {},
      adaptive: {},
    }),
  ),
  tool_choice: optional(
    byType({
      auto: PARALLEL,
      any: PARALLEL,
      tool: { ...PARALLEL, name: required(string) },
      none: {},
    }),
  ),
  tools: optional(list(TOOL)),
  top_k: optional(integerRange(0)),
  top_p: optional(range(0, 1)),
  raw_output: nullable(boolean),
});
