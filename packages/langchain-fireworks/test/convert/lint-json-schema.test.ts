import { Ajv2020 } from "ajv/dist/2020.js";
import { lintJsonSchema, rewriteJsonSchema } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import * as z3 from "zod/v3";
import { failureOf } from "../failure.js";
import { standardSchema } from "../standard-schema.js";

type Schema = Record<string, unknown>;

const string = { type: "string" };
const inProperty = (a: unknown): Schema => ({
  type: "object",
  properties: { a },
  additionalProperties: false,
});

const found = (schema: Parameters<typeof lintJsonSchema>[0]) =>
  lintJsonSchema(schema).map(({ pointer, keyword, severity }) => [pointer, keyword, severity]);

describe("D15, A83: lintJsonSchema names what Fireworks refuses, does not enforce or reads in its own way", () => {
  test.each<[unknown, string, string]>([
    [{ oneOf: [string, { type: "number" }] }, "oneOf", "warning"],
    [{ ...string, minLength: 1 }, "minLength", "info"],
    [{ ...string, maxLength: 1 }, "maxLength", "info"],
    [{ type: "array", minItems: 1 }, "minItems", "info"],
    [{ type: "array", maxItems: 1 }, "maxItems", "info"],
    [{ ...string, pattern: "^a$" }, "pattern", "info"],
    [{ ...string, pattern: "^(?!b)a$" }, "pattern", "warning"],
    [{ ...string, pattern: "(?<=b)a" }, "pattern", "warning"],
    [{ ...string, default: "x" }, "default", "info"],
    [{ ...string, format: "date" }, "format", "warning"],
    [{ type: "number", minimum: 1 }, "minimum", "warning"],
    [{ type: "number", multipleOf: 2 }, "multipleOf", "warning"],
    [{ type: "array", uniqueItems: true }, "uniqueItems", "warning"],
    [{ type: "array", prefixItems: [string] }, "prefixItems", "warning"],
    [{ type: "array", contains: string }, "contains", "warning"],
    [{ type: "object", minProperties: 1 }, "minProperties", "warning"],
    [{ type: "object", propertyNames: string }, "propertyNames", "warning"],
    [{ type: "object", patternProperties: { a: string } }, "patternProperties", "warning"],
    [{ type: "object", dependentRequired: { a: ["b"] } }, "dependentRequired", "warning"],
    [{ ...string, not: { const: "a" } }, "not", "warning"],
    [{ ...string, if: { const: "a" } }, "if", "warning"],
    [{}, "type", "error"],
    [{ description: "Any." }, "type", "error"],
    [{ items: string }, "items", "error"],
    [{ type: "number", minimum: 1, exclusiveMinimum: true }, "exclusiveMinimum", "error"],
    [{ $ref: "https://x.org/y.json" }, "$ref", "error"],
    [{ $ref: "#/$defs/none" }, "$ref", "error"],
    [{ type: "date" }, "type", "error"],
    [{ type: "object", properties: { b: string } }, "properties", "info"],
    [
      { type: "object", properties: { b: string }, additionalProperties: string },
      "additionalProperties",
      "warning",
    ],
  ])("%j: %s is an %s", (schema, keyword, severity) => {
    expect(found(inProperty(schema))).toContainEqual(["#/properties/a", keyword, severity]);
  });

  test("a branch with required alone, and a property that is true", () => {
    const branches = { type: "object", anyOf: [{ required: ["a"] }] };
    expect(found(branches)).toStrictEqual([["#/anyOf/0", "required", "error"]]);
    expect(found(inProperty(true))).toStrictEqual([["#", "properties", "error"]]);
  });

  test("every finding has words, and names its place with escapes", () => {
    const findings = lintJsonSchema({
      type: "object",
      additionalProperties: false,
      properties: { "a/b~c": { not: {} } },
    });
    expect(findings).toStrictEqual([
      {
        pointer: "#/properties/a~1b~0c",
        keyword: "not",
        severity: "warning",
        message: expect.stringMatching(/\.$/),
        suggestion: expect.stringMatching(/\.$/),
      },
    ]);
  });

  test.each<[string, Schema]>([
    [
      "a closed object of supported keywords",
      {
        ...inProperty({ anyOf: [{ const: 1 }, { enum: ["a"] }] }),
        required: ["a"],
        title: "T",
        description: "D",
        examples: [{}],
      },
    ],
    ["free-form maps", { type: "object", additionalProperties: {} }],
    ["recursion", { $defs: { T: inProperty({ $ref: "#/$defs/T" }) }, $ref: "#/$defs/T" }],
    [
      "a property named like a keyword",
      inProperty({
        type: "object",
        properties: { format: string, not: string },
        additionalProperties: false,
      }),
    ],
    ["values that look like schemas", inProperty({ const: { format: "x", items: {} } })],
  ])("%s is held to: nothing is found", (_, schema) => {
    expect(lintJsonSchema(schema)).toStrictEqual([]);
  });

  test.each([
    ["zod 4", z.object({ email: z.string().regex(/^(?!a)/) })],
    ["zod 3", z3.object({ email: z3.string().regex(/^(?!a)/) })],
    ["Standard Schema", standardSchema(inProperty({ ...string, pattern: "^(?!a)" }))],
  ])("a %s is read too", (_, schema) => {
    expect(lintJsonSchema(schema as never)).toContainEqual(
      expect.objectContaining({ keyword: "pattern", severity: "warning" }),
    );
  });

  test("what has no JSON Schema is refused", async () => {
    expect(await failureOf(() => lintJsonSchema(z.object({ at: z.date() })))).toMatchObject({
      code: "unsupported_schema",
    });
  });

  test("an object that contains itself ends", () => {
    const loop: Schema = { type: "object" };
    loop.properties = { loop };
    expect(lintJsonSchema(loop).length).toBeGreaterThan(0);
  });
});

