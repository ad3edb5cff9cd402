import { deepStrictEqual, ok } from "node:assert";
import { parsePartialJson } from "@langchain/core/output_parsers";
import fc from "fast-check";
import { PartialJson } from "../../src/convert/partial-json.js";
import { jsonStart, readJson } from "../../src/structured/json-answer.js";

/** An object or a list as a model writes it, and what it says. */
const written = fc
  .record({
    value: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())),
    indent: fc.constantFrom(0, 2, "\t"),
  })
  .map(({ value, indent }) => JSON.stringify(value, undefined, indent));

const before = fc.constantFrom(
  "",
  " \n",
  '<think>so {"a":1} or [2]</think>',
  "```json\n",
  "\uFEFF",
);

/** What stands before an answer does not count, and neither does a fence's end behind it. */
export const answersAreRead: fc.IProperty<unknown> = fc.property(
  written,
  before,
  fc.constantFrom("", "\n```", " "),
  (text, lead, tail) => {
    deepStrictEqual(readJson(lead + text + tail), { value: JSON.parse(text) as unknown });
  },
) as fc.IProperty<unknown>;

const crumb = fc.oneof(
  fc.constantFrom(
    ...'{|}|[|]|:|,|"|\\|\\u|\\ud83d|1|-|1e|true|nul|<think>|</think>|```|```json|\n| '.split("|"),
  ),
  fc.string({ unit: "binary", maxLength: 3 }),
  written,
);
const rubbish = fc.array(crumb, { maxLength: 20 }).map((crumbs) => crumbs.join(""));

/** No text throws; a value that is read stands in the text as JSON. */
export const rubbishIsBorne: fc.IProperty<unknown> = fc.property(rubbish, (text) => {
  const reading = readJson(text);
  const start = jsonStart(text);
  ok(start === undefined || (start >= 0 && start < text.length));
  if ("value" in reading) JSON.stringify(reading.value);
  else ok(reading.why.length > 0);
}) as fc.IProperty<unknown>;

/**
 * A beginning shows nothing that the whole does not say, and nothing that core's reader does not find;
 * pieces change nothing. Core drops white space that ends a beginning, and sets `__proto__`.
 */
export const beginningsAreRead: fc.IProperty<unknown> = fc.property(
  written,
  fc.nat(),
  fc.array(fc.nat(), { maxLength: 8 }),
  (text, length, places) => {
    const beginning = text.slice(0, length % (text.length + 1));
    const shown = read([beginning]);
    deepStrictEqual(read(cut(beginning, places)), shown);
    if (shown === undefined) return;
    holds(JSON.parse(text) as unknown, shown);
    const isCores = beginning.trimEnd() === beginning && !beginning.includes("__proto__");
    if (isCores) holds(parsePartialJson(beginning) as unknown, shown);
  },
) as fc.IProperty<unknown>;

function read(pieces: readonly string[]): unknown {
  const reader = new PartialJson();
  for (const piece of pieces) reader.push(piece);
  return reader.snapshot();
}

function cut(text: string, places: readonly number[]): string[] {
  const at = places.map((place) => place % (text.length + 1)).toSorted((a, b) => a - b);
  return [0, ...at].map((from, index) => text.slice(from, at[index]));
}

/** Whether `more` holds what `less` says: longer texts, further items, further keys. */
function holds(more: unknown, less: unknown): void {
  if (typeof less === "string") ok(typeof more === "string" && more.startsWith(less));
  else if (typeof less === "object" && less !== null) {
    ok(typeof more === "object" && more !== null);
    for (const key of Object.keys(less)) holds(Reflect.get(more, key), Reflect.get(less, key));
  } else deepStrictEqual(more, less);
}
