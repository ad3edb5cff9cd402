import type { JsonSchema } from "fireworks-client/wire";
import type { SeededRandom } from "../random/seeded-random.js";
import { flatten, merge } from "./merge.js";
import { NO_HINTS, type ValueHints } from "./hints.js";
import { pickType } from "./pick-type.js";
import { sampleArray } from "./sample-array.js";
import { sampleNumber } from "./sample-number.js";
import { sampleObject } from "./sample-object.js";
import { sampleString } from "./sample-string.js";
import { DEEP, type Place, type Sampling } from "./sampling.js";
import { ShortestDepth } from "./shortest-depth.js";
import { UnsatisfiableSchemaError } from "./unsatisfiable.js";
import { fits } from "./validate.js";
import { WorkBudget } from "./work-budget.js";

export interface SampleOptions {
  random: SeededRandom;
  /** Values the question offers; they are used where they fit. */
  hints?: ValueHints;
  /** Whether optional properties get values too. Default true. */
  fillOptional?: boolean;
}

/** In steps of the budget. */
const SAMPLE_COST = 50;

/** Values in one sample, over all attempts. */
const MAX_VALUES = 20_000;
const ATTEMPTS = 12;

/** Branches that lead to branches: far below what the stack bears. */
const MAX_NESTING = 300;

/** A value that fits `schema`. Throws {@link UnsatisfiableSchemaError} when none was found. */
export function sampleJson(schema: JsonSchema, options: SampleOptions): unknown {
  const sampler = new Sampler(schema, options);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const value = sampler.sample(schema, { name: "", depth: 0 });
    if (sampler.fits(value, schema)) return value;
  }
  throw new UnsatisfiableSchemaError("no value was found that fits the schema");
}

class Sampler implements Sampling {
  readonly random: SeededRandom;
  readonly hints: ValueHints;
  readonly fillOptional: boolean;
  readonly budget: WorkBudget = new WorkBudget();
  readonly #root: JsonSchema;
  readonly #shortest: ShortestDepth;
  #values = 0;
  #nesting = 0;

  constructor(root: JsonSchema, options: SampleOptions) {
    this.#root = root;
    this.random = options.random;
    this.hints = options.hints ?? NO_HINTS;
    this.fillOptional = options.fillOptional ?? true;
    this.#shortest = new ShortestDepth(root);
    if (this.#shortest.of(root) === Infinity)
      throw new UnsatisfiableSchemaError("the schema never ends");
  }

  sample(schema: unknown, place: Place): unknown {
    this.#values += 1;
    this.budget.spend(SAMPLE_COST);
    if (this.#values > MAX_VALUES || this.#nesting > MAX_NESTING)
      throw new UnsatisfiableSchemaError("the value is too large");
    this.#nesting += 1;
    const value = this.#sampleFlat(flatten(schema, this.#root, this.budget), place);
    this.#nesting -= 1;
    return value;
  }

  #sampleFlat(flat: JsonSchema, place: Place): unknown {
    for (const keyword of ["anyOf", "oneOf"])
      if (Array.isArray(flat[keyword])) return this.#sampleBranch(flat, keyword, place);
    if ("const" in flat) return flat["const"];
    if (Array.isArray(flat["enum"])) return this.#choose(flat, flat["enum"]);
    return this.#sampleType(flat, place);
  }

  fits(value: unknown, schema: unknown): boolean {
    return fits(value, schema, { root: this.#root, budget: this.budget });
  }

  hasValue(schema: unknown): boolean {
    return this.#shortest.of(schema) !== Infinity;
  }

  flatten(schema: unknown): JsonSchema {
    return flatten(schema, this.#root, this.budget);
  }

  #sampleBranch(flat: JsonSchema, keyword: string, place: Place): unknown {
    const { [keyword]: branches, ...rest } = flat;
    let value: unknown = null;
    for (const branch of this.#inOrder(branches as unknown[], place.depth)) {
      value = this.sample(merge(rest, flatten(branch, this.#root, this.budget)), place);
      if (this.fits(value, flat)) return value;
    }
    return value;
  }

  /** Real values before `null`, in a seeded order; deep down, whatever ends soonest. */
  #inOrder(branches: unknown[], depth: number): unknown[] {
    const isDeep = depth >= DEEP;
    const ranked = branches.map((branch) => ({
      branch,
      depth: this.#shortest.of(branch),
      isNull: (branch as JsonSchema | null)?.["type"] === "null",
      order: this.random.next(),
    }));
    return ranked
      .filter((one) => one.depth !== Infinity)
      .toSorted(
        (one, other) =>
          (isDeep ? one.depth - other.depth : 0) ||
          Number(one.isNull) - Number(other.isNull) ||
          one.order - other.order,
      )
      .map((one) => one.branch);
  }

  #choose(flat: JsonSchema, values: unknown[]): unknown {
    const { enum: _choices, ...rest } = flat;
    const fitting = values.filter((value) => this.fits(value, rest));
    const [first, ...others] = fitting;
    if (first === undefined) return values[0];
    const named = this.hints.choice(fitting.filter((value) => typeof value === "string"));
    return named ?? this.random.pick([first, ...others.filter((value) => value !== null)]);
  }

  #sampleType(flat: JsonSchema, place: Place): unknown {
    const { random, hints } = this;
    const { name } = place;
    const accepts = (value: unknown): boolean => this.fits(value, flat);
    const type = pickType(flat, place.depth >= DEEP);
    switch (type) {
      case "null":
        return null;
      case "boolean":
        return hints.boolean(name) ?? random.next() < 0.5;
      case "integer":
      case "number":
        return hints.number(name, accepts) ?? sampleNumber(flat, type, random);
      case "array":
        return sampleArray(flat, place, this);
      case "object":
        return sampleObject(flat, place, this);
      default:
        return (
          hints.string(name, { format: flat["format"], accepts }) ??
          sampleString(flat, { name, random, accepts, budget: this.budget })
        );
    }
  }
}
