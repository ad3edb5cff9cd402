/* oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema */
import * as fc from "fast-check";
import type { JsonSchema } from "fireworks-client/wire";

/** Not `__proto__`, over which the judge itself trips: that has a test of its own. */
const key = fc.constantFrom("a", "b", "name", "constructor", "x y", "ключ");

/** The judge calls these of the values it compares, whatever they are. */
const JUDGE_TRIPS = /"(?:valueOf|toString|__proto__)":/;

const literal: fc.Arbitrary<unknown> = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.integer({ min: -99, max: 99 }),
  fc.boolean(),
  fc.constant(null),
);

const value: fc.Arbitrary<unknown> = fc.oneof(
  literal,
  fc.array(literal, { maxLength: 3 }),
  fc.dictionary(key, literal, { maxKeys: 3, noNullPrototype: true }),
);

const FORMATS =
  "date time date-time duration email hostname ipv4 ipv6 uri uri-reference uuid json-pointer regex".split(
    " ",
  );

const PATTERNS = [
  "^[A-Z]{2,4}-\\d+$",
  "\\d",
  "^(?:foo|bar)+$",
  "^(a+)+$",
  "[^a-z]$",
  "^\\p{Lu}",
  "^[\\u4e00-\\u9fff]{2}$",
  "^(?=.*\\d)[a-z\\d]{3,}$",
  "^(?!ab)[ab]{3}$",
  "\\bcat\\b",
  "^.*$",
  "^\\S+@\\S+\\.\\w{2,}$",
  "^$",
];

const span = (most: number) =>
  fc.tuple(fc.nat(most), fc.nat(most)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

const strings: fc.Arbitrary<JsonSchema> = fc.record(
  {
    type: fc.constant("string"),
    minLength: fc.nat(12),
    maxLength: fc.integer({ min: 4, max: 30 }),
    pattern: fc.constantFrom(...PATTERNS),
    format: fc.constantFrom(...FORMATS),
  },
  { requiredKeys: ["type"] },
);

const numbers: fc.Arbitrary<JsonSchema> = fc.record(
  {
    type: fc.constantFrom("integer", "number"),
    minimum: fc.integer({ min: -50, max: 20 }),
    exclusiveMaximum: fc.integer({ min: 0, max: 90 }),
    exclusiveMinimum: fc.double({ min: -10, max: 10, noNaN: true }),
    multipleOf: fc.constantFrom(1, 2, 0.5, 7, 0.25),
  },
  { requiredKeys: ["type"] },
);

function arrays(inner: fc.Arbitrary<JsonSchema>, tuples: boolean): fc.Arbitrary<JsonSchema> {
  return fc
    .record(
      {
        items: inner,
        prefixItems: fc.array(inner, { minLength: 1, maxLength: 3 }),
        contains: inner,
        uniqueItems: fc.boolean(),
        length: span(4),
      },
      { requiredKeys: ["items"] },
    )
    .map(({ length, prefixItems, ...schema }) => ({
      type: "array",
      ...schema,
      // Beside `prefixItems` the judge takes an empty list for one that contains something.
      ...(tuples && schema.contains === undefined && prefixItems && { prefixItems }),
      ...(length && { minItems: length[0], maxItems: length[1] }),
    }));
}

function objects(inner: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  return fc
    .record(
      {
        entries: fc.array(fc.tuple(key, inner), { maxLength: 3 }),
        needs: fc.array(key, { maxLength: 2 }),
        additionalProperties: fc.oneof(fc.constant(false), inner),
        patternProperties: fc.dictionary(fc.constantFrom("^a", "e$", "^x-"), inner, {
          maxKeys: 2,
          noNullPrototype: true,
        }),
        propertyNames: fc.constantFrom({ maxLength: 6 }, { pattern: "^[a-z_]+$" }),
        minProperties: fc.nat(3),
        maxProperties: fc.integer({ min: 1, max: 5 }),
        dependentRequired: fc.dictionary(key, fc.array(key, { maxLength: 1 }), {
          maxKeys: 1,
          noNullPrototype: true,
        }),
      },
      { requiredKeys: ["entries", "needs"] },
    )
    .map(({ entries, needs, ...schema }) => ({
      type: "object",
      properties: Object.fromEntries(entries),
      required: [...new Set(needs)],
      ...schema,
    }));
}

function combinations(inner: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  const several = fc.array(inner, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    several.map((anyOf): JsonSchema => ({ anyOf })),
    several.map((oneOf): JsonSchema => ({ oneOf })),
    several.map((allOf): JsonSchema => ({ allOf })),
    fc.tuple(inner, inner).map(([base, not]): JsonSchema => ({ ...base, not })),
    fc.tuple(inner, inner, inner).map(([one, two, three]): JsonSchema => ({
      if: one,
      then: two,
      else: three,
    })),
    fc.tuple(inner, inner).map(([base, more]): JsonSchema => ({ ...base, allOf: [more] })),
  );
}

/**
 * Schemas with the keywords of contract 2.5 and those around them, in any company, some of which no
 * value fits. References are to definitions that refer to each other. Draft 7 knows no `prefixItems`.
 */
export function anySchema(definitions: "$defs" | "definitions"): fc.Arbitrary<JsonSchema> {
  const { schema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.record({
        enum: fc.uniqueArray(value, { minLength: 1, maxLength: 4, comparator: sameJson }),
      }),
      fc.record({ const: value }),
      fc.constantFrom<JsonSchema>(
        { type: "boolean" },
        { type: "null" },
        { type: ["string", "null"] },
        { $ref: `#/${definitions}/One` },
        { $ref: `#/${definitions}/Two` },
      ),
      strings,
      numbers,
      arrays(tie("schema"), definitions === "$defs"),
      objects(tie("schema")),
      combinations(tie("schema")),
    ),
  }));
  return fc
    .tuple(schema, schema, schema)
    .map(([root, One, Two]) => ({ ...root, [definitions]: { One, Two } }));
}

