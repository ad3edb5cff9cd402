import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bucket, fixedWindow, simulate } from "./simulate.js";
import type { ServerLimit } from "./simulate.js";

const LIMIT = 20_000;
const TOKENS = 100;
const CALLS_A_WINDOW = LIMIT / TOKENS;

/** Numbers from 0 to 1 that are the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

const about = (value: number, random: () => number) => () => value * (0.7 + 0.6 * random());

/** The time without waste: whole windows, and the last one's calls at its beginning. */
const idealOfWindows = (windows: number, windowMs: number) => (windows - 1) * windowMs;

const WINDOWS = 20;

describe.each([1_000, 60_000])("A115: limits of %i ms", (windowMs) => {
  test.each([
    ["at its first call", undefined],
    ["by the server's own clock", 0.37],
  ])("a window that begins %s is used to the full, with few refusals", (_, phase) => {
    const random = randomFrom(7);
    const server = fixedWindow(() => LIMIT, windowMs, phase && phase * windowMs);
    const run = simulate({
      server,
      calls: WINDOWS * CALLS_A_WINDOW,
      tokens: () => TOKENS,
      latency: about(windowMs / 100, random),
    });
    expect(idealOfWindows(WINDOWS, windowMs) / run.elapsedMs).toBeGreaterThan(0.9);
    expect(run.refused).toBeLessThan(0.03 * run.admitted.length);
  });

  test("a budget that comes back little by little is spent as it comes", () => {
    const random = randomFrom(11);
    const calls = WINDOWS * CALLS_A_WINDOW;
    const run = simulate({
      server: bucket(() => LIMIT, windowMs),
      calls,
      tokens: () => TOKENS,
      latency: about(windowMs / 100, random),
    });
    expect(idealOfWindows(WINDOWS, windowMs) / run.elapsedMs).toBeGreaterThan(0.95);
    expect(run.refused).toBeLessThan(0.02 * calls);
  });

  test("headers alone are enough where answers do not say what they cost", () => {
    const random = randomFrom(3);
    const run = simulate({
      server: fixedWindow(() => LIMIT, windowMs),
      calls: WINDOWS * CALLS_A_WINDOW,
      tokens: () => TOKENS,
      latency: about(windowMs / 100, random),
      usage: false,
    });
    expect(idealOfWindows(WINDOWS, windowMs) / run.elapsedMs).toBeGreaterThan(0.9);
    expect(run.refused).toBeLessThan(0.02 * run.admitted.length);
  });

  test.each([
    ["a quarter more", 1.25],
    ["a fifth less", 0.8],
  ])("a limit that becomes %s half-way is followed", (_, times) => {
    const random = randomFrom(5);
    const change = (WINDOWS / 2) * windowMs;
    const limitAt = (now: number) => (now < change ? LIMIT : LIMIT * times);
    const run = simulate({
      server: fixedWindow(limitAt, windowMs),
      calls: (WINDOWS / 2) * CALLS_A_WINDOW * (1 + times),
      tokens: () => TOKENS,
      latency: about(windowMs / 100, random),
    });
    expect(idealOfWindows(WINDOWS, windowMs) / run.elapsedMs).toBeGreaterThan(0.9);
    expect(run.refused).toBeLessThan(0.03 * run.admitted.length);
  });

  test("a server that sends headers on some answers only is paced by those", () => {
    const random = randomFrom(13);
    const run = simulate({
      server: sayingEvery(
        5,
        fixedWindow(() => LIMIT, windowMs),
      ),
      calls: WINDOWS * CALLS_A_WINDOW,
      tokens: () => TOKENS,
      latency: about(windowMs / 100, random),
    });
    expect(idealOfWindows(WINDOWS, windowMs) / run.elapsedMs).toBeGreaterThan(0.7);
    expect(run.refused).toBeLessThan(0.03 * run.admitted.length);
  });

  test("without headers the calls in flight follow the refusals, and every call gets through", () => {
    const random = randomFrom(17);
    const calls = 5 * CALLS_A_WINDOW;
    const run = simulate({
      server: sayingEvery(
        Infinity,
        fixedWindow(() => LIMIT, windowMs),
      ),
      calls,
      tokens: () => TOKENS,
      latency: about(windowMs / 100, random),
    });
    expect(run.admitted).toHaveLength(calls);
    expect(run.refused).toBeLessThan(0.5 * calls);
  });
});

/** Says what is left with every nth answer, of refusals too. */
function sayingEvery(nth: number, server: ServerLimit): ServerLimit {
  let answers = 0;
  return {
    take(tokens, now) {
      answers += 1;
      const { admitted, headers } = server.take(tokens, now);
      return { admitted, headers: answers % nth === 1 ? headers : undefined };
    },
  };
}

test("A115: calls of very different size do not go in hundreds because the first ones were small", () => {
  const random = randomFrom(19);
  const run = simulate({
    server: fixedWindow(() => LIMIT, 1_000),
    calls: 400,
    tokens: (call) => (call % 10 === 9 ? 5_000 : 50),
    latency: about(20, random),
  });
  expect(run.admitted).toHaveLength(400);
  expect(run.refused).toBeLessThan(60);
});

test("A115: Retry-After is obeyed: nothing is sent before, and one call looks first", () => {
  const server = fixedWindow(() => LIMIT, 5_000);
  const run = simulate({
    server,
    calls: 2 * CALLS_A_WINDOW,
    tokens: () => TOKENS,
    latency: () => 20,
    retryAfterMs: 5_000,
  });
  expect(run.refused).toBeLessThanOrEqual(1);
  expect(run.elapsedMs).toBeLessThan(6_000);
});

test("A115: whatever the limit, the calls and the way, every call gets through without a stampede", () => {
  const shape = fc.record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    kind: fc.constantFrom("window", "aligned", "bucket"),
    windowMs: fc.constantFrom(500, 1_000, 7_000, 60_000),
    callsAWindow: fc.integer({ min: 10, max: 400 }),
    latencyShare: fc.double({ min: 0.002, max: 0.2, noNaN: true }),
    spread: fc.double({ min: 0, max: 1, noNaN: true }),
    usage: fc.boolean(),
  });
  fc.assert(
    fc.property(shape, ({ seed, kind, windowMs, callsAWindow, latencyShare, spread, usage }) => {
      const random = randomFrom(seed);
      const limit = callsAWindow * TOKENS;
      const server =
        kind === "bucket"
          ? bucket(() => limit, windowMs)
          : fixedWindow(
              () => limit,
              windowMs,
              kind === "aligned" ? windowMs * random() : undefined,
            );
      const calls = 6 * callsAWindow;
      const run = simulate({
        server,
        calls,
        tokens: () => TOKENS * (1 - spread / 2 + spread * random()),
        latency: about(windowMs * latencyShare, random),
        usage,
      });
      expect(run.admitted).toHaveLength(calls);
      expect(run.elapsedMs).toBeLessThan(40 * windowMs);
      expect(run.refused).toBeLessThan(calls);
    }),
    { numRuns: 30 },
  );
});
