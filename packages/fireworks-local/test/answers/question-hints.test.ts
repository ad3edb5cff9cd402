import * as fc from "fast-check";
import type { JsonSchema } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { QuestionHints } from "../../src/answers/question-hints.js";
import { SeededRandom } from "../../src/random/seeded-random.js";
import { sampleJson } from "../../src/schema/sample.js";
import { FORMAT_NAMES, strictAjv } from "../schema/format-checks.js";

const ajv = strictAjv();

function read(question: string, properties: Record<string, JsonSchema>): unknown {
  const schema = { type: "object", properties, required: Object.keys(properties) };
  return sampleJson(schema, { random: new SeededRandom(1), hints: new QuestionHints(question) });
}

const string = { type: "string" };
const integer = { type: "integer" };
const boolean = { type: "boolean" };

const field = fc.constantFrom(
  ..."title start date to email city name url count on when id query passengers".split(" "),
);

const said = fc.oneof(
  fc.constantFrom(
    'called "Standup"',
    "for Bob Stone",
    "in new york",
    "in Paris",
    "on 2026-05-01",
    "at 2026-05-01T10:00:00Z",
    "to bob@example.com",
    "see https://example.com/a.",
    "id: 7",
    "start: tomorrow",
    "email: nobody",
    "turn on the light",
    "3 * 12",
  ),
  fc.integer().map(String),
  fc.string({ maxLength: 12 }).map((text) => `"${text}"`),
);

const value = fc.oneof(
  fc.constantFrom<JsonSchema>(string, integer, boolean, { type: "number", minimum: 2, maximum: 9 }),
  fc.constantFrom(...FORMAT_NAMES).map((format): JsonSchema => ({ type: "string", format })),
  fc.nat(12).map((maxLength): JsonSchema => ({ type: "string", maxLength })),
  fc.nat(40).map((minLength): JsonSchema => ({ type: "string", minLength })),
  fc.constantFrom<JsonSchema>(
    { type: "string", pattern: "^[A-Z]{3}$" },
    { type: ["string", "null"], format: "date" },
    { anyOf: [{ type: "string", format: "date-time" }, integer] },
    { enum: ["on", "off", "Paris", 3] },
  ),
);

test("whatever the question holds, the values fit the schema, formats too", () => {
  const questions = fc.array(said, { maxLength: 6 }).map((parts) => parts.join(" "));
  const objects = fc.dictionary(field, value, { maxKeys: 5 });
  fc.assert(
    fc.property(questions, objects, fc.nat(), (question, properties, seed) => {
      const schema = { type: "object", properties, required: Object.keys(properties) };
      const hints = new QuestionHints(question);
      const sample = sampleJson(schema, { random: new SeededRandom(seed), hints });
      expect([sample, ajv.validate(schema, sample)]).toContain(true);
    }),
    { numRuns: 120 },
  );
});

test("a quoted text is not taken for a date", () => {
  const at = { type: "string", format: "date-time" };
  const meeting = read('Schedule the meeting "Standup" for Bob', { start: at, title: string });
  expect(meeting).toMatchObject({
    title: "Standup",
    start: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
  });
  expect(read('Schedule "Standup"', { date: string, title: string })).toMatchObject({
    title: "Standup",
    date: expect.not.stringContaining("Standup") as string,
  });
});

test.each<[string, Record<string, JsonSchema>, unknown]>([
  ["Turn on the kitchen light", { on: boolean }, { on: true }],
  ["Turn the kitchen light off", { is_on: boolean }, { is_on: false }],
  ["Please disable the alarm", { enabled: boolean }, { enabled: false }],
  ["Plot it without a legend", { show_legend: boolean }, { show_legend: false }],
  ["An urgent ticket", { urgent: boolean }, { urgent: true }],
  ["Set the switch in London to off", { state: { enum: ["on", "off"] } }, { state: "off" }],
  [
    "Book a flight for 2 passengers on 2026-05-01 at 10:30",
    { passengers: integer, date: string },
    { passengers: 2, date: "2026-05-01" },
  ],
  [
    "3 children and 2 adults, on May 5, 2026",
    { adults: integer, children: integer },
    { adults: 2, children: 3 },
  ],
  [
    "from 2026-05-01 to 2026-05-03",
    {
      start_date: { type: "string", format: "date" },
      end_date: { type: "string", format: "date-time" },
    },
    { start_date: "2026-05-01", end_date: "2026-05-03T00:00:00Z" },
  ],
  ["weather in new york", { city: string }, { city: "new york" }],
  ["what's it like in oslo today?", { location: string }, { location: "oslo" }],
  ["fly from Paris to New York", { to: string, from: string }, { to: "New York", from: "Paris" }],
  [
    "from paris to new york for 2 on 2026-05-01",
    { from: string, to: string, date: string },
    { from: "paris", to: "new york", date: "2026-05-01" },
  ],
  [
    "free from 2026-05-01 to 2026-05-03?",
    { to: string, from: string },
    { to: "2026-05-03", from: "2026-05-01" },
  ],
  [
    'Write to bob@example.com: subject "Hi"',
    { to: string, subject: string },
    { to: "bob@example.com", subject: "Hi" },
  ],
  ["tell jane@acme.com", { recipient: string }, { recipient: "jane@acme.com" }],
  ["Open https://acme.com/a?b=1.", { page_url: string }, { page_url: "https://acme.com/a?b=1" }],
])("reads %j", (question, properties, expected) => {
  expect(read(question, properties)).toEqual(expected);
});

test("calls share the values: what one took, the next takes only when nothing is left", () => {
  const hints = new QuestionHints('"one" "two" 1');
  const take = (): unknown[] => {
    hints.startCall(() => false);
    const text = hints.string("label", { format: undefined, accepts: () => true });
    return [text, hints.number("n", Number.isFinite), hints.number("m", Number.isFinite)];
  };
  expect([take(), take(), take()]).toEqual([
    ["one", 1, undefined],
    ["two", 1, undefined],
    ["one", 1, undefined],
  ]);
});
