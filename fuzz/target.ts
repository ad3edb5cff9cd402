import type { IAsyncProperty, IProperty } from "fast-check";

/** A property that the suite holds with few runs, and `npm run fuzz` with many. */
export interface FuzzTarget {
  /** As `--only` finds it. */
  name: string;
  /** What has to hold, whatever is thrown at it. */
  promise: string;
  /** Runs for each seed of `npm run fuzz`. */
  runs: number;
  /** Runs in the suite, from one fixed seed. */
  suiteRuns: number;
  /** Throws, or rejects, when the promise is broken. */
  property: IProperty<never> | IAsyncProperty<never>;
}

/** The types of what a property is given are its own affair. */
export const asProperty = <Given>(
  property: IProperty<Given> | IAsyncProperty<Given>,
): FuzzTarget["property"] => property as unknown as FuzzTarget["property"];
