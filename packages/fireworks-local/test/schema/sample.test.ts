import * as fc from "fast-check";
import type { JsonSchema } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { SeededRandom } from "../../src/random/seeded-random.js";
import { sampleJson } from "../../src/schema/sample.js";
import { UnsatisfiableSchemaError } from "../../src/schema/unsatisfiable.js";
import { fits } from "../../src/schema/validate.js";
import { strictAjv } from "./format-checks.js";

const sample = (schema: JsonSchema, seed = 1, fillOptional = true): unknown =>
  sampleJson(schema, { random: new SeededRandom(seed), fillOptional });

const ajv = strictAjv();

function isValid(schema: JsonSchema, value: unknown): boolean {
  return ajv.validate(schema, value);
}

const range = (max: number) =>
  fc
    .tuple(fc.nat(max), fc.nat(max))
    .map(([one, other]) => [Math.min(one, other), Math.max(one, other)]);

const key = fc.constantFrom("a", "b", "name", "city", "key1", "x y");

const { schema: anySchema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4 },
    fc.constant<JsonSchema>({ type: "boolean" }),
    fc.constant<JsonSchema>({ type: ["string", "null"] }),
    fc.record({
      enum: fc.uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), {
        minLength: 1,
      }),
    }),
    fc.record({ const: fc.jsonValue() }),
    range(30).map(([minLength, maxLength]): JsonSchema => ({
      type: "string",
      minLength,
      maxLength,
    })),
    fc
      .constantFrom("date", "date-time", "email", "uri", "uuid", "ipv4")
      .map((format): JsonSchema => ({ type: "string", format })),
    range(200).map(([minimum, maximum = 0]): JsonSchema => ({
      type: "integer",
      minimum,
      maximum: maximum + 1,
    })),
    range(50).map(([low = 0, high = 0]): JsonSchema => ({
      type: "number",
      exclusiveMinimum: low,
      maximum: high + 1,
    })),
    fc
      .integer({ min: 1, max: 9 })
      .map((multipleOf): JsonSchema => ({ type: "integer", multipleOf, minimum: -50 })),
    fc.tuple(tie("schema"), range(4)).map(([items, [minItems, maxItems]]): JsonSchema => ({
      type: "array",
      items,
      minItems,
      maxItems,
    })),
    fc
      .tuple(fc.array(fc.tuple(key, tie("schema")), { maxLength: 4 }), fc.boolean(), fc.boolean())
      .map(([entries, allRequired, closed]): JsonSchema => {
        const properties = Object.fromEntries(entries);
        const keys = Object.keys(properties);
        const required = allRequired ? keys : keys.slice(0, 1);
        return {
          type: "object",
          properties,
          required,
          ...(closed ? { additionalProperties: false } : {}),
        };
      }),
    tie("schema").map((additionalProperties): JsonSchema => ({
      type: "object",
      additionalProperties,
    })),
    fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((anyOf): JsonSchema => ({ anyOf })),
    tie("schema").map((inner): JsonSchema => ({ allOf: [inner, { description: "x" }] })),
    fc.tuple(tie("schema"), tie("schema")).map(([one, other]): JsonSchema => ({
      oneOf: [
        {
          type: "object",
          properties: { kind: { const: "one" }, value: one },
          required: ["kind", "value"],
        },
        {
          type: "object",
          properties: { kind: { const: "other" }, value: other },
          required: ["kind"],
        },
      ],
    })),
  ),
}));

