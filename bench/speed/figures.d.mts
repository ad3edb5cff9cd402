import type { Spread } from "./statistics.mjs";

/** What was measured in one sample, by the size of the work. */
export type Sample = Record<number, Record<string, number>>;
export type Samples = Record<string, Sample[]>;
export interface Row {
  sizes: number[];
  comparedAt?: number;
}
export interface FigureOptions {
  measure: string;
  per?: number;
  of?: string[];
}
export interface Figure {
  cellsOf(samples: Samples, row: Row): Record<string, Spread>;
  floorOf?(samples: Samples, row: Row): number;
}
export function ratio(options: FigureOptions): Figure;
export function plain(options: FigureOptions): Figure;
export function beyond(other: string, options: FigureOptions): Figure;
export function power(options: FigureOptions): Figure;
