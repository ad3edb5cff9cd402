import type { MarkdownRenderer } from "vitepress";
import { benchCharts } from "../charts/bench-charts.js";
import { tortureChart } from "../charts/torture-chart.js";
import type { Language } from "../languages.js";

const MARK = /^<!-- chart: (?<name>bench|torture)(?<rows>[^>]*) -->\s*$/;

/**
 * `<!-- chart: bench content invoke -->` becomes the charts of these rows, `<!-- chart: bench -->` those of all,
 * `<!-- chart: torture -->` the chart of the matrix. On GitHub nothing is seen of the line.
 */
export function chartBlocks(md: MarkdownRenderer): void {
  md.core.ruler.push("chart-blocks", ({ tokens, env }) => {
    const { relativePath = "" } = env as { relativePath?: string };
    const language = relativePath.startsWith("zh/") ? "zh" : "en";
    for (const token of tokens) {
      const groups = token.type === "html_block" ? MARK.exec(token.content)?.groups : undefined;
      if (groups) token.content = `<div class="charts" v-pre>${drawn(groups, language)}</div>\n`;
    }
  });
}

function drawn({ name, rows = "" }: Record<string, string>, language: Language): string {
  if (name === "torture") return tortureChart(language);
  return benchCharts(language, rows.split(" ").filter(Boolean));
}
