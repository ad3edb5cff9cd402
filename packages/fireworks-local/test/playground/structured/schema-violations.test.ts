import fc from "fast-check";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { schemaViolations } from "../../../playground/src/structured/schema-violations.js";

const FILM = {
  type: "object",
  properties: {
    title: { type: "string", minLength: 2 },
    year: { type: "integer", minimum: 1890 },
    cast: { type: "array", items: { $ref: "#/$defs/person" } },
  },
  required: ["title", "year"],
  additionalProperties: false,
  $defs: { person: { type: "object", required: ["name"] } },
};

describe("where a value departs from its schema", () => {
  test.each([
    [{ title: "Metropolis", year: 1927 }, []],
    [{ title: "Metropolis" }, ["", "Missing: year."]],
    [{ title: "M", year: 1931 }, ["/title", "Does not fit `minLength`: 2."]],
    [{ title: "Dune", year: 2021, cast: [{ name: "a" }, {}] }, ["/cast/1", "Missing: name."]],
    [{ title: "Dune", year: 2021, "a/b": 1 }, ["", "Does not fit `additionalProperties`: false."]],
  ])("%j: %j", (value, expected) => {
    expect(schemaViolations(value, FILM).flatMap(({ pointer, text }) => [pointer, text])).toEqual(
      expected,
    );
  });

  test("is told exactly when ajv finds fault", () => {
    const isValid = new Ajv2020({ strict: false }).compile(FILM);
    const value = fc.record(
      {
        title: fc.oneof(fc.string(), fc.integer()),
        year: fc.oneof(fc.integer(), fc.double({ noNaN: true })),
        cast: fc.array(fc.record({ name: fc.string() }, { requiredKeys: [] })),
        other: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(value, (film) => {
        expect(schemaViolations(film, FILM).length === 0).toBe(isValid(film));
      }),
    );
  });
});
