import type { PlotSeries } from "../parts/plot-series.js";
import { gapFacts, type GapSummary, type Pause } from "./gap-statistics.js";
import { sayCount, sayMs } from "./wording.js";

/** What the plot of gaps shows. */
export interface GapPicture {
  /** When each token after the first came, in milliseconds since the request. */
  x: number[];
  series: PlotSeries[];
  /** The same in a sentence. */
  description: string;
}

/** How far the axes of several answers go, so that they can be compared by eye. */
export interface GapScale {
  x: number;
  y: number;
}

export function gapPicture(times: readonly number[]): GapPicture {
  const { gaps, summary, pauses } = gapFacts(times);
  const series: PlotSeries[] = [{ label: "Gap", values: gaps, colour: "--cool", kind: "line" }];
  if (pauses.length > 0) {
    const marked = new Map(pauses.map(({ index, length }) => [index, length]));
    const values = gaps.map((_gap, index) => marked.get(index) ?? null);
    series.push({ label: "Pause", values, colour: "--bad", kind: "points" });
  }
  return { x: times.slice(1), series, description: describeGaps(summary, pauses) };
}

export function gapScale(answers: readonly (readonly number[])[]): GapScale {
  const gaps = answers.map((times) => gapFacts(times).summary?.max ?? 0);
  return { x: Math.max(0, ...answers.map((times) => times.at(-1) ?? 0)), y: Math.max(0, ...gaps) };
}

export function describeGaps(gaps: GapSummary | undefined, pauses: readonly Pause[]): string {
  if (gaps === undefined) return "No gaps: fewer than two tokens arrived.";
  const { count, min, median, p95, max } = gaps;
  const spread = `shortest ${sayMs(min)}, median ${sayMs(median)}, 95 % up to ${sayMs(p95)}, longest ${sayMs(max)}`;
  return `${sayCount(count)} gaps between tokens: ${spread}. ${describePauses(pauses)}`;
}

function describePauses(pauses: readonly Pause[]): string {
  const [first] = pauses;
  if (first === undefined) return "No pauses.";
  const begin = `of ${sayMs(first.length)} at ${sayMs(first.startedAt)}`;
  if (pauses.length === 1) return `One pause, ${begin}.`;
  return `${sayCount(pauses.length)} pauses, the first ${begin}.`;
}
