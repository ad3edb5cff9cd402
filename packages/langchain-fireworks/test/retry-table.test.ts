import { describe, expect, test } from "vitest";
import { failureOf } from "./failure.js";
import { localModels } from "./local-model.js";

const RETRIED = [408, 429, 500, 502, 503, 504];
const NOT_RETRIED = [400, 401, 402, 403, 404, 405, 409, 412, 413, 422];
const OVERLOADED = { error: { message: "busy" } };

type Wait = readonly [least: number, most: number];
/** The first wait is half a second, less up to a quarter. */
const OWN_WAIT: Wait = [375, 500];

interface Advice {
  headers: Record<string, string>;
  /** The wait before another attempt, or none, for a status that passes and for one that lasts. */
  passing: Wait | undefined;
  lasting?: Wait;
}

const ADVICE: [string, Advice][] = [
  ["no header", { headers: {}, passing: OWN_WAIT }],
  ["retry-after", { headers: { "retry-after": "2" }, passing: [2000, 2000] }],
  ["retry-after-ms", { headers: { "retry-after-ms": "30" }, passing: [30, 30] }],
  ["a wait above the cap", { headers: { "retry-after": "3600" }, passing: undefined }],
  [
    "x-should-retry true",
    { headers: { "x-should-retry": "true" }, passing: OWN_WAIT, lasting: OWN_WAIT },
  ],
  [
    "x-should-retry false",
    { headers: { "x-should-retry": "false", "retry-after-ms": "1" }, passing: undefined },
  ],
];

/** The wait a model decides on after this refusal; an abort ends it at once. */
async function waitAfter(status: number, headers: Record<string, string>) {
  const { local, model } = localModels({
    faults: [{ fault: { status, headers, body: OVERLOADED } }],
  });
  const abort = new AbortController();
  let wait: number | undefined;
  const llm = model({
    maxRetries: 1,
    suggestModels: false,
    onRetry: ({ delayMs }) => {
      wait = delayMs;
      abort.abort();
    },
  });
  await failureOf(() => llm.invoke("go", { signal: abort.signal }));
  expect(local.requests).toHaveLength(1);
  return wait;
}

function expectWait(wait: number | undefined, expected: Wait | undefined): void {
  if (expected === undefined) {
    expect(wait).toBeUndefined();
    return;
  }
  expect(wait).toBeGreaterThanOrEqual(expected[0]);
  expect(wait).toBeLessThanOrEqual(expected[1]);
}

describe.each(ADVICE)("D3: with %s", (_, { headers, passing, lasting }) => {
  test.each(RETRIED)("after %i", async (status) => {
    expectWait(await waitAfter(status, headers), passing);
  });

  test.each(NOT_RETRIED)("after %i", async (status) => {
    expectWait(await waitAfter(status, headers), lasting);
  });
});
