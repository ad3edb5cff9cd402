import { isRecord } from "../json/is-record.js";
import { parseJson } from "../json/parse-json.js";
import type { GenerationRequest, JsonSchema, ResponseFormat } from "fireworks-client/wire";
import { invalidRequest, type Refusal } from "./refusal.js";
import { pythonRepr } from "./python-repr.js";
import { findUnsupportedSchema, unsupportedSchemaText } from "./schema-support.js";

/** What the answer has to look like, after the many spellings of contract 2.5. */
export type AnswerFormat =
  | { kind: "text" }
  | { kind: "any-json" }
  | { kind: "json-schema"; schema: JsonSchema }
  | { kind: "grammar"; grammar: string };

/** What a type cannot do without: Fireworks says "must be provided" of the schema. */
const NEEDED_BY_TYPE: Partial<Record<ResponseFormat["type"], string>> = {
  json_schema: "json_schema",
  grammar: "grammar",
};

const TYPES: unknown[] = ["text", "grammar", "json_schema", "json_object"];

export function checkResponseFormat(request: GenerationRequest): Refusal | undefined {
  const format = request.response_format;
  if (format === null || format === undefined) return undefined;
  const type: unknown = format.type;
  if (!TYPES.includes(type)) {
    const shown = typeof type === "string" ? type : pythonRepr(type);
    return invalidRequest(`Invalid format type: ${shown}. Must be one of: ${TYPES.join(", ")}`).at(
      "response_format.type",
    );
  }
  const needed = NEEDED_BY_TYPE[format.type];
  if (needed !== undefined && (Reflect.get(format, needed) ?? null) === null)
    return invalidRequest(`Field required, field: 'response_format.${needed}'`).at(
      `response_format.${needed}`,
    );
  const unread = unreadableSchema(format);
  if (unread !== undefined)
    return invalidRequest(unsupportedSchemaText(unread)).at("response_format");
  const read = readAnswerFormat(request);
  if (read.kind !== "json-schema") return undefined;
  const unsupported = findUnsupportedSchema(read.schema);
  return unsupported === undefined ? undefined : invalidRequest(unsupported).at("response_format");
}

export function readAnswerFormat(request: GenerationRequest): AnswerFormat {
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

/** A schema written as text that is no JSON object, or undefined. */
function unreadableSchema(format: ResponseFormat): string | undefined {
  const written: unknown[] = [];
  if (format.type === "json_object") written.push(format.schema);
  if (format.type === "json_schema")
    written.push(format.json_schema, parseSchema(format.json_schema)?.["schema"]);
  return written.find(
    (text): text is string => typeof text === "string" && parseSchema(text) === undefined,
  );
}

/** `{name, schema, strict}` is OpenAI's wrapper; anything else is the schema itself, bare. */
function unwrap(value: JsonSchema | undefined): JsonSchema | undefined {
  const inner = value?.["schema"];
  const isWrapped = typeof inner === "string" || (typeof inner === "object" && inner !== null);
  return isWrapped ? parseSchema(inner) : value;
}

function parseSchema(value: object | string | null | undefined): JsonSchema | undefined {
  if (typeof value !== "string") return (value ?? undefined) as JsonSchema | undefined;
  const parsed = parseJson(value);
  return isRecord(parsed) ? parsed : undefined;
}
