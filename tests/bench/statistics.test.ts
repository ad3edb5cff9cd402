import { expect, test } from "vitest";
import { powerOf, quantile, spread } from "../../bench/speed/statistics.mjs";

test("a quantile lies between two values where it falls between them, whatever their order", () => {
  expect(quantile([40, 10, 30, 20], 0.5)).toBe(25);
  expect(quantile([40, 10, 30, 20], 0.25)).toBe(17.5);
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([3, 1, 2], 1)).toBe(3);
  expect(quantile([7], 0.99)).toBe(7);
});

test("numbers are sorted as numbers, and the list stays as it was", () => {
  const values = [100, 9, 20];
  expect(quantile(values, 0.5)).toBe(20);
  expect(values).toEqual([100, 9, 20]);
});

test("a spread is the middle and both quartiles, which one odd sample does not move far", () => {
  expect(spread([1, 2, 3, 4, 5])).toEqual({ low: 2, median: 3, high: 4 });
  expect(spread([1, 2, 3, 4, 5000])).toEqual({ low: 2, median: 3, high: 4 });
});

test.each([1, 1.15, 2])("the power of y = 7 x^%d is found, wherever the sizes are", (exponent) => {
  const points = [1000, 2000, 4000, 16_000].map((x): [number, number] => [x, 7 * x ** exponent]);
  expect(powerOf(points)).toBeCloseTo(exponent, 10);
});
