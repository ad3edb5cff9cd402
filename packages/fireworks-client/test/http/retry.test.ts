import * as fc from "fast-check";
import { expect, test } from "vitest";
import { FireworksApiError, FireworksConnectionError } from "fireworks-client";
import { backoffDelayMs, decideByStatus, nextDelayMs } from "../../src/http/retry.js";
import { parseRetryAfterMs } from "../../src/http/retry-after.js";

const random = () => 0;

test("the wait doubles from half a second to eight seconds", () => {
  expect([1, 2, 3, 4, 5, 6, 60].map((attempt) => backoffDelayMs(attempt, random))).toEqual([
    500, 1000, 2000, 4000, 8000, 8000, 8000,
  ]);
});

test("jitter takes away up to a quarter, never adds", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempt, chance) => {
        const full = backoffDelayMs(attempt, random);
        const delay = backoffDelayMs(attempt, () => chance);
        expect(delay).toBeLessThanOrEqual(full);
        expect(delay).toBeGreaterThanOrEqual(full * 0.75 - 1);
      },
    ),
  );
});

test("gives up after maxRetries, on lasting errors and on foreign ones", () => {
  const passing = new FireworksConnectionError("x", { retryable: true });
  expect(nextDelayMs({ error: passing, attempt: 2, maxRetries: 2, random })).toBe(1000);
  expect(nextDelayMs({ error: passing, attempt: 3, maxRetries: 2, random })).toBeUndefined();
  expect(
    nextDelayMs({ error: new FireworksConnectionError("x"), attempt: 1, maxRetries: 2, random }),
  ).toBeUndefined();
  expect(
    nextDelayMs({ error: new TypeError("x"), attempt: 1, maxRetries: 2, random }),
  ).toBeUndefined();
});

test("waits as long as the server asks", () => {
  const error = new FireworksApiError("x", {
    retryable: true,
    retryAfterMs: 7,
    headers: new Headers(),
  });
  expect(nextDelayMs({ error, attempt: 1, maxRetries: 1, random })).toBe(7);
});

const NOW = Date.parse("2026-11-23T06:00:00Z");

test.each<[Record<string, string>, number | undefined]>([
  [{}, undefined],
  [{ "retry-after": "3" }, 3000],
  [{ "retry-after": "0.25" }, 250],
  [{ "retry-after": "0" }, undefined],
  [{ "retry-after": "-5" }, undefined],
  [{ "retry-after": "soon" }, undefined],
  [{ "retry-after": "" }, undefined],
  [{ "retry-after": "Mon, 23 Nov 2026 06:00:30 GMT" }, 30_000],
  [{ "retry-after": "Mon, 23 Nov 2026 05:00:00 GMT" }, undefined],
  [{ "retry-after-ms": "40", "retry-after": "3" }, 40],
  [{ "retry-after-ms": "x", "retry-after": "3" }, 3000],
  [{ "retry-after": "Mon, 23 Nov 2026 06:00:00 GMT" }, undefined],
  [{ "retry-after": "2026-11-23 06:00:30" }, undefined],
  [{ "retry-after": "-3" }, undefined],
  [{ "retry-after": "3 apples" }, undefined],
  [{ "retry-after-ms": "12ms", "retry-after": "3" }, 3000],
  [{ "retry-after-ms": "1e3", "retry-after": "3" }, 3000],
])("A109: %o asks for %s ms", (headers, expected) => {
  expect(parseRetryAfterMs(new Headers(headers), NOW)).toBe(expected);
});

test.each<[number, string | undefined, boolean, number | undefined, boolean]>([
  [503, undefined, false, undefined, true],
  [503, undefined, true, undefined, false],
  [404, undefined, false, undefined, false],
  [404, " True ", false, undefined, true],
  [503, "FALSE", false, undefined, false],
  [503, "perhaps", false, undefined, true],
  [503, undefined, false, 60_000, true],
  [503, "true", false, 60_001, false],
])(
  "A109: status %i, x-should-retry %s, lasting %s and a wait of %s ms: again is %s",
  (status, wish, lasting, retryAfterMs, expected) => {
    const headers = new Headers(wish === undefined ? {} : { "x-should-retry": wish });
    expect(decideByStatus({ status, headers, lasting, retryAfterMs })).toBe(expected);
  },
);
