import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LATENCY_PROFILES, type LatencySetting } from "../../src/latency/latency.js";
import { paceOf } from "../../src/latency/pace.js";
import { local, post } from "../local.js";

const waits = (setting: LatencySetting, about = "x", count = 6): number[] => {
  const pace = paceOf(about, setting);
  return Array.from({ length: count }, (_, place) => pace?.beforeEvent(place) ?? -1);
};

test("the first event waits for the first token, later ones for a token each", () => {
  expect(waits({ firstTokenMs: 300, betweenTokensMs: 20 })).toEqual([300, 0, 20, 20, 20, 20]);
  expect(waits({ betweenTokensMs: 20 }).slice(0, 3)).toEqual([0, 0, 20]);
});

test("jitter stays within its share, follows from the text, and differs between texts", () => {
  const setting = { firstTokenMs: 1_000, betweenTokensMs: 100, jitter: 0.2 };
  const [first = 0, , ...others] = waits(setting, "a", 200);
  expect(first).toBeGreaterThanOrEqual(800);
  expect(first).toBeLessThanOrEqual(1_200);
  expect(Math.min(...others)).toBeGreaterThanOrEqual(80);
  expect(Math.max(...others)).toBeLessThanOrEqual(120);
  expect(new Set(others).size).toBeGreaterThan(20);
  expect(waits(setting, "a")).toEqual(waits(setting, "a"));
  expect(waits(setting, "b")).not.toEqual(waits(setting, "a"));
});

test("a whole answer waits as long as its stream", () => {
  const setting = { firstTokenMs: 300, betweenTokensMs: 20, jitter: 0.5 };
  const streamed = waits(setting, "a", 11).reduce((total, ms) => total + ms, 0);
  expect(paceOf("a", setting)?.beforeWhole(10)).toBe(streamed);
  expect(paceOf("a", { firstTokenMs: 300 })?.beforeWhole(1_000_000_000)).toBe(300);
});

test("nothing to wait for is no pace at all, and the first setting given counts", () => {
  expect(paceOf("a")).toBeUndefined();
  expect(paceOf("a", "none", "slow")).toBeUndefined();
  expect(paceOf("a", { jitter: 1 })).toBeUndefined();
  expect(paceOf("a", undefined, { firstTokenMs: 5 }, "slow")?.beforeEvent(0)).toBe(5);
});

test("a mistake is told when the server is made", () => {
  expect(() => local({ latency: "quick" as "fast" })).toThrow("no latency profile 'quick'");
  expect(() => local({ latency: { firstTokenMs: -1 } })).toThrow(
    "The latency's firstTokenMs must be a number from 0, not -1.",
  );
});

test("an unknown profile is refused with the known names", () => {
  expect(() => paceOf("a", "quick" as "fast")).toThrow(
    `no latency profile 'quick'. Use one of ${Object.keys(LATENCY_PROFILES).join(", ")}`,
  );
});

describe("with a clock of the test's own", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const latency = { firstTokenMs: 300, betweenTokensMs: 20 };
  const scripts = [{ when: {}, answer: { content: "one two three four" } }];

  test("a stream takes its time", async () => {
    const response = await post(local({ latency, scripts }), { stream: true });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const first = reader.read();
    await vi.advanceTimersByTimeAsync(299);
    const early = await Promise.race([first, Promise.resolve("waits")]);
    expect(early).toBe("waits");
    await vi.advanceTimersByTimeAsync(1);
    expect(new TextDecoder().decode((await first).value)).toContain('"role"');
    await reader.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a whole answer comes after the whole time", async () => {
    let isDone = false;
    const answer = post(local({ latency, scripts }), {}).then(() => (isDone = true));
    await vi.advanceTimersByTimeAsync(300 + 3 * 20 - 1);
    expect(isDone).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await answer;
  });

  test("a client that leaves a slow answer leaves no timer", async () => {
    const leave = new AbortController();
    const answer = post(local({ latency: "overloaded" }), {}, { signal: leave.signal });
    await vi.advanceTimersByTimeAsync(10);
    expect(vi.getTimerCount()).toBe(1);
    leave.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("without latency no timer is ever set", async () => {
    await post(local({ scripts }), {}).then((response) => response.text());
    const pending = post(local({ scripts }), { stream: true });
    expect(await pending.then((response) => response.text())).toContain("[DONE]");
    expect(vi.getTimerCount()).toBe(0);
  });
});
