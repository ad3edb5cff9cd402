import { AIMessageChunk } from "@langchain/core/messages";
import { describe, expect, test } from "vitest";
import { CONTENT } from "../../src/structured/answer-source.js";
import { GrowingValue } from "../../src/structured/growing-value.js";
import type { ReadPlan } from "../../src/structured/read-answer.js";

const planOf = (filledBy?: object): ReadPlan<unknown> => ({
  source: CONTENT,
  check: async (value) => ({ value }),
  filledBy: filledBy as never,
});

/** What is shown after each piece. */
function shownOf(pieces: string[], plan: ReadPlan<unknown>): unknown[] {
  const value = new GrowingValue(plan);
  return pieces.map((content) => value.push(new AIMessageChunk(content)));
}

const manyProperties = (count: number): string[] => [
  "{",
  ...Array.from({ length: count }, (_, at) => `"k${at}":${at},`),
  '"end":1}',
];

describe("what a stream shows of its object", () => {
  test("up to a hundred open properties, every piece is shown", () => {
    const shown = shownOf(manyProperties(98), planOf());
    expect(new Set(shown).size).toBe(shown.length);
  });

  test.each([
    ["open", planOf()],
    ["in strict mode", planOf({ type: "object", properties: {} })],
  ])("of thousands of properties %s it is shown less often, and whole at the end", (_, plan) => {
    const shown = shownOf(manyProperties(4000), plan);
    const copied = [...new Set(shown)].map((value) => Object.keys(value as object).length);
    expect(copied.reduce((sum, properties) => sum + properties)).toBeLessThan(4100 * 101);
    expect(copied.length).toBeGreaterThan(200);
    expect(copied.at(-1)).toBe(4001);
  });

  test("what comes after the object, or after a mistake in it, costs no look", () => {
    for (const end of ['{"a":1}', '{"a":1 x', "[".repeat(501)]) {
      const shown = shownOf([end, ...Array.from({ length: 200 }, () => " more")], planOf());
      expect(new Set(shown).size).toBe(1);
    }
  });
});
