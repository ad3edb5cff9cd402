import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { percent, surenessOf, visibleToken } from "../../../playground/src/talk/probability.js";
import { growChunks, type TokenChunk } from "../../../playground/src/talk/token-chunks.js";
import { nextToken } from "../../../playground/src/talk/token-keys.js";

const token = (text: string) => ({ text, logprob: undefined, alternatives: [] });

describe("tokens", () => {
  test("are in chunks that cover them all, and whole chunks stay while more come", () => {
    const texts = fc.array(fc.constantFrom("a", "b\n"), { maxLength: 2_000 });
    fc.assert(
      fc.property(texts, fc.nat({ max: 2_000 }), (all, cut) => {
        const tokens = all.map(token);
        const before = growChunks([], tokens.slice(0, cut));
        const after = growChunks(before, tokens);
        expect(after.slice(0, Math.max(0, before.length - 1))).toEqual(before.slice(0, -1));
        expect(after.map(({ from }) => from)).toEqual(
          [0, ...after.map(({ to }) => to)].slice(0, after.length),
        );
        expect(after.at(-1)?.to ?? 0).toBe(tokens.length);
        expect(
          Math.max(0, ...after.map(({ from, to }: TokenChunk) => to - from)),
        ).toBeLessThanOrEqual(400);
      }),
    );
  });

  test.each([
    [1, "sure", "100.00 %"],
    [0.999999, "sure", "> 99.99 %"],
    [0.9, "sure", "90.0 %"],
    [0.45, "open", "45.0 %"],
    [0.05, "rare", "5.00 %"],
    [0.00001, "rare", "< 0.01 %"],
  ])("of probability %d are %s, %s", (probability, name, shown) => {
    expect(surenessOf(Math.log(probability) + 1e-12)).toBe(name);
    expect(percent(Math.log(probability))).toBe(shown);
  });

  test("show blanks and line breaks by signs", () => {
    expect(visibleToken(" a\n\t")).toBe("␣a⏎⇥");
    expect(surenessOf(undefined)).toBeUndefined();
  });

  test.each([
    ["ArrowRight", 5, 6],
    ["ArrowRight", 99, 99],
    ["ArrowLeft", 0, 0],
    ["ArrowDown", 95, 99],
    ["End", 3, 99],
    ["Home", 3, 0],
    ["a", 3, undefined],
  ])("%s goes from %d to %d of 100", (key, at, to) => {
    expect(nextToken(key, { at, count: 100 })).toBe(to);
  });
});
