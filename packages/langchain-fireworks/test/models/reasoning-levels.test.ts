import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import {
  EFFORT_WORDS,
  effortLevels,
  historyModes,
  takenWords,
} from "../../src/models/reasoning-levels.js";

const YES: readonly string[] = ["yes", "是"];

/** The cells of the page's table of models, a row each. */
async function tableOf(page: string): Promise<string[][]> {
  const url = new URL(`../../../../docs/${page}`, import.meta.url);
  const lines = (await readFile(url, "utf8")).split("\n");
  return lines
    .filter((line) => /^\| `[a-z0-9-]+`.*\| (none, )?low, medium, high/.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()));
}

describe("A96: the table of section 2.6", () => {
  test.each(["guides/reasoning.md", "zh/guides/reasoning.md"])("is the one in %s", async (page) => {
    const rows = await tableOf(page);
    expect(rows).toHaveLength(14);
    for (const [, models = "", words, , booleans = "", tokens = "", left = ""] of rows) {
      const names = [...models.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
      expect(names).not.toHaveLength(0);
      for (const name of names) {
        const levels = effortLevels(name);
        if (!levels) throw new Error(`${name} has no row.`);
        expect([name, takenWords(levels).join(", ")]).toStrictEqual([name, words]);
        expect([name, levels.booleans !== false]).toStrictEqual([
          name,
          /yes|true|是/.test(booleans),
        ]);
        expect([name, levels.budgets === true]).toStrictEqual([name, YES.includes(tokens)]);
        const named = EFFORT_WORDS.find((word) => word === left);
        expect([name, levels.default === "on" ? undefined : levels.default]).toStrictEqual([
          name,
          named,
        ]);
      }
    }
  });

  test.each([
    ["nobody knows the model", undefined],
    ["a model without a row", "ember-1"],
    ["an embedding model of a known family", "qwen3-embedding-8b"],
    ["a later generation", "qwen3p8-max"],
    ["a later minor version", "kimi-k2-instruct"],
  ])("%s: nothing is assumed", (_, name) => {
    expect(effortLevels(name)).toBeUndefined();
  });

  test("every alias stands for a level of its own row, and every row says its source and date", () => {
    for (const name of ["deepseek-v3p2", "deepseek-v4-pro", "glm-5p2", "glm-5p3", "kimi-k3"]) {
      const { levels, actsAs = {}, source } = effortLevels(name) ?? { levels: [], source: "" };
      for (const [alias, level] of Object.entries(actsAs)) {
        expect(levels).toContain(level);
        expect(levels).not.toContain(alias);
      }
      expect(source).toMatch(/2026/);
    }
  });

  test.each<[string, string[] | undefined, string | undefined]>([
    ["kimi-k2p6", ["disabled", "interleaved", "preserved"], "preserved"],
    ["kimi-k3", undefined, undefined],
    ["minimax-m2p7", ["disabled", "interleaved"], "interleaved"],
    ["glm-4p6", ["disabled", "interleaved"], "interleaved"],
    ["glm-4p7", ["disabled", "interleaved", "preserved"], "interleaved"],
    ["qwen3p6-plus", ["disabled", "preserved"], "preserved"],
    ["deepseek-v4-flash", ["interleaved"], "interleaved"],
    ["deepseek-v4p1-flash", undefined, undefined],
  ])("A91: reasoning_history of %s", (name, modes, preset) => {
    expect(historyModes(name)?.modes).toStrictEqual(modes);
    expect(historyModes(name)?.default).toBe(preset);
  });
});