describe("D15: rewriteJsonSchema", () => {
  const schema = {
    type: "object",
    properties: {
      a: { oneOf: [string, { type: "number" }] },
      b: { oneOf: [{ minimum: 1 }], anyOf: [{ type: "number" }] },
      c: {},
      d: { items: { oneOf: [string] } },
    },
  };

  test("gives a copy without oneOf and without what is refused", () => {
    const before = structuredClone(schema);
    const rewritten = rewriteJsonSchema(schema);
    expect(schema).toStrictEqual(before);
    expect(rewritten).toMatchObject({
      properties: {
        a: { anyOf: [string, { type: "number" }] },
        b: { anyOf: [{ type: "number" }], allOf: [{ anyOf: [{ minimum: 1 }] }] },
        d: { type: "array", items: { anyOf: [string] } },
      },
    });
    expect(JSON.stringify(rewritten)).not.toContain("oneOf");
    expect(lintJsonSchema(rewritten).filter(({ severity }) => severity === "error")).toStrictEqual(
      [],
    );
  });

  test("lets in what the schema let in", () => {
    const ajv = new Ajv2020({ strict: false });
    const fits = ajv.compile(rewriteJsonSchema(schema));
    for (const value of [{ a: "x", b: 2 }, { a: 1, c: null, d: ["x"] }, {}]) {
      expect(ajv.validate(schema, value)).toBe(true);
      expect(fits(value)).toBe(true);
    }
  });

  test("refuses what it cannot say in another way, with the pointer", async () => {
    const error = await failureOf(() => rewriteJsonSchema(inProperty({ $ref: "x.json" })));
    expect(error).toMatchObject({ code: "unsupported_schema", field: "schema#/properties/a" });
  });
});

test("a schema nested without end is a finding, and no overflow of the stack", () => {
  let schema: Schema = string;
  for (let depth = 0; depth < 100_000; depth += 1) schema = inProperty(schema);
  const findings = lintJsonSchema(schema).filter(({ severity }) => severity === "error");
  expect(findings).toHaveLength(1);
  expect(findings[0]?.message).toContain("nested this deep");
});