test("whatever the schema, the sample is valid by ajv", () => {
  fc.assert(
    fc.property(anySchema, fc.nat(), fc.boolean(), (schema, seed, fillOptional) => {
      expect(isValid(schema, sample(schema, seed, fillOptional))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

/** Without what ajv itself trips over: numbers like 1e21, and keys that shadow methods. */
const anyValue = fc
  .jsonValue({ maxDepth: 2 })
  .filter((value) => !/\de|valueOf|toString/.test(JSON.stringify(value)));

test("our own validator agrees with ajv on random values", () => {
  fc.assert(
    fc.property(anySchema, anyValue, (schema, value) => {
      expect(fits(value, schema, { root: schema })).toBe(isValid(schema, value));
    }),
    { numRuns: 300 },
  );
});

test("the same seed gives the same sample", () => {
  fc.assert(
    fc.property(anySchema, fc.nat(), (schema, seed) => {
      expect(sample(schema, seed)).toEqual(sample(schema, seed));
    }),
  );
});

const TREE: JsonSchema = {
  $ref: "#/$defs/Node",
  $defs: {
    Node: {
      type: "object",
      properties: {
        value: { type: "integer" },
        children: { type: "array", items: { $ref: "#/$defs/Node" } },
      },
      required: ["value", "children"],
      additionalProperties: false,
    },
  },
};
const EXPRESSION: JsonSchema = {
  definitions: {
    E: { anyOf: [{ $ref: "#/definitions/Add" }, { $ref: "#/definitions/Num" }] },
    Num: { type: "object", properties: { n: { type: "number" } }, required: ["n"] },
    Add: {
      type: "object",
      properties: { l: { $ref: "#/definitions/E" }, r: { $ref: "#/definitions/E" } },
      required: ["l", "r"],
    },
  },
  $ref: "#/definitions/E",
};

test.each<[string, JsonSchema]>([
  ["a tree", TREE],
  ["mutual recursion", EXPRESSION],
  ["a pattern", { type: "string", pattern: "^[A-Z]{3}-\\d{4}(?:-[a-f]+)?$" }],
  [
    "an unanchored pattern with a length",
    { type: "string", pattern: "\\d+", minLength: 12, maxLength: 20 },
  ],
  ["a pattern with escapes", { type: "string", pattern: "^\\+?[1-9]\\d{1,14}$" }],
  ["a negated class", { type: "string", pattern: "^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$" }],
  [
    "unique items",
    { type: "array", items: { enum: ["a", "b", "c"] }, minItems: 3, uniqueItems: true },
  ],
  [
    "a tuple",
    {
      type: "array",
      prefixItems: [{ type: "string" }, { type: "number" }],
      items: false,
      minItems: 2,
    },
  ],
  [
    "allOf that narrows",
    {
      allOf: [
        { type: "object", properties: { a: { type: "number" } }, required: ["a"] },
        { properties: { a: { minimum: 5 } } },
      ],
    },
  ],
  ["a decimal step of whole numbers", { type: "integer", multipleOf: 0.01, minimum: 22.5 }],
  ["a decimal step", { type: "number", multipleOf: 0.1, minimum: 1, maximum: 2 }],
  ["a small open range", { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 0.001 }],
  ["a required key nobody describes", { type: "object", required: ["x"] }],
  [
    "minProperties",
    { type: "object", additionalProperties: { type: "integer" }, minProperties: 3 },
  ],
  ["no type", { properties: { a: { enum: [1, 2] } }, required: ["a"] }],
])("samples %s", (_case, schema) => {
  for (let seed = 0; seed < 20; seed += 1) {
    const value = sample(schema, seed);
    expect(value).toSatisfy((sampled) => isValid(schema, sampled));
  }
});

test.each<[string, JsonSchema]>([
  [
    "never ends",
    {
      $defs: { A: { type: "object", properties: { a: { $ref: "#/$defs/A" } }, required: ["a"] } },
      $ref: "#/$defs/A",
    },
  ],
  ["refers to itself at once", { $ref: "#" }],
  [
    "doubles at each step",
    { $defs: { A: { allOf: [{ $ref: "#/$defs/A" }, { $ref: "#/$defs/A" }] } }, $ref: "#/$defs/A" },
  ],
  [
    "chooses among itself",
    { $defs: { A: { anyOf: [{ $ref: "#/$defs/A" }, { $ref: "#/$defs/A" }] } }, $ref: "#/$defs/A" },
  ],
  ["wants a billion items", { type: "array", items: { type: "string" }, minItems: 1e9 }],
  ["contradicts itself", { type: "integer", minimum: 5, maximum: 1 }],
])("gives up at once on a schema that %s", (_case, schema) => {
  expect(() => sample(schema)).toThrow(UnsatisfiableSchemaError);
});

test("nested repetitions in a pattern are given up, not written out", () => {
  expect(() => sample({ type: "string", pattern: "((a{900}){900}){900}" })).toThrow(
    UnsatisfiableSchemaError,
  );
});

test("allOf requires what each of its parts requires", () => {
  const part = (name: string): JsonSchema => ({
    type: "object",
    properties: { [name]: { const: 1 } },
    required: [name],
  });
  expect(sample({ allOf: [part("a"), part("b")] }, 1, false)).toEqual({ a: 1, b: 1 });
});

test("keys that objects inherit are ordinary keys", () => {
  const properties = JSON.parse('{"__proto__":{"const":1},"constructor":{"const":2}}') as object;
  const schema = { type: "object", properties, required: ["__proto__", "constructor"] };
  expect(JSON.stringify(sample(schema))).toBe('{"__proto__":1,"constructor":2}');
});
