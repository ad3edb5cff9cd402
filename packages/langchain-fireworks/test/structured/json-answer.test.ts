import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findJson, jsonStart, readJson } from "../../src/structured/json-answer.js";

describe("A78: JSON in what a model writes around it", () => {
  test.each([
    ['{"a":1}'],
    ['\n {"a":1}\n'],
    ['```json\n{"a":1}\n```'],
    ['```\n{"a":1}\n```'],
    ['```JSON {"a":1}```'],
    ['Here it is:\n```json\n{"a":1}\n```\nAnything else?'],
    ['Sure! {"a":1}'],
    ['{"a":1} I hope this helps.'],
    ['{"a":1}}'],
    ['<think>{"no":1}</think>{"a":1}'],
    ['<think>\n```json\n{}\n```\n</think>\n\n```json\n{"a":1}\n```'],
    ['so {"no":1} then</think>\n{"a":1}'],
    ['\uFEFF{"a":1}'],
  ])("%j holds the object", (text) => {
    expect(readJson(text)).toStrictEqual({ value: { a: 1 } });
  });

  test.each<[string, unknown]>([
    ['{"code":"```js\\n1\\n```"}', { code: "```js\n1\n```" }],
    ['```json\n{"code":"```js```"}\n```', { code: "```js```" }],
    ['{"tag":"</think>"}', { tag: "</think>" }],
    ['```json\n{"tag":"</think>"}\n```', { tag: "</think>" }],
    ["[1,2]", [1, 2]],
    ['"yes"', "yes"],
    ["<think>no</think> 42", 42],
    ["null", null],
  ])("%j is read as it stands", (text, value) => {
    expect(readJson(text)).toStrictEqual({ value });
  });

  test.each<[string, unknown]>([
    ["I would rather not.", undefined],
    ["<think>{", undefined],
    ["", undefined],
    ['{"a":1,"b":"tw', { a: 1, b: "tw" }],
    ['```json\n{"a":[1,2', { a: [1] }],
    ["{'a': 1}", {}],
    ['{"a":1,}', { a: 1 }],
  ])("%j has no value, and says what could be read", (text, partial) => {
    const reading = readJson(text);
    expect(reading).toMatchObject({ why: expect.stringMatching(/./) });
    expect("partial" in reading && reading.partial).toStrictEqual(partial);
  });

  test("in a stream prose is no start, and thoughts have to end first", () => {
    for (const text of ["Sure! {", "<think>{", "12", "hm", "```js", "", '"a'])
      expect(jsonStart(text)).toBeUndefined();
    expect(jsonStart("<think>{</think> {")).toBe(16);
    expect(jsonStart("```json\n{")).toBe(8);
  });

  test("any JSON value is read back", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("", "<think>hm</think>\n"), (value, before) => {
        const text = JSON.stringify(value);
        expect(readJson(before + text)).toStrictEqual({ value: JSON.parse(text) });
      }),
    );
  });
});

describe("text that arrives in pieces", () => {
  const piece = fc.constantFrom(
    ..."{[x` \n",
    "<think>",
    "</think>",
    "```",
    "```json",
    "js",
    "on",
    "</th",
    "ink>",
    "plain words that go on",
  );

  test("the JSON begins where it begins in all that has come", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const find = findJson();
        const found = pieces.map(find).join("");
        const begun = pieces.map((_, at) => pieces.slice(0, at + 1).join(""));
        const first = begun.find((text) => jsonStart(text) !== undefined);
        const expected = first === undefined ? "" : pieces.join("").slice(jsonStart(first));
        expect(found.trimStart()).toBe(expected.trimStart());
      }),
    );
  });

  test.each(["<think>", "blah ``` blah", " ", "```json\n"])(
    "%j may come a hundred thousand times",
    (repeated) => {
      const find = findJson();
      let found = "";
      for (let at = 0; at < 100_000; at += 1) found += find(repeated);
      expect(found).toBe("");
    },
  );

  test("what nests deeper than 500 levels is not read", () => {
    const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    expect(readJson(nested(500))).toHaveProperty("value");
    for (const levels of [501, 100_000]) {
      expect(readJson(nested(levels))).toMatchObject({ why: "It nests deeper than 500 levels" });
    }
    expect(readJson("[".repeat(100_000))).toHaveProperty("partial");
  });
});
