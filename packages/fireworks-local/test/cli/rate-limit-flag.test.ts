import { expect, test } from "vitest";
import { readRateLimits } from "../../src/cli/rate-limit-flag.js";

test("limits are read by the names of the headers", () => {
  expect(readRateLimits(["generated=100", "requests=2"])).toEqual({
    generatedTokens: 100,
    requests: 2,
  });
  expect(readRateLimits(undefined)).toBeUndefined();
});

test.each(["tokens=5", "requests=many", "requests", "toString=1"])("%s is refused", (text) => {
  expect(() => readRateLimits([text])).toThrow(
    `--rate-limit must be KIND=N with prompt, cache-adjusted-prompt, generated, requests, not '${text}'`,
  );
});
