import { describe, expect, test } from "vitest";
import { compareFigures } from "../../../playground/src/measure/compare.js";
import { describeGaps, gapPicture, gapScale } from "../../../playground/src/measure/gap-picture.js";
import { stretchesOf } from "../../../playground/src/measure/gap-stretches.js";
import { beginExchange, type Exchange } from "../../../playground/src/state/exchange.js";

function answer(pieceTimes: number[], parts: Partial<Exchange> = {}): Exchange {
  const begun = beginExchange("e", { model: "m", messages: [] });
  return { ...begun, pieceTimes, firstByteAt: pieceTimes[0], endedAt: pieceTimes.at(-1), ...parts };
}

const marksOf = (exchanges: Exchange[], name: string) =>
  compareFigures(exchanges)
    .find((row) => row.name === name)
    ?.cells.map(({ isBetter }) => isBetter);

describe("two answers beside each other", () => {
  const [quick, slow] = [answer([100, 200, 300]), answer([400, 900, 1400])];

  test("have the shorter time and the higher speed marked", () => {
    expect(marksOf([slow, quick], "Time to first token")).toEqual([false, true]);
    expect(marksOf([slow, quick], "Speed after the first token")).toEqual([false, true]);
    expect(marksOf([quick, slow], "Total time")).toEqual([true, false]);
  });

  test("have nothing marked where they are the same, or one is not known", () => {
    expect(marksOf([quick, quick], "Total time")).toEqual([false, false]);
    expect(marksOf([quick, answer([])], "Time to first token")).toEqual([false, false]);
  });

  test("have no better count of tokens, and no better reason to finish", () => {
    expect(marksOf([quick, answer([1])], "Answer tokens")).toEqual([false, false]);
    expect(marksOf([quick, slow], "Finish reason")).toEqual([false, false]);
  });

  test("are drawn to one scale: that of the longest gap and the latest token", () => {
    expect(gapScale([quick.pieceTimes, slow.pieceTimes, []])).toEqual({ x: 1400, y: 500 });
  });
});

describe("the gaps of an answer", () => {
  const times = [0, 10, 20, 30, 430, 440];

  test("are drawn where they ended, with pauses as points of their own", () => {
    const { x, series } = gapPicture(times);
    expect(x).toEqual([10, 20, 30, 430, 440]);
    expect(series.map(({ label, values }) => [label, values])).toEqual([
      ["Gap", [10, 10, 10, 400, 10]],
      ["Pause", [null, null, null, 400, null]],
    ]);
  });

  test("are said in a sentence too", () => {
    expect(gapPicture(times).description).toBe(
      "5 gaps between tokens: shortest 10 ms, median 10 ms, 95 % up to 400 ms, longest 400 ms. One pause, of 400 ms at 30 ms.",
    );
    expect(describeGaps(undefined, [])).toBe("No gaps: fewer than two tokens arrived.");
  });

  test("fit a table of any length, and each is in one row of it", () => {
    const many = Array.from({ length: 1001 }, (_, at) => at * at);
    const rows = stretchesOf(many, 20);
    expect(rows).toHaveLength(20);
    expect(rows[0]).toMatchObject({ from: 2, to: 51, min: 1, max: 99 });
    expect(rows.at(-1)).toMatchObject({ to: 1001 });
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
    expect(stretchesOf([1], 20)).toEqual([]);
  });
});
