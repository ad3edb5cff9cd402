import * as fc from "fast-check";
import Ajv7 from "ajv";
import type { JsonSchema } from "fireworks-client/wire";
import { describe, expect, test } from "vitest";
import { SeededRandom } from "../../src/random/seeded-random.js";
import { sampleJson } from "../../src/schema/sample.js";
import { UnsatisfiableSchemaError } from "../../src/schema/unsatisfiable.js";
import { addFormatChecks, strictAjv } from "./format-checks.js";
import { anySchema, schemaOfSomeValue } from "./random-schemas.js";

const REFUSED = Symbol("refused");

function sample(schema: JsonSchema, seed: number): unknown {
  try {
    return sampleJson(schema, { random: new SeededRandom(seed) });
  } catch (error) {
    if (error instanceof UnsatisfiableSchemaError) return REFUSED;
    throw error;
  }
}

interface Judge {
  validate(schema: JsonSchema, value: unknown): unknown;
}

/** A reference that leads back to itself at the same place never ends for ajv: such a schema is passed over. */
function fits(ajv: Judge, schema: JsonSchema, value: unknown): boolean {
  try {
    return ajv.validate(schema, JSON.parse(JSON.stringify(value))) === true;
  } catch (error) {
    fc.pre(!(error instanceof RangeError));
    throw error;
  }
}

/** What is emitted is valid; the share of schemas that are refused. */
function judge(schemas: fc.Arbitrary<JsonSchema>, ajv: Judge, numRuns: number): number {
  let refused = 0;
  fc.assert(
    fc.property(schemas, fc.nat(), (schema, seed) => {
      const value = sample(schema, seed);
      if (value === REFUSED) refused += 1;
      else expect(fits(ajv, schema, value), `${JSON.stringify(value)} fits`).toBe(true);
    }),
    { numRuns },
  );
  return refused / numRuns;
}

describe("whatever the schema, what is emitted is valid by ajv", () => {
  test("as draft 2020-12", () => {
    expect(judge(anySchema("$defs"), strictAjv({ ownProperties: true }), 60)).toBeLessThan(0.5);
  });

  test("as draft 7, with `definitions`", () => {
    const ajv = addFormatChecks(new Ajv7({ strict: false, ownProperties: true }));
    expect(judge(anySchema("definitions"), ajv, 50)).toBeLessThan(0.5);
  });

  test("and a schema that some value fits is not refused", () => {
    expect(judge(schemaOfSomeValue(), strictAjv({ ownProperties: true }), 40)).toBe(0);
  });
});
