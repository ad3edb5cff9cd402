import type { ChatCompletionRequest, JsonSchema } from "fireworks-client/wire";
import { isRecord } from "../../../src/json/is-record.js";
import { parseGrammar } from "../../../src/grammar/parse.js";
import { PartialJson } from "../../../../langchain-fireworks/src/convert/partial-json.js";
import { matchesGrammar } from "./grammar-match.js";
import { schemaViolations, type Violation } from "./schema-violations.js";

/** How an answer stands to the form that was asked for. */
export type StructuredState =
  | { kind: "none" }
  | { kind: "growing"; value: unknown }
  | { kind: "fits"; value: unknown; note: string }
  | { kind: "departs"; value: unknown; violations: Violation[] };

/** The object so far while it streams, and at the end whether it is what was asked for. */
export function structuredState(
  request: ChatCompletionRequest,
  { content, isOver }: { content: string; isOver: boolean },
): StructuredState {
  const format = request.response_format;
  if (format == null || format.type === "text") return { kind: "none" };
  if (format.type === "grammar") return isOver ? grammarState(format.grammar, content) : NONE;
  if (!isOver) return { kind: "growing", value: growingValue(content) };
  return jsonState(content, schemaOf(format));
}

const NONE: StructuredState = { kind: "none" };

/** Read from the start each time it is shown, which is once a frame at most. */
function growingValue(content: string): unknown {
  const json = new PartialJson();
  json.push(content);
  return json.snapshot();
}

function jsonState(content: string, schema: JsonSchema | undefined): StructuredState {
  const [value, problem] = parsed(content);
  if (problem !== undefined) {
    const violations = [{ pointer: "", text: `The answer is no JSON: ${problem}` }];
    return { kind: "departs", value: growingValue(content), violations };
  }
  if (schema === undefined) return { kind: "fits", value, note: "The answer is JSON." };
  const violations = schemaViolations(value, schema);
  return violations.length > 0
    ? { kind: "departs", value, violations }
    : { kind: "fits", value, note: "The answer fits the schema." };
}

function parsed(content: string): [value: unknown, problem?: string] {
  try {
    return [JSON.parse(content) as unknown];
  } catch (error) {
    return [undefined, error instanceof Error ? error.message : String(error)];
  }
}

/** A schema stands under its own key, bare, or in a wrapper with a name; it may be a text of JSON. */
function schemaOf(format: object): JsonSchema | undefined {
  const given = (Reflect.get(format, "schema") ?? Reflect.get(format, "json_schema")) as unknown;
  const schema = typeof given === "string" ? parsed(given)[0] : given;
  if (!isRecord(schema)) return undefined;
  return isRecord(schema["schema"]) ? schema["schema"] : schema;
}

function grammarState(grammar: string, content: string): StructuredState {
  const matches = matchesGrammar(parseGrammar(grammar), content);
  if (matches === undefined) return NONE;
  return matches
    ? { kind: "fits", value: content, note: "The answer is of the grammar." }
    : {
        kind: "departs",
        value: content,
        violations: [{ pointer: "", text: "The answer is not of the grammar." }],
      };
}
