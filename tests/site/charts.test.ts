import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CONTESTANTS } from "../../bench/speed/contestants.mjs";
import { type BenchRun, benchTables } from "../../bench/speed/document.mjs";
import { amount } from "../../bench/speed/table.mjs";
import { barChart } from "../../docs/.vitepress/charts/bar-chart.js";
import { chartOf } from "../../docs/.vitepress/charts/bench-charts.js";
import { CHINESE_TITLES, CHINESE_UNITS } from "../../docs/.vitepress/charts/chinese-titles.js";
import { chartOfGroups } from "../../docs/.vitepress/charts/torture-chart.js";
import { ROOT } from "../../scripts/run-command.mjs";
import { allCells } from "../../torture/cells/all-cells.js";
import { type CountedGroup, countGroups, groupTable } from "../../torture/report/summary.js";

const read = (path: string) => readFile(join(ROOT, path), "utf8");
const bench = JSON.parse(await read("docs/numbers/benchmarks.json")) as BenchRun;
const groups = JSON.parse(await read("docs/numbers/torture.json")) as CountedGroup[];

/** The formatter pads cells and rules, which is no difference. */
const unpadded = (markdown: string) =>
  markdown.replaceAll(/-{3,}:?/g, "---").replaceAll(/ +/g, " ");
/** The texts of a chart's bars, in the order they are drawn. */
const drawn = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text);

test.each(Object.entries(benchTables(bench)))(
  "%s has the tables that benchmarks.json makes",
  async (page, tables) => {
    expect(unpadded(await read(page))).toContain(unpadded(tables));
  },
);

test("every row of the bench, and its unit, has a name in Chinese", () => {
  for (const { title, unit } of bench.results) {
    expect(CHINESE_TITLES).toHaveProperty([title]);
    if (unit !== undefined) expect(CHINESE_UNITS).toHaveProperty([unit]);
  }
});

describe.each(["en", "zh"] as const)("in %s", (language) => {
  test("every chart of the bench shows the medians of the table", () => {
    for (const result of bench.results) {
      const expected = Object.entries(result.cells).map(([name, { median }]) => [
        CONTESTANTS[name]?.title,
        amount(median, result.digits),
      ]);
      const svg = barChart(chartOf(result, language));
      const texts = drawn(svg);
      expect(texts).toEqual([
        ...expected.map(([title]) => title),
        ...expected.map(([, median]) => median),
      ]);
      for (const [title, median] of expected) expect(svg).toContain(`${title} ${median}`);
    }
  });

  test("the page of the torture has the table of torture.json, and the chart its counts", async () => {
    const page = language === "en" ? "docs/numbers/torture.md" : "docs/zh/numbers/torture.md";
    expect(unpadded(await read(page))).toContain(unpadded(groupTable(groups, language)));
    const counts = groups.map(({ cells }) => cells).toSorted((a, b) => b - a);
    const texts = drawn(barChart(chartOfGroups(groups, language)));
    expect(new Set(texts.slice(0, groups.length)).size).toBe(groups.length);
    expect(texts.slice(groups.length)).toEqual(counts.map((count) => count.toLocaleString("en")));
  });
});

test("torture.json counts the cells that there are", () => {
  expect(groups).toEqual(countGroups(allCells()));
});
