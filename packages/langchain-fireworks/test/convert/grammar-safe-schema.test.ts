/* oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema */
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import * as z3 from "zod/v3";
import { grammarSafeSchema } from "../../src/convert/grammar-safe-schema.js";
import { type Failure, failureOf } from "../failure.js";
import { KEY, localModels, MODEL } from "../local-model.js";

type Schema = Record<string, unknown>;

const ANY = ["object", "array", "string", "number", "boolean", "null"];
const string = { type: "string" };

/** Frozen through and through: a write to the caller's object throws. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) frozen(inner);
  return value;
}

const safe = (schema: Schema): Schema =>
  grammarSafeSchema(frozen(schema), "tools[0].parameters", 'the tool "find"');

const inProperty = (property: unknown): Schema => ({ type: "object", properties: { a: property } });

describe("users-ask C4: what Fireworks' grammar compiler cannot read is said in another way", () => {
  test.each<[string, unknown, unknown]>([
    ["an empty property", {}, { type: ANY }],
    ["a property that is true", true, { type: ANY }],
    [
      "a property with a description alone",
      { description: "Any." },
      { description: "Any.", type: ANY },
    ],
    ["empty items", { type: "array", items: {} }, { type: "array", items: { type: ANY } }],
    [
      "items that are true",
      { type: "array", items: true },
      { type: "array", items: { type: ANY } },
    ],
    ["items without a type", { items: string }, { type: "array", items: string }],
    [
      "properties without a type",
      { properties: { b: string } },
      { type: "object", properties: { b: string } },
    ],
    ["a bare required", { required: ["b"] }, { type: "object", required: ["b"] }],
    [
      "items beside listed values",
      { enum: ["x", 1, null], items: string },
      { enum: ["x", 1, null], items: string, type: ["string", "number", "null"] },
    ],
    [
      "an exclusive limit of draft 4",
      { type: "number", minimum: 3, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
      { type: "number", exclusiveMinimum: 3, maximum: 9 },
    ],
    [
      "an exclusive limit without a limit",
      { type: "number", exclusiveMaximum: true },
      { type: "number" },
    ],
    ["nullable", { type: "string", nullable: true }, { type: ["string", "null"] }],
    ["nullable that is false", { type: "string", nullable: false }, string],
    [
      "nullable listed values",
      { type: "string", enum: ["x"], nullable: true },
      { type: ["string", "null"], enum: ["x", null] },
    ],
    [
      "a nullable constant",
      { const: "x", nullable: true },
      { anyOf: [{ const: "x" }, { type: "null" }] },
    ],
    ["a nullable anything", { nullable: true }, { type: ANY }],
    [
      "a tuple of draft 7",
      { type: "array", items: [string, {}], additionalItems: false },
      { type: "array", prefixItems: [string, { type: ANY }], items: false },
    ],
    ["a tuple of nothing", { items: [] }, { type: "array" }],
    ["types in capitals", { type: "STRING" }, string],
    [
      "names of the document",
      {
        $id: "urn:x",
        $comment: "why",
        $schema: "http://json-schema.org/draft-07/schema#",
        ...string,
      },
      string,
    ],
    ["a key without a value", { type: "string", description: undefined }, string],
  ])("%s", (_, given, wanted) => {
    expect(safe(inProperty(given))).toStrictEqual(inProperty(wanted));
  });

  test("an empty schema becomes an object", () => {
    expect(safe({})).toStrictEqual({ type: "object" });
    expect(safe({ description: "Any." })).toStrictEqual({ description: "Any.", type: "object" });
  });

  test("branches that only say what is required are told the properties", () => {
    const properties = { a: string, b: {} };
    const known = { a: string, b: { type: ANY } };
    const schema = {
      type: "object",
      properties,
      required: ["a"],
      additionalProperties: false,
      anyOf: [{ required: ["a"] }, { description: "Or b.", required: ["b"] }, { minProperties: 1 }],
    };
    const shape = { type: "object", properties: known, additionalProperties: false };
    expect(safe(schema)).toStrictEqual({
      ...schema,
      properties: known,
      anyOf: [
        { ...shape, required: ["a"] },
        { ...shape, description: "Or b.", required: ["a", "b"] },
        { type: "object", minProperties: 1 },
      ],
    });
  });

  test("keywords that only limit values of one type leave all types in", () => {
    const properties = { a: { minLength: 1 }, b: { format: "date" }, c: { "x-order": 1 } };
    const schema = { type: "object", properties, additionalProperties: { pattern: "^a" } };
    expect(safe(schema)).toStrictEqual({
      type: "object",
      properties: {
        a: { minLength: 1, type: ANY },
        b: { format: "date", type: ANY },
        c: { "x-order": 1, type: ANY },
      },
      additionalProperties: { pattern: "^a", type: ANY },
    });
  });

  test("a branch takes its type from the schema around it", () => {
    const nullable = { type: "object", nullable: true, allOf: [{ required: ["a"] }] };
    const type = ["object", "null"];
    expect(safe(nullable)).toStrictEqual({ type, allOf: [{ type, required: ["a"] }] });
  });

  test("properties marked as required, as draft 3 has it, are listed", () => {
    const properties = { a: { ...string, required: true }, b: { ...string, required: false } };
    expect(safe({ type: "object", properties })).toStrictEqual({
      type: "object",
      properties: { a: string, b: string },
      required: ["a"],
    });
  });

  test("a reference through the document's own name stays inside", () => {
    const $defs = { A: string };
    const $id = "https://example.com/x.json";
    const schema = { $id, $defs, properties: { a: { $ref: `${$id}#/$defs/A` }, b: { $ref: $id } } };
    expect(safe(schema)).toStrictEqual({
      type: "object",
      $defs,
      properties: { a: { $ref: "#/$defs/A" }, b: { $ref: "#" } },
    });
  });
});

describe("users-ask C4: what can be read stays as it is", () => {
  test.each<[string, Schema]>([
    ["free-form maps", { type: "object", additionalProperties: {} }],
    ["maps that say true", { type: "object", additionalProperties: true }],
    ["a property that may not be there", inProperty(false)],
    ["constants and listed values", { anyOf: [{ const: 1 }, { enum: ["a", null, { b: [1] }] }] }],
    ["one of several", { oneOf: [string, { type: "number" }] }],
    [
      "conditions",
      {
        type: "object",
        if: { properties: { a: { const: 1 } } },
        then: inProperty(string),
        not: {},
      },
    ],
    [
      "nested definitions and recursion",
      inProperty({
        type: "array",
        $defs: { T: inProperty({ $ref: "#/$defs/T" }) },
        items: { $ref: "#/$defs/T" },
      }),
    ],
    [
      "properties named like keywords",
      inProperty({
        type: "object",
        properties: { type: string, items: string, _def: string, $ref: string },
      }),
    ],
    [
      "a property named __proto__",
      JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}') as Schema,
    ],
  ])("%s", (_, schema) => {
    expect(safe(schema)).toStrictEqual(schema);
    expect(JSON.stringify(safe(schema))).toBe(JSON.stringify(schema));
  });

  test("what one object is used for twice", () => {
    const shared = frozen({ type: "object", properties: { a: string } });
    expect(safe({ type: "object", properties: { b: shared, c: shared } })).toStrictEqual({
      type: "object",
      properties: { b: shared, c: shared },
    });
  });

  test("the safe form of a safe form is itself", () => {
    fc.assert(
      fc.property(awkward, ({ schema }) => {
        const once = safe(rooted(schema));
        expect(safe(once)).toStrictEqual(once);
      }),
    );
  });
});

class Colour {
  get hex() {
    return "#fff";
  }
}

describe("users-ask C4: what cannot be said in another way names the owner and the JSON pointer", () => {
  const loop: Schema = { type: "object" };
  loop.properties = { again: loop };

  test.each<[string, unknown, string, RegExp]>([
    ["a type there is not", { type: "any" }, "", /has the type "any"/],
    ["a type that is no text", { type: [7] }, "", /has the type \[7\]/],
    ["no type in the list", { type: [] }, "", /has the type \[\]/],
    ["another document", { $ref: "https://x.org/y.json#/a" }, "", /another document/],
    ["a file", { $ref: "./y.json" }, "", /another document/],
    [
      "a reference to nothing",
      { anyOf: [string, { $ref: "#/$defs/A~B" }] },
      "/anyOf/1",
      /not in the schema/,
    ],
    ["a reference that is no text", { $ref: 7 }, "", /`\$ref`/],
    ["a zod 4 schema", z.string(), "", /a validator's own object/],
    ["a zod 3 schema", { type: "array", items: z3.string() }, "/items", /a validator's own object/],
    [
      "leaked insides of zod",
      { def: { type: "string" }, type: "string" },
      "",
      /a validator's own object/,
    ],
    ["a function", { type: "string", default: () => 1 }, "/default", /is a function/],
    ["a big number", { enum: ["a", 1n] }, "/enum/1", /is a bigint/],
    ["infinity", { type: "number", maximum: Infinity }, "/maximum", /is Infinity/],
    ["nothing in a list", { enum: [undefined] }, "/enum/0", /is undefined/],
    ["a pattern object", { type: "string", examples: [/a/] }, "/examples/0", /is a RegExp/],
    ["a date", { const: { at: new Date(0) } }, "/const/at", /is a Date/],
    ["an object that contains itself", loop, "/properties/again", /contains itself/],
    ["a list in place of a schema", { anyOf: [[]] }, "/anyOf/0", /where a schema belongs/],
    [
      "a text in place of a schema",
      { type: "array", items: "string" },
      "/items",
      /where a schema belongs/,
    ],
    ["no branches", { anyOf: [] }, "", /`anyOf` that is not a list that is not empty/],
    ["required that is no list", { type: "object", required: "a" }, "", /`required`/],
    ["a length that is no number", { type: "string", maxLength: "9" }, "", /`maxLength`/],
    ["a place in a tuple", { items: [string, { type: "int" }] }, "/items/1", /has the type "int"/],
  ])("%s", async (_, given, pointer, reason) => {
    const error = await failureOf(() =>
      grammarSafeSchema(
        { type: "object", properties: { "a/b": given } },
        "tools[0].parameters",
        'the tool "find"',
      ),
    );
    const whole = `#/properties/a~1b${pointer}`;
    expect(error).toMatchObject({
      name: "FireworksConfigurationError",
      code: "unsupported_schema",
      field: `tools[0].parameters${whole}`,
    });
    expect(error.message).toMatch(reason);
    expect(error.message).toContain(`The schema of the tool "find" cannot be sent: ${whole} `);
    expect(error.hint).not.toBe("");
  });

  test("a schema deeper than a call stack", async () => {
    let deep: Schema = string;
    for (let level = 0; level < 20_000; level += 1) deep = { type: "array", items: deep };
    const error = await failureOf(() => grammarSafeSchema(deep, "schema", "the structured output"));
    expect(error).toMatchObject({ code: "unsupported_schema" });
    expect(error.message).toContain("64 levels");
  });

  test("an instance of a class is no reason to refuse", () => {
    expect(
      grammarSafeSchema({ ...string, default: new Colour() } as Schema, "schema", "x"),
    ).toStrictEqual({
      ...string,
      default: {},
    });
  });
});

/** A schema in some dialect, and a value its author wants to be let in. */
interface Sample {
  schema: unknown;
  value: unknown;
}

