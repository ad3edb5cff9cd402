/* oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema here, nobody awaits it */
import type { JsonSchema } from "fireworks-client/wire";
import { expect, test } from "vitest";
import * as z from "zod";
import { SeededRandom } from "../../src/random/seeded-random.js";
import { flatten } from "../../src/schema/merge.js";
import { sampleJson } from "../../src/schema/sample.js";
import { UnsatisfiableSchemaError } from "../../src/schema/unsatisfiable.js";
import { fits } from "../../src/schema/validate.js";
import { WorkBudget } from "../../src/schema/work-budget.js";
import { strictAjv } from "./format-checks.js";

const ajv = strictAjv();
const string = { type: "string" };
const number = { type: "number" };

function samples(schema: JsonSchema, fillOptional = true): unknown[] {
  return Array.from({ length: 20 }, (_, seed) =>
    sampleJson(schema, { random: new SeededRandom(seed), fillOptional }),
  );
}

const country = {
  type: "object",
  properties: { country: { enum: ["US", "CA"] }, code: string },
  required: ["country", "code"],
  if: { properties: { country: { const: "US" } } },
};
const US = { properties: { code: { pattern: "^\\d{5}$" } } };
const CANADA = { properties: { code: { pattern: "^[A-Z]\\d[A-Z]$" } } };

test.each<[string, JsonSchema]>([
  [
    "names from a list",
    { type: "object", propertyNames: { enum: ["a", "b"] }, additionalProperties: number },
  ],
  [
    "as many names as are wanted",
    {
      type: "object",
      propertyNames: { enum: ["a", "b", "c"] },
      additionalProperties: number,
      minProperties: 3,
    },
  ],
  ["one name", { type: "object", propertyNames: { const: "only" }, additionalProperties: number }],
  [
    "names of a pattern",
    {
      type: "object",
      propertyNames: { pattern: "^x-[a-z]+$" },
      additionalProperties: string,
      minProperties: 2,
    },
  ],
  [
    "short names",
    { type: "object", propertyNames: { maxLength: 2 }, additionalProperties: number },
  ],
  ["keys by pattern", { type: "object", patternProperties: { "^n_": number }, minProperties: 2 }],
  [
    "only keys by pattern",
    {
      type: "object",
      patternProperties: { "^n_": number },
      additionalProperties: false,
      minProperties: 1,
    },
  ],
  ["a contained item", { type: "array", items: { type: "integer" }, contains: { minimum: 500 } }],
  [
    "several contained items",
    { type: "array", items: string, contains: { const: "x" }, minContains: 3, maxItems: 4 },
  ],
  ["a condition", { ...country, then: US, else: CANADA }],
  ["a condition without else", { ...country, then: US }],
  ["a condition without then", { ...country, else: CANADA }],
  [
    "conditions side by side",
    {
      type: "object",
      properties: { a: { type: "boolean" }, b: { type: "boolean" }, c: string },
      required: ["a", "b"],
      allOf: [
        { if: { properties: { a: { const: true } } }, then: { required: ["c"] } },
        {
          if: { properties: { b: { const: true } } },
          then: { properties: { c: { minLength: 30 } } },
        },
      ],
    },
  ],
  [
    "keys that need others",
    {
      type: "object",
      properties: { a: string, b: string },
      required: ["a"],
      dependentRequired: { a: ["b"] },
    },
  ],
  [
    "enough of the keys it describes",
    {
      type: "object",
      properties: { a: string, b: string, c: string },
      additionalProperties: false,
      minProperties: 2,
    },
  ],
])("samples %s", (_case, schema) => {
  for (const value of samples(schema)) expect([value, ajv.validate(schema, value)]).toContain(true);
});

test.each<[string, JsonSchema, unknown]>([
  ["a foreign name", { propertyNames: { enum: ["a"] } }, { b: 1 }],
  ["a wrong value by pattern", { patternProperties: { "^n": number } }, { n1: "x" }],
  [
    "a key beside the patterns",
    { patternProperties: { "^n": number }, additionalProperties: false },
    { x: 1 },
  ],
  ["nothing contained", { contains: { const: 1 } }, [2]],
  ["too many contained", { contains: { const: 1 }, maxContains: 1 }, [1, 1]],
  ["an unkept condition", { if: number, then: { minimum: 5 } }, 4],
  ["an unkept alternative", { if: number, else: { minLength: 2 } }, "a"],
  ["a missing companion", { dependentRequired: { a: ["b"] } }, { a: 1 }],
  ["an unkept dependent schema", { dependentSchemas: { a: { required: ["b"] } } }, { a: 1 }],
  ["a day that does not exist", { format: "date" }, "2026-02-30"],
])("refuses %s, as ajv does", (_case, schema, value) => {
  expect([fits(value, schema, { root: schema }), ajv.validate(schema, value)]).toEqual([
    false,
    false,
  ]);
});

test.each<[string, JsonSchema]>([
  ["what nothing may contain", { type: "array", items: string, contains: number }],
  [
    "too few names",
    {
      type: "object",
      propertyNames: { enum: ["a"] },
      additionalProperties: number,
      minProperties: 2,
    },
  ],
  ["no names at all", { type: "object", propertyNames: false, minProperties: 1e9 }],
  ["a condition that leads to itself", { if: true, then: { $ref: "#" } }],
])("gives up on %s", (_case, schema) => {
  expect(() => samples(schema)).toThrow(UnsatisfiableSchemaError);
});

test("an optional property that can have no value is left out", () => {
  const properties = {
    a: number,
    never: { not: {} },
    none: { type: "integer", minimum: 2, maximum: 1 },
  };
  for (const value of samples({ type: "object", properties, required: ["a"] }))
    expect(Object.keys(value as object)).toEqual(["a"]);
});

test("a definition inside a schema is found by its bare name, the root's first", () => {
  const inner = {
    type: "object",
    properties: { q: { $ref: "#/$defs/q" }, r: { $ref: "#/$defs/r" } },
    required: ["q", "r"],
    $defs: { q: { const: "inner" }, r: { const: "lifted" } },
  };
  const schema = {
    type: "object",
    properties: { inner },
    required: ["inner"],
    $defs: { q: { const: "root" } },
  };
  expect(samples(schema)[0]).toEqual({ inner: { q: "root", r: "lifted" } });
});

test("what Zod writes can be sampled, and Zod reads the sample", () => {
  const shape = z.object({
    partial: z.partialRecord(z.enum(["a", "b"]), z.number()),
    full: z.record(z.enum(["a", "b"]), z.number()),
    headers: z.record(z.string().regex(/^x-/), z.string()),
    never: z.never().optional(),
    time: z.iso.time(),
    date: z.iso.date(),
    at: z.iso.datetime({ offset: true }),
    span: z.iso.duration(),
    email: z.email().min(30),
    url: z.url().max(20),
    id: z.uuid(),
    phone: z.e164(),
    ip: z.union([z.ipv4(), z.ipv6()]),
    blob: z.base64(),
    pair: z.tuple([z.string(), z.int()]),
  });
  for (const value of samples(z.toJSONSchema(shape) as JsonSchema)) shape.parse(value);
});

test("what parts of a schema exclude stays excluded when they are joined", () => {
  const schema = { allOf: [{ not: { const: 1 } }, { not: { const: 2 } }] };
  expect(flatten(schema, schema, new WorkBudget())).toEqual({
    not: { anyOf: [{ const: 1 }, { const: 2 }] },
  });
});
