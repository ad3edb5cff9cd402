import type { Spread } from "./statistics.mjs";

/** What one figure of a row came to, as `--json` and `--write` write it. */
export interface BenchResult {
  row: string;
  title: string;
  unit?: string;
  digits: number;
  cells: Record<string, Spread>;
  /** What a ratio of 1 is, in `unit`. */
  floor?: number;
  goals: Record<string, number>;
  reached: Record<string, boolean>;
}
export interface BenchRun {
  machine: Record<string, string | boolean>;
  results: BenchResult[];
}
export function benchTables(run: BenchRun): Record<string, string>;
export function writeDocuments(run: BenchRun): Promise<void>;
