import type { JsonSchema } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { SeededRandom } from "../../src/random/seeded-random.js";
import { sampleJson } from "../../src/schema/sample.js";
import { UnsatisfiableSchemaError } from "../../src/schema/unsatisfiable.js";
import { FORMAT_NAMES, strictAjv } from "./format-checks.js";

const ajv = strictAjv();

function samples(schema: JsonSchema): unknown[] {
  return Array.from({ length: 30 }, (_, seed) =>
    sampleJson(schema, { random: new SeededRandom(seed) }),
  );
}

test.each(FORMAT_NAMES)("every sample of the format %s is one", (format) => {
  const schema = { type: "string", format };
  for (const value of samples(schema)) expect([value, ajv.validate(schema, value)]).toContain(true);
});

test.each<JsonSchema>([
  { format: "uri", maxLength: 20 },
  { format: "uri", maxLength: 8 },
  { format: "uri", minLength: 60 },
  { format: "uri", pattern: "^https://acme\\.com/" },
  { format: "uri", pattern: "\\.pdf$", maxLength: 40 },
  { format: "email", minLength: 30 },
  { format: "email", minLength: 200, maxLength: 220 },
  { format: "email", maxLength: 8 },
  { format: "email", pattern: "@acme\\.com$" },
  { format: "email", pattern: "^jane\\." },
  { format: "hostname", minLength: 100 },
  { format: "hostname", maxLength: 3 },
  { format: "date", pattern: "^2031-" },
  { format: "date", pattern: "-01$" },
  { format: "date-time", minLength: 24 },
  { format: "date-time", pattern: "\\+02:00$" },
  { format: "time", minLength: 12, maxLength: 12 },
  { format: "ipv4", maxLength: 7 },
  { format: "byte", minLength: 11 },
  { pattern: "^(?=.*[A-Z])(?=.*\\d)(?=.*[!@#$%]).{12,}$" },
  { pattern: "^(?=.*\\d)[a-z\\d]{4,8}$" },
  { pattern: "\\bfoo\\b", minLength: 7, maxLength: 19 },
])("a text fits its format, length and pattern: %j", (rules) => {
  const schema = { type: "string", ...rules };
  for (const value of samples(schema)) expect([value, ajv.validate(schema, value)]).toContain(true);
});

test("a time whose pattern leaves the zone out is written without it", () => {
  const pattern = "^(?:[01]\\d|2[0-3]):[0-5]\\d$";
  for (const value of samples({ type: "string", format: "time", pattern }))
    expect(value).toMatch(new RegExp(pattern));
});

test.each<JsonSchema>([
  { format: "date", maxLength: 5 },
  { format: "uuid", pattern: "^z" },
])("gives up on a format that cannot fit: %j", (rules) => {
  expect(() => samples({ type: "string", ...rules })).toThrow(UnsatisfiableSchemaError);
});
