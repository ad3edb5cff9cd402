import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scaleOf, shownTime, timingParts } from "../../../playground/src/watch/timing.js";
import { journalRow } from "./journal-row.js";

describe("the timing bar", () => {
  test("is waiting, then first token, then streaming", () => {
    expect(timingParts(journalRow(1), 0)).toEqual([
      { name: "waiting", from: 0, to: 100 },
      { name: "first-token", from: 100, to: 150 },
      { name: "streaming", from: 150, to: 400 },
    ]);
  });

  test("is waiting alone until something comes, up to now", () => {
    const row = journalRow(1, {
      startedAt: undefined,
      firstByteAt: undefined,
      firstTokenAt: undefined,
      endedAt: undefined,
      end: "open",
    });
    expect(timingParts(row, 1_700)).toEqual([{ name: "waiting", from: 0, to: 700 }]);
  });

  test("has parts that follow each other within the whole, whatever the clock did", () => {
    const time = fc.option(fc.integer({ min: 0, max: 5_000 }), { nil: undefined });
    fc.assert(
      fc.property(time, time, time, time, (startedAt, firstByteAt, firstTokenAt, endedAt) => {
        const parts = timingParts(
          journalRow(1, { startedAt, firstByteAt, firstTokenAt, endedAt }),
          4_000,
        );
        let at = 0;
        for (const { from, to } of parts) {
          expect(from).toBe(at);
          expect(to).toBeGreaterThan(from);
          at = to;
        }
        expect(at).toBe(Math.max(0, (endedAt ?? 4_000) - 1_000));
      }),
    );
  });

  test("has a round scale on which all but the slowest few end", () => {
    const usual = Array.from({ length: 50 }, (_, at) =>
      journalRow(at, { endedAt: 1_000 + at * 7 }),
    );
    expect(scaleOf(usual, 0)).toBe(500);
    expect(scaleOf([...usual, journalRow(99, { endedAt: 90_000 })], 0)).toBe(500);
    expect(scaleOf([journalRow(1, { endedAt: 1_000 })], 0)).toBe(1);
    expect(scaleOf([], 0)).toBe(1);
  });

  test.each([
    [0, "0 ms"],
    [840.4, "840 ms"],
    [2_400, "2.4 s"],
    [12_345, "12.3 s"],
    [185_000, "3 min 5 s"],
  ])("says %d ms as %s", (ms, text) => {
    expect(shownTime(ms)).toBe(text);
  });
});
