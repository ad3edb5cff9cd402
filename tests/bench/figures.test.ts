import { describe, expect, test } from "vitest";
import { beyond, plain, power, ratio } from "../../bench/speed/figures.mjs";

const at = (...values: number[]) => values.map((cpu) => ({ 2000: { cpu } }));
const ROW = { sizes: [2000] };
const even = (value: number) => ({ low: value, median: value, high: value });

describe("ratio", () => {
  test("compares samples of the same round alone: what slows a round down is in both", () => {
    const samples = { floor: at(10, 100, 10), ours: at(15, 150, 15) };
    expect(ratio({ measure: "cpu" }).cellsOf(samples, ROW).ours).toEqual(even(1.5));
  });

  test("tells what 1 is, in the unit of the row", () => {
    const floor = ratio({ measure: "cpu", per: 4 }).floorOf;
    expect(floor?.({ floor: at(20, 40, 30) }, ROW)).toBe(7.5);
  });

  test("takes the size that is compared, if a row has several", () => {
    const samples = {
      floor: [{ 1: { cpu: 1 }, 2: { cpu: 10 } }],
      ours: [{ 1: { cpu: 9 }, 2: { cpu: 30 } }],
    };
    const row = { sizes: [1, 2], comparedAt: 2 };
    expect(ratio({ measure: "cpu" }).cellsOf(samples, row).ours).toEqual(even(3));
  });
});

test("plain shows what was measured, in the unit of the row", () => {
  const cells = plain({ measure: "cpu", per: 2 }).cellsOf({ ours: at(2, 4, 6, 8, 10) }, ROW);
  expect(cells).toEqual({ ours: { low: 2, median: 3, high: 4 } });
});

describe("beyond", () => {
  const samples = { core: at(100, 200), ours: at(110, 210), client: at(50, 50) };

  test("shows what is above another's sample of the same round, who gets no cell", () => {
    const cells = beyond("core", { measure: "cpu" }).cellsOf(samples, ROW);
    expect(Object.keys(cells)).toEqual(["ours", "client"]);
    expect(cells.ours).toEqual(even(10));
  });

  test("leaves out who does not build on the other", () => {
    const cells = beyond("core", { measure: "cpu", of: ["ours"] }).cellsOf(samples, ROW);
    expect(Object.keys(cells)).toEqual(["ours"]);
  });
});

test("power goes through all sizes of a sample, each in its own round", () => {
  const samples = { ours: [{ 10: { wall: 1 }, 20: { wall: 4 }, 40: { wall: 16 } }] };
  const cells = power({ measure: "wall" }).cellsOf(samples, { sizes: [10, 20, 40] });
  expect(cells.ours?.median).toBeCloseTo(2, 10);
});
