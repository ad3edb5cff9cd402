import { expect, test } from "vitest";
import { local, post } from "./local.js";
import { cpuClock } from "./cpu-clock.js";

const server = local();

const chain = (length: number, link: (next: object) => object): object => ({
  $ref: "#/$defs/D0",
  $defs: Object.fromEntries(
    Array.from({ length }, (_, index) => [
      `D${index}`,
      index + 1 === length ? { type: "number" } : link({ $ref: `#/$defs/D${index + 1}` }),
    ]),
  ),
});

const keys = (count: number): Record<string, object> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`key${index}`, { type: "string" }]),
  );

const nested = (depth: number, wrap: (inner: object) => object): object => {
  let schema: object = { type: "string" };
  for (let level = 0; level < depth; level += 1) schema = wrap(schema);
  return schema;
};

/** Each of these hung or crashed a naive server, or one of the validators that were tried. */
const SCHEMAS: [string, object][] = [
  [
    "a constant that a pattern never comes back from",
    { const: `${"a".repeat(40)}!`, pattern: "^(a+)+$" },
  ],
  [
    "a key that a pattern never comes back from",
    { type: "object", required: [`${"a".repeat(40)}!`], patternProperties: { "^(a+)+$": {} } },
  ],
  ["a huge repetition", { type: "string", pattern: "^(a{1000}){1000}$" }],
  ["itself", { $ref: "#" }],
  ["definitions that double as allOf", chain(40, (next) => ({ allOf: [next, next] }))],
  [
    "definitions that double as anyOf",
    chain(40, (next) => ({ anyOf: [{ allOf: [next, { type: "string" }] }, next] })),
  ],
  [
    "definitions that double as properties",
    chain(40, (next) => ({
      type: "object",
      properties: { a: next, b: next },
      required: ["a", "b"],
    })),
  ],
  [
    "a product of alternatives",
    {
      type: "object",
      allOf: Array.from({ length: 30 }, (_, i) => ({
        anyOf: [
          { required: [`a${i}`], type: "object" },
          { required: [`b${i}`], type: "object" },
        ],
      })),
    },
  ],
  ["conditions in conditions", nested(8, (s) => ({ allOf: [{ not: s }], if: s, else: s }))],
  ["arrays of arrays of arrays", nested(20, (items) => ({ type: "array", items, minItems: 3 }))],
  ["a billion items", { type: "array", items: { type: "null" }, minItems: 1e9 }],
  ["a billion characters", { type: "string", minLength: 1e9 }],
  [
    "a billion keys",
    { type: "object", minProperties: 1e9, additionalProperties: { type: "string" } },
  ],
  [
    "10,000 distinct items",
    { type: "array", uniqueItems: true, minItems: 10_000, items: { type: "integer" } },
  ],
  ["3 MB of properties", { type: "object", properties: keys(80_000) }],
  ["3 MB of description", { type: "string", description: "x ".repeat(1_500_000) }],
  ["a million choices", { enum: Array.from({ length: 1_000_000 }, (_, index) => index) }],
  [
    "20,000 patterns",
    {
      type: "object",
      minProperties: 100,
      patternProperties: Object.fromEntries(
        Array.from({ length: 20_000 }, (_, i) => [`^p${i}`, {}]),
      ),
    },
  ],
  [
    "keys that objects inherit",
    JSON.parse(
      '{"type":"object","required":["__proto__"],"properties":{"__proto__":{"type":"string"}}}',
    ) as object,
  ],
];

/** Loaded machines are slow; what is guarded against takes minutes, or all time there is. */
const PATIENCE_MS = 5_000;

async function expectAnswer(response_format: object): Promise<void> {
  const spentMs = cpuClock();
  const response = await post(server, { response_format });
  await response.text();
  expect([200, 400]).toContain(response.status);
  expect(spentMs()).toBeLessThan(PATIENCE_MS);
}

test.each(SCHEMAS)("a schema of %s is answered or refused soon", async (_what, schema) => {
  await expectAnswer({ type: "json_schema", json_schema: { name: "x", schema } });
});

const rules = (count: number, body: (index: number) => string): string =>
  `root ::= r0\n${Array.from({ length: count }, (_, i) => `r${i} ::= ${body(i)}\n`).join("")}r${count} ::= "x"\n`;

test.each([
  ["a chain of rules", rules(5_000, (index) => `r${index + 1}`)],
  ["rules that double", rules(60, (index) => `r${index + 1} r${index + 1}`)],
  ["nested repetitions", 'root ::= (("x"{900}){900}){900}'],
  ["a huge repetition of nothing", 'root ::= ""{1000000000}'],
  ["a 3 MB literal", `root ::= "${"x".repeat(3_000_000)}"`],
  [
    "5,000 alternatives that recurse",
    `root ::= ${Array.from({ length: 5_000 }, (_, i) => `"x${i}" root`).join(" | ")} | "end"`,
  ],
  ["10,000 brackets", `root ::= ${"(".repeat(10_000)}"a"${")".repeat(10_000)}`],
])("a grammar of %s is answered or refused soon", async (_what, grammar) => {
  await expectAnswer({ type: "grammar", grammar });
});
