import type { ResponseFormat } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { z } from "zod";
import { responseFormatToWire } from "../../src/convert/response-format-to-wire.js";
import { failureOf } from "../failure.js";
import { lastBody, localModels } from "../local-model.js";

const given = { properties: { a: { items: { type: "string" } } } };
const safe = {
  type: "object",
  properties: { a: { type: "array", items: { type: "string" } } },
};

test.each<[string, ResponseFormat, ResponseFormat]>([
  [
    "JSON mode with a schema",
    { type: "json_object", schema: given },
    { type: "json_object", schema: safe },
  ],
  [
    "OpenAI's form",
    { type: "json_schema", json_schema: { name: "x", strict: true, schema: given } },
    { type: "json_schema", json_schema: { name: "x", strict: true, schema: safe } },
  ],
  [
    "the bare form",
    { type: "json_schema", json_schema: given },
    { type: "json_schema", json_schema: safe },
  ],
])("users-ask C4: the schema of %s is said so that Fireworks can read it", (_, format, wanted) => {
  const before = structuredClone(format);
  expect(responseFormatToWire(format)).toStrictEqual(wanted);
  expect(format).toStrictEqual(before);
});

test.each<ResponseFormat>([
  { type: "text" },
  { type: "json_object" },
  { type: "json_object", schema: "{}" },
  { type: "json_schema", json_schema: '{"type":"object"}' },
  { type: "json_schema", json_schema: { name: "x", schema: '{"type":"object"}' as never } },
  { type: "grammar", grammar: 'root ::= "yes"' },
])("%j is sent as it is", (format) => {
  expect(responseFormatToWire(format)).toBe(format);
});

test("a zod schema in place of JSON Schema is converted", () => {
  const schema = z.object({ a: z.string() }) as never;
  expect(responseFormatToWire({ type: "json_object", schema })).toMatchObject({
    schema: { type: "object", properties: { a: { type: "string" } } },
  });
});

test("users-ask C4: a schema that cannot be sent is refused with its pointer", async () => {
  const schema = { type: "object", properties: { a: { $ref: "other.json" } } };
  const format: ResponseFormat = { type: "json_schema", json_schema: { name: "x", schema } };
  expect(await failureOf(() => responseFormatToWire(format))).toMatchObject({
    code: "unsupported_schema",
    field: "responseFormat.json_schema.schema#/properties/a",
  });
});

test("A74: a response format of a call goes with tools and reasoning in one request", async () => {
  const { local, model } = localModels();
  const tools = [{ type: "function", function: { name: "now", parameters: {} } }];
  await model()
    .bindTools(tools, { headers: { "x-mine": "1" }, reasoningEffort: "low" })
    .invoke("Answer as JSON.", {
      responseFormat: { type: "json_object", schema: given },
    });
  expect(lastBody(local)).toMatchObject({
    reasoning_effort: "low",
    response_format: { type: "json_object", schema: safe },
    tools: [{ function: { name: "now" } }],
  });
  expect(local.requests.at(-1)?.headers).toMatchObject({ "x-mine": "1" });
});
