import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonStart, readJson } from "../../src/structured/json-answer.js";

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
