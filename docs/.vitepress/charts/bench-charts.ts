import { readFileSync } from "node:fs";
import { CONTESTANTS } from "../../../bench/speed/contestants.mjs";
import type { BenchResult, BenchRun } from "../../../bench/speed/document.mjs";
import { amount } from "../../../bench/speed/table.mjs";
import type { Language } from "../languages.js";
import { type Bar, type BarChart, barChart } from "./bar-chart.js";
import { CHINESE_TITLES, CHINESE_UNITS } from "./chinese-titles.js";

const DATA = new URL("../../numbers/benchmarks.json", import.meta.url);

const WORDS = {
  en: {
    floor: (scale: string) => `times the floor, which is ${scale}`,
    goal: (goal: number) => `The dashed line is the goal of ChatFireworks: ${goal} at most.`,
    and: "; ",
    title: (title: string) => title.replaceAll("`", ""),
    unit: (unit: string) => unit,
  },
  zh: {
    floor: (scale: string) => `底线的倍数，底线为 ${scale}`,
    goal: (goal: number) => `虚线是 ChatFireworks 的目标：不超过 ${goal}。`,
    and: "；",
    title: (title: string) => CHINESE_TITLES[title] ?? title.replaceAll("`", ""),
    unit: (unit: string) => CHINESE_UNITS[unit] ?? unit,
  },
};

/** What is measured in order of the table; of some rows only, if any are named. */
export function benchCharts(language: Language, rows: readonly string[]): string {
  const { results } = JSON.parse(readFileSync(DATA, "utf8")) as BenchRun;
  const unknown = rows.filter((name) => !results.some(({ row }) => row === name));
  if (unknown.length > 0) throw new Error(`benchmarks.json has no row ${unknown.join(", ")}`);
  return results
    .filter(({ row }) => rows.length === 0 || rows.includes(row))
    .map((result) => barChart(chartOf(result, language)))
    .join("");
}

export function chartOf(result: BenchResult, language: Language): BarChart {
  const bars = Object.entries(result.cells).map((cell) => barOf(cell, result));
  const title = `${WORDS[language].title(result.title)}${measureOf(result, language)}`;
  return { id: idOf(result), title, bars, goal: result.goals.ours, description: said() };

  function said(): string {
    const words = WORDS[language];
    const values = bars.map(({ label, text }) => `${label} ${text}`).join(words.and);
    const goal = result.goals.ours;
    return goal === undefined ? values : `${values}. ${words.goal(goal)}`;
  }
}

function measureOf({ floor, unit }: BenchResult, language: Language): string {
  const words = WORDS[language];
  const shown = unit === undefined ? undefined : words.unit(unit);
  if (floor === undefined) return shown === undefined ? "" : `, ${shown}`;
  return ` (${words.floor(`${amount(floor, 2)} ${shown}`)})`;
}

function barOf([name, { median, low, high }]: [string, Spread], { digits }: BenchResult): Bar {
  return {
    label: CONTESTANTS[name]?.title ?? name,
    value: median,
    text: amount(median, digits),
    spread: [low, high],
    isOurs: /^(?:ours|client)/.test(name),
  };
}

type Spread = BenchResult["cells"][string];

const idOf = ({ row, title }: BenchResult): string =>
  `chart-${row}-${title.replaceAll(/\W+/g, "-")}`;
