import fc from "fast-check";
import { expect, test } from "vitest";
import { Lanes } from "../../src/pacing/lanes.js";

const drain = <T>(lanes: Lanes<T>): (T | undefined)[] =>
  Array.from({ length: lanes.size }, () => lanes.shift());

test("A115: a lane is served in order, and lanes take turns however long one of them is", () => {
  const lanes = new Lanes<string>();
  for (let call = 0; call < 4; call += 1) lanes.push(`batch ${call}`, "batch", false);
  lanes.push("single", undefined, false);
  lanes.push("other 0", "other", false);
  lanes.push("other 1", "other", false);
  expect(drain(lanes)).toEqual([
    "batch 0",
    "single",
    "other 0",
    "batch 1",
    "other 1",
    "batch 2",
    "batch 3",
  ]);
  expect(lanes.shift()).toBeUndefined();
});

test("A115: who was refused goes before those of the lane that were never sent", () => {
  const lanes = new Lanes<string>();
  lanes.push("fresh", "a", false);
  lanes.push("refused 1", "a", true);
  lanes.push("refused 2", "a", true);
  expect(drain(lanes)).toEqual(["refused 1", "refused 2", "fresh"]);
});

test("A115: whoever leaves is not served, and everybody else is, once and in order", () => {
  const entry = fc.record({ lane: fc.integer({ min: 0, max: 3 }), leaves: fc.boolean() });
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const lanes = new Lanes<{ lane: number; index: number }>();
      const leave = entries.map(({ lane }, index) => lanes.push({ lane, index }, lane, false));
      entries.forEach(({ leaves }, index) => leaves && leave[index]?.());
      const served = drain(lanes);
      const staying = entries.flatMap(({ lane, leaves }, index) =>
        leaves ? [] : [{ lane, index }],
      );
      expect(served).toHaveLength(staying.length);
      for (const lane of [0, 1, 2, 3]) {
        expect(served.filter((one) => one?.lane === lane)).toEqual(
          staying.filter((one) => one.lane === lane),
        );
      }
    }),
  );
});