const sameJson = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** A schema that a given value fits, so that one must be found. */
export function schemaOfSomeValue(): fc.Arbitrary<JsonSchema> {
  return fc
    .jsonValue({ maxDepth: 3 })
    .filter((example) => !JUDGE_TRIPS.test(JSON.stringify(example)))
    .chain((example) => around(example));
}

function around(example: unknown): fc.Arbitrary<JsonSchema> {
  return fc.oneof(
    { weight: 3, arbitrary: describing(example) },
    fc
      .tuple(describing(example), strings)
      .map(([one, other]): JsonSchema => ({ anyOf: [one, other] })),
    fc.tuple(describing(example), describing(example)).map((allOf): JsonSchema => ({ allOf })),
    describing(example).map((one): JsonSchema => ({
      oneOf: [one, { type: "string", minLength: 200 }],
    })),
    fc
      .array(literal, { maxLength: 3 })
      .map((others): JsonSchema => ({ enum: [...others, example] })),
  ) as fc.Arbitrary<JsonSchema>;
}

function describing(example: unknown): fc.Arbitrary<JsonSchema> {
  if (typeof example === "string") {
    const length = [...example].length;
    return fc.record({
      type: fc.constant("string"),
      minLength: fc.nat(length),
      maxLength: fc.integer({ min: length, max: length + 5 }),
    });
  }
  if (typeof example === "number")
    return fc.record({
      type: fc.constant("number"),
      minimum: fc.constant(example - 1),
      maximum: fc.constant(example + 1),
    });
  if (Array.isArray(example) && example.length === 0)
    return fc.constant({ type: "array", maxItems: 0 });
  if (Array.isArray(example))
    return fc.tuple(...example.map(around)).map((prefixItems): JsonSchema => ({
      type: "array",
      prefixItems,
      items: false,
      minItems: example.length,
    }));
  if (typeof example === "object" && example !== null) {
    const entries = Object.entries(example);
    return fc.tuple(...entries.map(([, item]) => around(item))).map((schemas): JsonSchema => ({
      type: "object",
      properties: Object.fromEntries(entries.map(([name], index) => [name, schemas[index]])),
      required: entries.map(([name]) => name),
      additionalProperties: false,
    }));
  }
  return fc.constant({ type: example === null ? "null" : "boolean" });
}
