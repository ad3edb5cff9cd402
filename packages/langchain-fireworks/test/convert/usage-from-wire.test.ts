import { expect, test } from "vitest";
import { tokenUsageFromWire, usageFromWire } from "../../src/convert/usage-from-wire.js";

const counts = { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 };
const totals = { input_tokens: 7, output_tokens: 3, total_tokens: 10 };

test.each([
  ["counts only: no undefined keys", counts, totals],
  ["no total: the sum", { prompt_tokens: 7, completion_tokens: 3 }, totals],
  ["a total of its own is kept", { ...counts, total_tokens: 12 }, { ...totals, total_tokens: 12 }],
  [
    "cached tokens",
    { ...counts, prompt_tokens_details: { cached_tokens: 4 } },
    { ...totals, input_token_details: { cache_read: 4 } },
  ],
  [
    "zero is information",
    {
      ...counts,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0 },
    },
    { ...totals, input_token_details: { cache_read: 0 }, output_token_details: { reasoning: 0 } },
  ],
  [
    "null details are absent",
    { ...counts, prompt_tokens_details: null, completion_tokens_details: {} },
    totals,
  ],
  [
    "no completion count is zero",
    { prompt_tokens: 7, total_tokens: 7 },
    { input_tokens: 7, output_tokens: 0, total_tokens: 7 },
  ],
])("A99: %s", (_, wire, usage) => {
  expect(usageFromWire(wire as never)).toStrictEqual(usage);
});

test.each([null, undefined])("A99: %s usage is no usage", (usage) => {
  expect(usageFromWire(usage)).toBeUndefined();
  expect(tokenUsageFromWire(usage)).toBeUndefined();
});

test("A47: the JS spelling has the same numbers", () => {
  expect(tokenUsageFromWire(counts)).toStrictEqual({
    promptTokens: 7,
    completionTokens: 3,
    totalTokens: 10,
  });
});
