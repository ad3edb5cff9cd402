import { expect, test } from "vitest";
import { joinLogprobs } from "../../src/stream/join-logprobs.js";

test.each<[object | undefined, object | null | undefined, object | undefined]>([
  [undefined, null, undefined],
  [{ tokens: ["a"] }, null, { tokens: ["a"] }],
  [{ tokens: ["a"] }, undefined, { tokens: ["a"] }],
  [{ tokens: ["a"] }, { tokens: ["b"] }, { tokens: ["a", "b"] }],
  [{ tokens: ["a"] }, { tokens: null }, { tokens: ["a"] }],
  [{ tokens: null }, { tokens: ["b"] }, { tokens: ["b"] }],
  [undefined, { tokens: null }, { tokens: null }],
  [{ other: 1 }, { other: 2 }, { other: 2 }],
])("the logprobs %j and %j are %j", (joined, part, all) => {
  expect(joinLogprobs(joined as never, part as never)).toEqual(all);
});

test("what is not there leaves the very same logprobs", () => {
  const joined = { content: [] };
  expect(joinLogprobs(joined, null)).toBe(joined);
  expect(joinLogprobs(joined, undefined)).toBe(joined);
});
