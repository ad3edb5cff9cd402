import { gapsOf, type GapSummary, summarise } from "./gap-statistics.js";

/** Some tokens that follow each other, and the gaps before them. */
export interface Stretch extends GapSummary {
  /** The first and the last token, counted from 1. */
  from: number;
  to: number;
}

/** The gaps of an answer in a table that can be read: at most so many rows, each of as many tokens. */
export function stretchesOf(times: readonly number[], mostRows: number): Stretch[] {
  const gaps = gapsOf(times);
  const size = Math.max(1, Math.ceil(gaps.length / mostRows));
  const rows: Stretch[] = [];
  for (let start = 0; start < gaps.length; start += size) {
    const part = gaps.slice(start, start + size);
    const summary = summarise(part);
    // The gap at place 0 comes before the second token.
    if (summary !== undefined)
      rows.push({ from: start + 2, to: start + 1 + part.length, ...summary });
  }
  return rows;
}
