/** One line, or points of their own shape, over a common axis. */
export interface PlotSeries {
  label: string;
  /** One for each `x`; null where it has nothing to say. */
  values: readonly (number | null)[];
  /** A custom property of `tokens.css`. */
  colour: string;
  kind: "line" | "points";
}
