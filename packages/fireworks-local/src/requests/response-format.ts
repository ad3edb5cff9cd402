import type { ChatCompletionRequest, JsonSchema } from "fireworks-client/wire";
import { invalidRequest, type Refusal } from "./refusal.js";
import { findUnsupportedSchema } from "./schema-support.js";

/** What the answer has to look like, after the many spellings of contract 2.5. */
export type AnswerFormat =
  | { kind: "text" }
  | { kind: "any-json" }
  | { kind: "json-schema"; schema: JsonSchema }
  | { kind: "grammar"; grammar: string };

const TYPES = ["text", "grammar", "json_schema", "json_object"];

export function checkResponseFormat(request: ChatCompletionRequest): Refusal | undefined {
  const format = request.response_format;
  if (format === null || format === undefined) return undefined;
  if (!TYPES.includes(format.type))
    return invalidRequest(
      `Invalid format type: ${String(format.type)}. Must be one of: ${TYPES.join(", ")}`,
    );
  const read = readAnswerFormat(request);
  if (read.kind !== "json-schema") return undefined;
  const unsupported = findUnsupportedSchema(read.schema);
  return unsupported === undefined ? undefined : invalidRequest(unsupported);
}

export function readAnswerFormat(request: ChatCompletionRequest): AnswerFormat {
  const format = request.response_format;
  switch (format?.type) {
    case "json_object":
      return withSchema(parseSchema(format.schema));
    case "json_schema":
      return withSchema(unwrap(parseSchema(format.json_schema)));
    case "grammar":
      return { kind: "grammar", grammar: format.grammar ?? "" };
    default:
      return { kind: "text" };
  }
}

function withSchema(schema: JsonSchema | undefined): AnswerFormat {
  return schema === undefined ? { kind: "any-json" } : { kind: "json-schema", schema };
}

/** `{name, schema, strict}` is OpenAI's wrapper; anything else is the schema itself, bare. */
function unwrap(value: JsonSchema | undefined): JsonSchema | undefined {
  const inner = value?.["schema"];
  return typeof inner === "object" && inner !== null ? (inner as JsonSchema) : value;
}

function parseSchema(value: object | string | null | undefined): JsonSchema | undefined {
  if (typeof value !== "string") return (value ?? undefined) as JsonSchema | undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null ? (parsed as JsonSchema) : undefined;
  } catch {
    return undefined;
  }
}
