import { describe, expect, test } from "vitest";
import * as z3 from "zod/v3";
import { z } from "zod";
import { schemaToJsonSchema, withoutDialect } from "../../src/convert/schema-to-json-schema.js";
import { failureOf } from "../failure.js";
import { standardSchema } from "../standard-schema.js";

const CITY = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const read = (schema: unknown) => schemaToJsonSchema(schema, "schema", "the test");

describe("A82: every kind of schema", () => {
  test.each([
    ["zod 4", z.object({ city: z.string() })],
    ["zod 3", z3.object({ city: z3.string() })],
    ["a Standard Schema", standardSchema(CITY)],
    ["JSON Schema", CITY],
  ])("%s", (_, schema) => {
    expect(read(schema)).toMatchObject(CITY);
  });

  test("a zod 4 schema that recurs through a getter has a reference", () => {
    const node = z.object({
      get next(): z.ZodOptional<typeof node> {
        return node.optional();
      },
    });
    expect(JSON.stringify(read(node))).toContain("$ref");
  });

  test("a zod 3 schema that recurs through lazy has a reference", () => {
    const node: z3.ZodTypeAny = z3.object({ next: z3.lazy(() => node.optional()) });
    expect(JSON.stringify(read(node))).toContain("$ref");
  });

  test("a zod schema with a transform is what goes in, not what comes out", () => {
    const schema = z.object({ n: z.string().transform(Number) });
    expect(read(schema)).toMatchObject({ properties: { n: { type: "string" } } });
  });

  test("JSON Schema is the caller's own object, unchanged", () => {
    const frozen = Object.freeze({ ...CITY });
    expect(read(frozen)).toBe(frozen);
  });

  test("the dialect line is left out of a copy", () => {
    const schema = { $schema: "x", ...CITY };
    expect(withoutDialect(schema)).toStrictEqual(CITY);
    expect(schema.$schema).toBe("x");
  });
});

test.each([
  ["a date", z.object({ at: z.date() })],
  ["a bigint", z.object({ n: z.bigint() })],
  ["a map", z.object({ m: z.map(z.string(), z.string()) })],
  ["an opaque validator", { parse: () => ({}) }],
  ["a validator without JSON Schema", { "~standard": { version: 1, validate: () => ({}) } }],
  ["a string", "object"],
  ["undefined", undefined],
])("%s cannot be converted and is a typed error", async (_, schema) => {
  expect(await failureOf(() => read(schema))).toMatchObject({
    name: "FireworksConfigurationError",
    code: "unsupported_schema",
    field: "schema",
  });
});

test("A82: a zod 4 schema that uses one id twice is converted", () => {
  const part = z.object({ a: z.string() }).meta({ id: "Part" });
  const document = schemaToJsonSchema(z.object({ x: part, y: part }), "schema", "the test");
  expect(Object.keys(document.properties ?? {})).toStrictEqual(["x", "y"]);
});
