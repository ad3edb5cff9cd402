import type { JsonSchema } from "fireworks-client/wire";
import type { SeededRandom } from "../random/seeded-random.js";
import type { ValueHints } from "./hints.js";
import type { WorkBudget } from "./work-budget.js";

/** From here on, optional parts are left out and the shortest branch is taken. */
export const DEEP = 4;

/** Where in the sample a value goes. */
export interface Place {
  /** The property the value is for, which is what hints go by. */
  name: string;
  depth: number;
}

/** What the samplers of arrays and objects need from the one that calls them. */
export interface Sampling {
  random: SeededRandom;
  hints: ValueHints;
  fillOptional: boolean;
  budget: WorkBudget;
  sample(schema: unknown, place: Place): unknown;
  fits(value: unknown, schema: unknown): boolean;
  /** False when no finite value fits. */
  hasValue(schema: unknown): boolean;
  flatten(schema: unknown): JsonSchema;
}
