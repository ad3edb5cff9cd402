import fc from "fast-check";
import { expect, test } from "vitest";
import { DataFileError } from "../../src/files/data-file-error.js";
import { parseData } from "../../src/files/parse-data.js";
import { cpuClock } from "../cpu-clock.js";

const problemOf = (text: string): Promise<string> =>
  parseData(text, "a.yaml").then(
    () => "",
    (error: unknown) => (error instanceof DataFileError ? error.message : `THREW ${String(error)}`),
  );

test("JSON is read as it is meant, whatever it holds", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (value) => {
      const { value: read } = await parseData(JSON.stringify(value), "a.json");
      expect(read).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("the line of a key, of an entry, and of what is nearest to a value that is not there", async () => {
  const { lineOf } = await parseData("# a\nwhen:\n  user: x\nturns:\n  - a\n  - content: b\n", "a");
  expect(lineOf(["when", "user"])).toBe(3);
  expect(lineOf(["turns", 1, "content"])).toBe(6);
  expect(lineOf(["turns", 0])).toBe(5);
  expect(lineOf(["when", "usr"])).toBe(2);
  expect(lineOf([])).toBe(2);
});

test.each([
  ["a: [1", /^a\.yaml:1: .*"]"|^a\.yaml:1: /],
  ["a: 1\nb: 2\na: 3", /^a\.yaml:3: the key a is there twice$/],
  ["a: !!js/function 'x'", /^a\.yaml:1: Unresolved tag/],
  ["a: !!binary aGk=", /Unresolved tag/],
  ["--- a\n--- b", /^a\.yaml:2: a file holds one document: write a list/],
  ["a: &a [*a]", /\*a stands inside of what it stands for/],
  ["a: 1\n\tb: 2", /^a\.yaml:2: /],
])("%j is refused with its line", async (text, expected) => {
  expect(await problemOf(text)).toMatch(expected);
});

const bomb = [..."bcdefghij"].map((name, index) => {
  const before = "abcdefghi"[index] ?? "";
  return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(",")}]`;
});

test.each([
  ["an alias bomb", `a: &a [x, x]\n${bomb.join("\n")}`, /Excessive alias count/],
  ["open brackets", "[".repeat(500_000), /a\.yaml:1: nests too deep/],
  ["open braces", "{a: ".repeat(100_000), /nests too deep/],
  ["compact lists", "- ".repeat(200_000), /nests too deep/],
  [
    "a staircase",
    Array.from({ length: 900 }, (_, at) => `${" ".repeat(at)}a:`).join("\n"),
    /:401:/,
  ],
  ["indentation", `a:\n${" ".repeat(400_000)}b: 1`, /:2: nests too deep/],
  ["a huge file", "a".repeat(600_000), /larger than/],
])("%s is refused before it costs anything", async (_name, text, expected) => {
  const spentMs = cpuClock();
  expect(await problemOf(text)).toMatch(expected);
  expect(spentMs()).toBeLessThan(1_000);
});

test("many keys take no quadratic time", async () => {
  const text = Array.from({ length: 20_000 }, (_, index) => `key${index}: 1`).join("\n");
  const spentMs = cpuClock();
  expect(await problemOf(text)).toBe("");
  expect(spentMs()).toBeLessThan(5_000);
});

test("a key named __proto__ is a key", async () => {
  const { value } = await parseData("__proto__: { polluted: true }", "a");
  expect(Object.keys(value as object)).toEqual(["__proto__"]);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test("no text makes it throw anything but its own error", async () => {
  const pieces = fc.array(
    fc.constantFrom(
      "a",
      ": ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "\n",
      "  ",
      "&a ",
      "*a",
      "|",
      ">",
      '"',
      "#",
      "!",
      "? ",
      "\t",
    ),
    { maxLength: 40 },
  );
  await fc.assert(
    fc.asyncProperty(pieces, async (parts) => {
      expect(await problemOf(parts.join(""))).not.toMatch(/^THREW/);
    }),
    { numRuns: 300 },
  );
});
