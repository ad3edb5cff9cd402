import type { ChatCompletionRequest } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { structuredState } from "../../../playground/src/structured/structured-state.js";

const schema = { type: "object", required: ["a"] };
const asked = (
  response_format: ChatCompletionRequest["response_format"],
): ChatCompletionRequest => ({
  model: "m",
  messages: [],
  response_format,
});
const JSON_OF_SCHEMA = asked({ type: "json_object", schema });

test("an object grows as its text does", () => {
  const state = structuredState(JSON_OF_SCHEMA, { content: '{"a":"he', isOver: false });
  expect(state).toEqual({ kind: "growing", value: { a: "he" } });
});

test.each([
  [JSON_OF_SCHEMA, '{"a":1}', "fits"],
  [JSON_OF_SCHEMA, "{}", "departs"],
  [JSON_OF_SCHEMA, '{"a":', "departs"],
  [asked({ type: "json_schema", json_schema: { name: "x", schema } }), "{}", "departs"],
  [asked({ type: "json_object", schema: JSON.stringify(schema) }), "{}", "departs"],
  [asked({ type: "json_object" }), "{}", "fits"],
  [asked({ type: "grammar", grammar: 'root ::= "a"' }), "a", "fits"],
  [asked({ type: "grammar", grammar: 'root ::= "a"' }), "b", "departs"],
  [asked({ type: "text" }), "anything", "none"],
  [asked(undefined), "anything", "none"],
])("%j answered with %j: %s", (request, content, kind) => {
  expect(structuredState(request, { content, isOver: true }).kind).toBe(kind);
});
