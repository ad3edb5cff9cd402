import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { PartialJson } from "../../src/convert/partial-json.js";

/** What is shown after each piece. */
function snapshots(pieces: readonly string[]): unknown[] {
  const reader = new PartialJson();
  return pieces.map((piece) => {
    reader.push(piece);
    return reader.snapshot();
  });
}

/** A text cut into pieces at these places. */
function cut(text: string, places: readonly number[]): string[] {
  const sorted = [...new Set(places.map((place) => place % (text.length + 1)))].toSorted(
    (left, right) => left - right,
  );
  return [0, ...sorted].map((from, at) => text.slice(from, sorted[at]));
}

/** Whether a value only adds to an earlier one: text at the end of strings, items, properties. */
function extendsValue(later: unknown, earlier: unknown): boolean {
  if (earlier === undefined) return true;
  if (typeof earlier === "string") return typeof later === "string" && later.startsWith(earlier);
  if (Array.isArray(earlier)) {
    return (
      Array.isArray(later) &&
      later.length >= earlier.length &&
      earlier.every((item, at) => extendsValue(later[at], item))
    );
  }
  if (typeof earlier === "object" && earlier !== null) {
    return (
      typeof later === "object" &&
      later !== null &&
      Object.entries(earlier).every(
        ([name, value]) =>
          Object.hasOwn(later, name) && extendsValue(Reflect.get(later, name), value),
      )
    );
  }
  return Object.is(later, earlier);
}

const container = fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()), fc.object()).map(
  (value) =>
    // What JSON makes of it: fast-check's objects hold `undefined` and bigger things.
    JSON.parse(
      JSON.stringify({ value }, (_, inner: unknown) =>
        typeof inner === "bigint" ? inner.toString() : inner,
      ),
    ) as unknown,
);
const writing = fc.record({
  value: container,
  indent: fc.constantFrom(0, 2, "\t"),
  ascii: fc.boolean(),
  places: fc.array(fc.nat(), { maxLength: 40 }),
});

function write({
  value,
  indent,
  ascii,
}: {
  value: unknown;
  indent: number | string;
  ascii: boolean;
}) {
  const text = JSON.stringify(value, undefined, indent);
  if (!ascii) return text;
  return text.replace(
    /[^ -~\n\t]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

describe("A86: JSON read while it arrives", () => {
  test("the last snapshot is what JSON.parse gives, however the text is cut", () => {
    fc.assert(
      fc.property(writing, (given) => {
        const reader = new PartialJson();
        const text = write(given);
        for (const piece of cut(text, given.places)) reader.push(piece);
        expect(reader.snapshot()).toStrictEqual(JSON.parse(text));
        expect(reader.isComplete).toBe(true);
        expect(reader.length).toBe(text.length);
      }),
    );
  });

  test("each snapshot only adds to the one before, and none changes afterwards", () => {
    fc.assert(
      fc.property(writing, (given) => {
        const seen = snapshots([...write(given)]);
        const copies = structuredClone(seen);
        expect(seen.findIndex((later, at) => !extendsValue(later, seen[at - 1]))).toBe(-1);
        expect(seen).toStrictEqual(copies);
      }),
      { numRuns: 30 },
    );
  });

  test.each<[string, unknown]>([
    ["", undefined],
    ["  {", {}],
    ['{"na', {}],
    ['{"name"', {}],
    ['{"name":', {}],
    ['{"name":"', { name: "" }],
    ['{"name":"A\\', { name: "A" }],
    ['{"name":"A\\u00', { name: "A" }],
    ['{"name":"A\\u00e9', { name: "Aé" }],
    ['{"name":"\uD83D', { name: "" }],
    ['{"name":"\\ud83d\\ude00', { name: "😀" }],
    ['{"n":12', {}],
    ['{"n":12,', { n: 12 }],
    ['{"n":tru', {}],
    ['{"n":true}', { n: true }],
    ['{"a":[1,2', { a: [1] }],
    ['{"a":[{"b":"c', { a: [{ b: "c" }] }],
    ["[", []],
    ["[[", [[]]],
  ])("%j shows %j", (text, shown) => {
    expect(snapshots([text])[0]).toStrictEqual(shown);
  });

  test("a key named __proto__ is a key", () => {
    const [whole] = snapshots(['{"__proto__":{"polluted":true},"a":{"__proto__":"x']);
    expect(Object.keys(whole as object)).toStrictEqual(["__proto__", "a"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each(["{]", '{"a" 1}', "{,", "[1 2]", '{"a":tru}', '{"a":"\\x"}', "}", "{a:1}", "[,"])(
    "%j stays at what could be read, and is not complete",
    (text) => {
      const reader = new PartialJson();
      reader.push(text);
      reader.push('"more"}');
      expect(reader.isComplete).toBe(false);
    },
  );

  test("what follows the value is not read", () => {
    const reader = new PartialJson();
    reader.push(' {"a":1} ');
    reader.push('{"b":2}');
    expect(reader.snapshot()).toStrictEqual({ a: 1 });
    expect(reader.length).toBe(8);
  });

  test("every piece is read once, however long the text before it is", () => {
    const text = JSON.stringify({ text: "word ".repeat(2000), list: Array(200).fill("item") });
    const exec = vi.spyOn(RegExp.prototype, "exec");
    const parse = vi.spyOn(JSON, "parse");
    const reader = new PartialJson();
    for (let at = 0; at < text.length; at += 4) {
      reader.push(text.slice(at, at + 4));
      reader.snapshot();
    }
    const longest = Math.max(...exec.mock.calls.map(([read]) => read.length));
    const parsed = parse.mock.calls.length;
    vi.restoreAllMocks();
    expect({ longest, parsed }).toEqual({ longest: 4, parsed: 0 });
    expect(reader.snapshot()).toStrictEqual(JSON.parse(text));
  });
});
