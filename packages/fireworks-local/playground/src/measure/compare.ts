import type { Exchange } from "../state/exchange.js";
import { type FigureRow, figureRows } from "./figure-rows.js";

/** One figure of two answers or more. */
export interface ComparedRow {
  name: string;
  cells: { shown: string; isBetter: boolean }[];
}

/** The figures of answers beside each other. The better one is marked once all are over, and never of equals. */
export function compareFigures(exchanges: readonly Exchange[]): ComparedRow[] {
  const [first = [], ...others] = exchanges.map(figureRows);
  return first.map((row, at) => {
    const rows = [row, ...others.map((column) => column[at] ?? row)];
    const best = bestOf(rows);
    return {
      name: row.name,
      cells: rows.map(({ shown, value }) => ({
        shown,
        isBetter: best !== undefined && value === best,
      })),
    };
  });
}

/** Undefined where a figure is missing, where neither is better, and where all are the same as they are shown. */
function bestOf(rows: readonly FigureRow[]): number | undefined {
  const better = rows[0]?.better;
  const values = rows.map(({ value }) => value).filter((value) => value !== undefined);
  if (better === undefined || values.length < rows.length) return undefined;
  if (new Set(rows.map(({ shown }) => shown)).size === 1) return undefined;
  return better === "lower" ? Math.min(...values) : Math.max(...values);
}
