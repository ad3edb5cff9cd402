import { expect, test } from "vitest";
import {
  FireworksBillingError,
  FireworksConfigurationError,
  FireworksConnectionError,
  FireworksNotFoundError,
  FireworksRateLimitError,
  FireworksServerError,
  FireworksWaitError,
} from "fireworks-client";
import { poll } from "../../src/resources/control-plane/poll.js";
import type { PollClock, PollPlan } from "../../src/resources/control-plane/poll.js";
import { failureOf } from "../samples.js";

interface Thing {
  name: string;
  state: string;
  status?: { message: string };
}

/** Time that passes at once, from one sleeper to the next. */
class QuickClock implements PollClock {
  ms = 0;
  readonly slept: number[] = [];
  readonly #sleepers = new Set<{ at: number; wake: () => void }>();

  /** Somebody sets the clock back by an hour at every look. */
  now(): number {
    return this.ms - 3_600_000 * this.slept.length;
  }

  elapsed(): number {
    return this.ms;
  }

  random(): number {
    return 0;
  }

  sleep(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
    this.slept.push(delayMs);
    return new Promise((resolve, reject) => {
      const sleeper = { at: this.ms + delayMs, wake: resolve };
      this.#sleepers.add(sleeper);
      const leave = (): void => {
        this.#sleepers.delete(sleeper);
        reject(new Error("aborted"));
      };
      if (signal?.aborted === true) return leave();
      signal?.addEventListener("abort", leave);
      setImmediate(() => this.#next());
    });
  }

  #next(): void {
    const [first] = [...this.#sleepers].toSorted((one, other) => one.at - other.at);
    if (first === undefined) return;
    this.#sleepers.delete(first);
    this.ms = first.at;
    first.wake();
  }
}

/** What each look sees: a state, or an error. The last one is seen for ever. */
function planOf(looks: (string | Error)[], more: Partial<PollPlan<Thing>> = {}): PollPlan<Thing> {
  let at = 0;
  const look = async (): Promise<Thing> => {
    const seen = looks[Math.min(at, looks.length - 1)] ?? "";
    at += 1;
    if (seen instanceof Error) throw seen;
    return { name: "accounts/a/things/t", state: seen, status: { message: "no luck" } };
  };
  const judge = ({ state }: Thing) =>
    state === "READY" ? "done" : state === "FAILED" ? "failed" : "wait";
  return { name: "t", look, judge, defaultMaxWaitMs: 60_000, options: {}, ...more };
}

const GONE = new FireworksNotFoundError("not found", { headers: new Headers(), status: 404 });
const LOST = new FireworksConnectionError("lost", { retryable: true });

test("A144: a wait looks at once, and then ever less often", async () => {
  const clock = new QuickClock();
  const seen: unknown[] = [];
  const options = { onPoll: (info: object) => void seen.push(info), maxPollMs: 2_000 };
  const plan = planOf(["A", "A", "A", "A", "READY"], { options });
  expect(await poll(plan, clock)).toMatchObject({ state: "READY" });
  expect(clock.slept).toEqual([60_000, 1_000, 1_500, 2_000, 2_000]);
  expect(seen).toHaveLength(5);
  expect(seen.at(-1)).toMatchObject({ polls: 5, waitedMs: 6_500, state: "READY" });
});

test("A144: what is ready needs one look", async () => {
  const clock = new QuickClock();
  await poll(planOf(["READY"]), clock);
  expect(clock.ms).toBe(0);
});

test("A144: a state that nothing leaves ends a wait, with what the status says", async () => {
  const error = await failureOf(poll(planOf(["A", "FAILED"]), new QuickClock()));
  expect(error).toBeInstanceOf(FireworksWaitError);
  expect(error).toMatchObject({
    reason: "failed",
    code: "wait_failed",
    resource: "accounts/a/things/t",
    state: "FAILED",
    polls: 2,
    last: { state: "FAILED" },
    message: expect.stringContaining("is FAILED: no luck."),
  });
});

test("A144: a wait ends at its deadline, in the middle of a look too", async () => {
  const slow = await failureOf(poll(planOf(["A"]), new QuickClock()));
  expect(slow).toMatchObject({ reason: "timed-out", state: "A", waitedMs: 60_000 });
  const stuck = planOf([]);
  stuck.look = ({ signal }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(new Error("aborted")));
    });
  const error = await failureOf(poll(stuck, new QuickClock()));
  expect(error).toMatchObject({ reason: "timed-out", polls: 1, resource: "t" });
});

test("A144: what was never there is not found; what was there has vanished", async () => {
  expect(await failureOf(poll(planOf([GONE]), new QuickClock()))).toBe(GONE);
  const error = await failureOf(poll(planOf(["A", GONE]), new QuickClock()));
  expect(error).toMatchObject({ reason: "vanished", cause: GONE });
});

test("A144: waiting until something is gone ends when it is", async () => {
  const plan = planOf(["A", "A", GONE], { untilGone: true });
  expect(await poll(plan, new QuickClock())).toBeUndefined();
});

test("A144: a look that fails and may pass is repeated until the deadline", async () => {
  const seen: unknown[] = [];
  const options = { onPoll: (info: object) => void seen.push(info) };
  expect(await poll(planOf([LOST, LOST, "READY"], { options }), new QuickClock())).toMatchObject({
    state: "READY",
  });
  expect(seen[0]).toMatchObject({ error: LOST, polls: 1 });
  const dead = await failureOf(poll(planOf([LOST]), new QuickClock()));
  expect(dead).toMatchObject({ reason: "timed-out", cause: LOST });
  const wrong = new FireworksConfigurationError("wrong");
  expect(await failureOf(poll(planOf([wrong]), new QuickClock()))).toBe(wrong);
});

test("A144: a wait outlasts what a call gives up on, and leaves the server alone as long as it asks", async () => {
  const clock = new QuickClock();
  const headers = new Headers();
  const busy = new FireworksRateLimitError("busy", { headers, status: 429, retryAfterMs: 120_000 });
  const down = new FireworksServerError("down", { headers, status: 522 });
  const plan = planOf(["A", busy, down, "READY"], { defaultMaxWaitMs: 300_000 });
  expect(await poll(plan, clock)).toMatchObject({ state: "READY" });
  expect(clock.slept).toEqual([300_000, 1_000, 120_000, 2_250]);
  const unpaid = new FireworksBillingError("unpaid", { headers, status: 429 });
  expect(await failureOf(poll(planOf(["A", unpaid]), new QuickClock()))).toBe(unpaid);
});

test("users-ask D3: an abort ends a wait at once", async () => {
  const signal = AbortSignal.abort("enough");
  const error = await failureOf(poll(planOf(["A"], { options: { signal } }), new QuickClock()));
  expect(error).toMatchObject({ name: "AbortError", cause: "enough" });
});

test.each([{ maxWaitMs: Infinity }, { maxWaitMs: 0 }, { pollMs: -1 }, { maxPollMs: Number.NaN }])(
  "A144: no wait is for ever: %j is refused",
  async (options) => {
    const error = await failureOf(poll(planOf(["A"], { options }), new QuickClock()));
    expect(error).toMatchObject({ code: "invalid_option", field: Object.keys(options)[0] });
  },
);
