import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_TIME } from "../../src/control-plane/batch/batch-timings.js";
import { type JobCourse, momentOf, notAheadOf } from "../../src/control-plane/batch/job-course.js";
import { fitsStars } from "../../src/patterns/star-pattern.js";
import { linesOf, textOf } from "../../src/control-plane/batch/row-lines.js";
import { leaveInputOrder, shuffledOrder } from "../../src/control-plane/batch/row-order.js";
import { SeededRandom } from "../../src/random/seeded-random.js";
import { cpuClock } from "../cpu-clock.js";

test("a pattern fits what a regular expression of the same meaning fits", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
  const plain = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
  fc.assert(
    fc.property(text, plain, (pattern, subject) => {
      const meant = new RegExp(`^${pattern.replaceAll(/\*+/g, ".*")}$`);
      expect(fitsStars(pattern, subject)).toBe(meant.test(subject));
    }),
    { numRuns: 1_000 },
  );
});

test("a pattern of many stars is looked through at once", () => {
  const spentMs = cpuClock();
  expect(fitsStars(`${"a*".repeat(5_000)}b`, "a".repeat(20_000))).toBe(false);
  expect(spentMs()).toBeLessThan(1_000);
});

test("an order holds every row once, and never is that of the input beyond two", () => {
  fc.assert(
    fc.property(fc.nat(200), fc.integer(), (count, seed) => {
      const order = shuffledOrder(count, new SeededRandom(seed));
      expect(order.toSorted((one, other) => one - other)).toEqual([...order.keys()]);
      if (count > 2) expect(order).not.toEqual([...order.keys()]);
    }),
  );
});

test("what is left of an order is not that of the input either", () => {
  const position = (item: number): number => item;
  expect(leaveInputOrder([1, 4, 9], position)).toEqual([4, 9, 1]);
  expect(leaveInputOrder([4, 1, 9], position)).toEqual([4, 1, 9]);
  expect(leaveInputOrder([1, 4], position)).toEqual([1, 4]);
});

test("lines are those of the text, wherever it is cut, without the empty ones", () => {
  const line = fc.string({ unit: fc.constantFrom("a", "ü", "😀", " ", '"'), maxLength: 6 });
  fc.assert(
    fc.property(
      fc.array(line),
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      (lines, end, closed) => {
        const text = lines.join(end) + (closed ? end : "");
        const file = { name: "x.jsonl", bytes: new TextEncoder().encode(text) };
        const wanted = lines.flatMap((one, at) =>
          one.trim() === "" ? [] : [[at + 1, one.trimEnd()]],
        );
        const found = [...linesOf([file])].map((place) => [place.line, textOf(place).trimEnd()]);
        expect(found).toEqual(wanted);
      },
    ),
  );
});

const ORDER = ["VALIDATING", "PENDING", "CREATING", "RUNNING", "WRITING_RESULTS", "COMPLETED"];
const LAST = ["COMPLETED", "FAILED", "EXPIRED"];

const anyCourse = fc.record<JobCourse>({
  createdAt: fc.constant(0),
  expiresAt: fc.integer({ min: 1, max: 2_000 }),
  timings: fc.record(
    Object.fromEntries(Object.keys(NO_TIME).map((key) => [key, fc.nat(300)])),
  ) as never,
  rows: fc.option(fc.nat(20), { nil: undefined }),
  isInvalid: fc.boolean(),
  isNeverScheduled: fc.boolean(),
  stop: fc.option(
    fc.record({
      afterRows: fc.nat(20),
      state: fc.constantFrom("JOB_STATE_FAILED" as const, "JOB_STATE_EXPIRED" as const),
    }),
    { nil: undefined },
  ),
});

test("a job only goes forward, its rows only grow, and it ends at the latest when it expires", () => {
  fc.assert(
    fc.property(anyCourse, fc.array(fc.nat(10_000)), (course, times) => {
      let before = momentOf(course, 0);
      const rank = (state = ""): number => {
        const name = state.slice("JOB_STATE_".length);
        return LAST.includes(name) ? ORDER.length : ORDER.indexOf(name);
      };
      for (const now of times.toSorted((one, other) => one - other)) {
        const moment = momentOf(course, now);
        expect(rank(moment.state)).toBeGreaterThanOrEqual(rank(before.state));
        expect(moment.dueRows).toBeGreaterThanOrEqual(before.dueRows);
        expect(moment.dueRows).toBeLessThanOrEqual(course.rows ?? 0);
        if (rank(before.state) === ORDER.length) expect(moment).toEqual(before);
        before = moment;
      }
      const end = momentOf(course, 100_000);
      if (course.rows === undefined) expect(end.state).toBe("JOB_STATE_VALIDATING");
      else expect(end.endedAt).toBeDefined();
      if (end.state === "JOB_STATE_EXPIRED")
        expect(end.endedAt).toBeLessThanOrEqual(course.expiresAt);
      if (end.state === "JOB_STATE_COMPLETED") expect(end.dueRows).toBe(course.rows);
    }),
  );
});

test("a job is shown running while its rows lag behind the clock", () => {
  const course = {
    createdAt: 0,
    expiresAt: 100,
    timings: NO_TIME,
    rows: 10,
    isInvalid: false,
    isNeverScheduled: false,
  };
  const due = momentOf(course, 50);
  expect(due.state).toBe("JOB_STATE_COMPLETED");
  expect(notAheadOf(due, 9)).toMatchObject({ state: "JOB_STATE_RUNNING", endedAt: undefined });
  expect(notAheadOf(due, 10)).toEqual(due);
});
