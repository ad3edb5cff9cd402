import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  gapFacts,
  gapsOf,
  percentile,
  summarise,
} from "../../../playground/src/measure/gap-statistics.js";

const measured = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 });

describe("gaps", () => {
  test("are the times between arrivals, one fewer than there are arrivals", () => {
    expect(gapsOf([100, 130, 130, 190])).toEqual([30, 0, 60]);
    expect(gapsOf([100])).toEqual([]);
    expect(gapsOf([])).toEqual([]);
  });

  test("have no summary where there are none", () => {
    expect(summarise([])).toBeUndefined();
  });

  test("are summed up by values that were measured", () => {
    expect(summarise([5, 1, 9, 3])).toEqual({ count: 4, min: 1, median: 3, p95: 9, max: 9 });
    expect(summarise([10, 9, 100])).toMatchObject({ min: 9, median: 10, max: 100 });
  });
});

describe("a percentile", () => {
  test("is a measured value which at least that share does not exceed, and no smaller one does", () => {
    fc.assert(
      fc.property(measured, fc.double({ min: 0.001, max: 1, noNaN: true }), (values, share) => {
        const sorted = Float64Array.from(values).toSorted();
        const value = percentile(sorted, share);
        const shareUpTo = (limit: number) =>
          values.filter((one) => one <= limit).length / values.length;
        expect(values).toContain(value);
        expect(shareUpTo(value)).toBeGreaterThanOrEqual(share);
        const smaller = values.filter((one) => one < value);
        if (smaller.length > 0) expect(shareUpTo(Math.max(...smaller))).toBeLessThan(share);
      }),
    );
  });

  test("grows with its share, from the least to the greatest", () => {
    fc.assert(
      fc.property(measured, (values) => {
        const { min, median, p95, max } = summarise(values) ?? expect.unreachable();
        expect([min, median, p95, max]).toEqual([
          ...Float64Array.from([min, median, p95, max]).toSorted(),
        ]);
        expect([min, max]).toEqual([Math.min(...values), Math.max(...values)]);
      }),
    );
  });
});

const pausesOf = (times: readonly number[]) => gapFacts(times).pauses;

describe("a pause", () => {
  const steady = Array.from({ length: 50 }, (_, index) => index * 10);

  test("is not found in a steady stream", () => {
    expect(pausesOf(steady)).toEqual([]);
  });

  test("is told with its place, its begin and its length", () => {
    const times = [...steady, 490 + 400, 490 + 410];
    expect(pausesOf(times)).toEqual([{ index: 49, startedAt: 490, length: 400 }]);
  });

  test("is five times as long as usual, so a slow stream has none", () => {
    expect(pausesOf([0, 300, 600, 900, 1300])).toEqual([]);
    expect(pausesOf([0, 300, 600, 900, 2500])).toMatchObject([{ length: 1600 }]);
  });

  test("is found in an answer that goes on after it was looked at", () => {
    const times = [0, 10, 20];
    expect(gapFacts(times)).toMatchObject({ summary: { count: 2 }, pauses: [] });
    times.push(400);
    expect(gapFacts(times)).toMatchObject({ summary: { count: 3 }, pauses: [{ length: 380 }] });
  });

  test("is a tenth of a second or more, so that a packet's end is none", () => {
    expect(pausesOf([0, 0, 0, 0, 99])).toEqual([]);
    expect(pausesOf([0, 0, 0, 0, 100])).toHaveLength(1);
  });
});
