import {
  boolean,
  integerRange,
  jsonObject,
  list,
  nullable,
  object,
  oneOf,
  openByType,
  openObject,
  range,
  required,
  type Shape,
  string,
  union,
} from "../requests/shape.js";
import { INPUT_ITEM } from "./items-schema.js";

const TOOL = openByType({
  function: {
    name: required({ kind: "string", pattern: /^[a-zA-Z0-9_-]+$/, maxLength: 64 }),
    description: nullable(string),
    parameters: nullable(jsonObject),
    strict: nullable(boolean),
  },
  mcp: {},
  sse: {},
  python: {},
  web_search: {},
  namespace: {},
});

const TEXT = openObject({
  format: nullable(
    openByType({
      text: {},
      json_object: {},
      json_schema: {
        name: nullable(string),
        schema: required(jsonObject),
        strict: nullable(boolean),
      },
    }),
  ),
});

const REASONING = openObject({
  effort: nullable(union({ str: string, int: integerRange(1), bool: boolean })),
  summary: nullable(string),
});

/** What `POST /responses` accepts (contract 6.4). Closed at the top; inside, Fireworks' file is open. */
export const RESPONSE_REQUEST_SHAPE: Shape = object({
  model: required(string),
  input: required(union({ str: string, list: list(INPUT_ITEM, { max: 10_000 }) })),
  background: nullable(boolean),
  include: nullable(list(oneOf("message.output_text.logprobs"))),
  instructions: nullable(string),
  max_output_tokens: nullable(integerRange(1)),
  max_tool_calls: nullable(integerRange(1)),
  metadata: nullable(jsonObject),
  parallel_tool_calls: nullable(boolean),
  previous_response_id: nullable(string),
  prompt_cache_key: nullable(string),
  reasoning: nullable(REASONING),
  service_tier: nullable(oneOf("auto", "default", "flex", "priority")),
  store: nullable(boolean),
  stream: nullable(boolean),
  temperature: nullable(range(0, 2)),
  text: nullable(TEXT),
  tool_choice: nullable(
    union({
      str: oneOf("auto", "none", "required"),
      dict: openByType({ function: { name: required(string) } }),
    }),
  ),
  tools: nullable(list(TOOL)),
  top_logprobs: nullable(integerRange(0, 5)),
  top_p: nullable(range(0, 1)),
  truncation: nullable(oneOf("auto", "disabled")),
  user: nullable(string),
});
