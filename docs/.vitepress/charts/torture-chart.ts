import { readFileSync } from "node:fs";
import type { CountedGroup } from "../../../torture/report/summary.js";
import type { Language } from "../languages.js";
import { type BarChart, barChart } from "./bar-chart.js";

const DATA = new URL("../../numbers/torture.json", import.meta.url);

const WORDS = {
  en: { title: "Cells of the matrix by what goes wrong (logarithmic)", and: "; ", width: 44 },
  zh: { title: "按出错内容统计的矩阵格数（对数坐标）", and: "；", width: 22 },
};

export function tortureChart(language: Language): string {
  const groups = JSON.parse(readFileSync(DATA, "utf8")) as CountedGroup[];
  return barChart(chartOfGroups(groups, language));
}

/** The largest first. The whole words are in the table. */
export function chartOfGroups(groups: readonly CountedGroup[], language: Language): BarChart {
  const { title, and, width } = WORDS[language];
  const bars = groups
    .toSorted((a, b) => b.cells - a.cells)
    .map(({ title: told, cells }) => ({
      label: shortened(told[language].replaceAll("`", ""), width),
      value: cells,
      text: cells.toLocaleString("en"),
      isOurs: true,
    }));
  const description = bars.map(({ label, text }) => `${label}: ${text}`).join(and);
  return {
    id: "chart-torture",
    title,
    description,
    bars,
    isLogarithmic: true,
    width: 680,
    labelWidth: 340,
  };
}

/** Without its middle, since some begin alike. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const ending = Math.floor(length / 3);
  return `${text.slice(0, length - ending - 1).trimEnd()}…${text.slice(-ending).trimStart()}`;
}