const { awkward } = fc.letrec<{ awkward: Sample }>((tie) => ({
  awkward: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({
      schema: fc.constantFrom<unknown>({}, true, { title: "T" }, { $comment: "x" }),
      value: fc.jsonValue(),
    }),
    fc.record({ schema: fc.constant({ type: "String" }), value: fc.string() }),
    fc.record({
      schema: fc.constant({ type: "string", nullable: true }),
      value: fc.constantFrom("a", null),
    }),
    fc.record({
      schema: fc.constant({ enum: ["a", "b"], type: "string", nullable: true }),
      value: fc.constantFrom("a", null),
    }),
    fc.record({
      schema: fc.constant({
        type: "integer",
        minimum: 0,
        exclusiveMinimum: true,
        maximum: 5,
        exclusiveMaximum: false,
      }),
      value: fc.integer({ min: 1, max: 5 }),
    }),
    tie("awkward").map(({ schema, value }) => ({
      schema: { items: schema },
      value: [value, value],
    })),
    fc.tuple(tie("awkward"), tie("awkward")).map(([left, right]) => ({
      schema: { type: "array", items: [left.schema, right.schema], additionalItems: {} },
      value: [left.value, right.value, 1],
    })),
    fc.tuple(tie("awkward"), tie("awkward"), fc.boolean()).map(([left, right, both]) => ({
      schema: {
        properties: { a: left.schema, b: right.schema },
        anyOf: [{ required: ["a"] }, { required: ["b"] }],
      },
      value: both ? { a: left.value, b: right.value } : { b: right.value },
    })),
    tie("awkward").map(({ schema, value }) => ({
      schema: { nullable: true, anyOf: [{ type: "null" }, schema] },
      value,
    })),
    tie("awkward").map(({ schema, value }) => ({
      schema: {
        properties: { a: schema },
        patternProperties: { "^x": schema },
        additionalProperties: schema,
      },
      value: { a: value, xy: value, other: value },
    })),
    tie("awkward").map(({ schema, value }) => ({
      schema: { type: "array", $defs: { Local: schema }, items: { properties: { a: true } } },
      value: [{ a: value }],
    })),
  ),
}));

