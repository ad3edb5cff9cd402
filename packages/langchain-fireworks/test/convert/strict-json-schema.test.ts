/* oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema */
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { strictJsonSchema } from "../../src/convert/strict-json-schema.js";

type Schema = Record<string, unknown>;

const string = { type: "string" };
const closed = (properties: Schema) => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

describe("A72: strict form", () => {
  test.each<[string, Schema, Schema]>([
    [
      "an optional property may be null",
      { type: "object", properties: { a: string, b: string }, required: ["a"] },
      closed({ a: string, b: { type: ["string", "null"] } }),
    ],
    [
      "an optional enum is widened beside itself",
      { type: "object", properties: { a: { type: "string", enum: ["x"] } } },
      closed({ a: { anyOf: [{ type: "string", enum: ["x"] }, { type: "null" }] } }),
    ],
    [
      "an optional reference is widened beside itself",
      { type: "object", properties: { a: { $ref: "#/$defs/A" } } },
      closed({ a: { anyOf: [{ $ref: "#/$defs/A" }, { type: "null" }] } }),
    ],
    [
      "what may be null already stays",
      { type: "object", properties: { a: { type: ["string", "null"] } } },
      closed({ a: { type: ["string", "null"] } }),
    ],
    [
      "nested objects and lists are closed",
      {
        type: "object",
        properties: {
          list: { type: "array", items: { type: "object", properties: { a: string } } },
        },
        required: ["list"],
      },
      closed({ list: { type: "array", items: closed({ a: { type: ["string", "null"] } }) } }),
    ],
    [
      "definitions and alternatives are closed",
      {
        $defs: { A: { type: "object", properties: { a: string }, required: ["a"] } },
        anyOf: [{ type: "object", properties: {} }],
      },
      { $defs: { A: closed({ a: string }) }, anyOf: [closed({})] },
    ],
    [
      "a schema for other properties is kept",
      { type: "object", properties: { a: string }, required: ["a"], additionalProperties: string },
      { ...closed({ a: string }), additionalProperties: string },
    ],
    [
      "an object beside alternatives stays open, and they are closed",
      { type: "object", properties: { a: string }, anyOf: [{ type: "object", properties: {} }] },
      { type: "object", properties: { a: string }, anyOf: [closed({})] },
    ],
    [
      "what holds together with others stays open, or it would let nothing in",
      {
        $defs: { Base: { type: "object", properties: { a: string } } },
        allOf: [{ $ref: "#/$defs/Base" }, { type: "object", properties: { b: string } }],
        if: { properties: { a: { const: "x" } } },
        then: { properties: { c: string } },
      },
      {
        $defs: { Base: { type: "object", properties: { a: string } } },
        allOf: [{ $ref: "#/$defs/Base" }, { type: "object", properties: { b: string } }],
        if: { properties: { a: { const: "x" } } },
        then: { properties: { c: string } },
      },
    ],
    [
      "a property that is named like a keyword is a property",
      { type: "object", properties: { items: string, properties: string }, required: ["items"] },
      closed({ items: string, properties: { type: ["string", "null"] } }),
    ],
  ])("%s", (_, schema, strict) => {
    const before = structuredClone(schema);
    expect(strictJsonSchema(schema)).toStrictEqual(strict);
    expect(schema).toStrictEqual(before);
  });
});

const names = ["a", "items", "type", "anyOf"];

const { schema } = fc.letrec<{ schema: Schema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<Schema>(
      string,
      { type: "number" },
      { type: "null" },
      { type: "string", enum: ["x", "y"] },
      { const: 1 },
      { type: ["string", "null"] },
    ),
    fc.record({ type: fc.constant("array"), items: tie("schema") }),
    fc.record({ anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }) }),
    fc
      .record({
        type: fc.constant("object"),
        properties: fc.dictionary(fc.constantFrom(...names), tie("schema"), { maxKeys: 3 }),
        required: fc.subarray(names),
      })
      .map(({ required, ...rest }) => ({
        ...rest,
        required: required.filter((name) => Object.hasOwn(rest.properties, name)),
      })),
  ),
}));

/** As JSON gives it: with ordinary prototypes. */
const anySchema = schema.map((value) => JSON.parse(JSON.stringify(value)) as Schema);

describe("A72: for any schema", () => {
  test("the strict form of a strict form is itself, and the input is not touched", () => {
    fc.assert(
      fc.property(anySchema, (schema) => {
        const before = structuredClone(schema);
        const strict = strictJsonSchema(schema);
        expect(schema).toStrictEqual(before);
        expect(strictJsonSchema(strict)).toStrictEqual(strict);
      }),
    );
  });

  test("it still compiles", () => {
    fc.assert(
      fc.property(anySchema, (schema) => {
        const ajv = new Ajv({ strict: false });
        expect(() => ajv.compile(strictJsonSchema(schema))).not.toThrow();
      }),
      { numRuns: 15 },
    );
  });
});