const rooted = (schema: unknown): Schema => ({ type: "object", properties: { v: schema } });

describe("users-ask C4: for any schema of any dialect", () => {
  test("every value its author meant is let in by the safe form", () => {
    fc.assert(
      fc.property(awkward, ({ schema, value }) => {
        const ajv = new Ajv2020({ strict: false, validateSchema: false });
        const fits = ajv.compile(safe(rooted(schema)));
        expect(fits({ v: value }), ajv.errorsText(fits.errors)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  const { local } = localModels();
  const bad = fc.constantFrom<unknown>(
    { type: "any" },
    { $ref: "#/$defs/nowhere" },
    { $ref: "other.json" },
    z.string(),
    { enum: [1n] },
    { required: [1] },
    { anyOf: [] },
  );

  test("the strict server takes it, or it is refused here with a pointer", async () => {
    await fc.assert(
      fc.asyncProperty(awkward, fc.option(bad, { freq: 5 }), async ({ schema }, worse) => {
        const given = {
          type: "object",
          properties: { v: schema, ...(worse !== null && { w: worse }) },
        };
        let parameters: Schema;
        try {
          parameters = safe(given);
        } catch (error) {
          expect(worse).not.toBeNull();
          expect(error).toMatchObject({ code: "unsupported_schema" });
          expect((error as Failure).field).toMatch(/^tools\[0\]\.parameters#\/properties\/w/);
          return;
        }
        expect(worse).toBeNull();
        expect(await statusOf(parameters)).toBe(200);
      }),
      { numRuns: 80 },
    );
  });

  async function statusOf(parameters: Schema): Promise<number> {
    const response = await local.fetch(`${local.baseURL}/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
      body: JSON.stringify({
        model: MODEL,
        messages: [{ role: "user", content: "hi" }],
        tool_choice: "none",
        tools: [{ type: "function", function: { name: "find", parameters } }],
      }),
    });
    return response.status;
  }
});
