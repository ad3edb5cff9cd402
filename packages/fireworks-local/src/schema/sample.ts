import type { JsonSchema } from "fireworks-client/wire";
import type { SeededRandom } from "../answers/random.js";
import { flatten, merge } from "./merge.js";
import { NO_HINTS, type ValueHints } from "./hints.js";
import { sampleNumber } from "./sample-number.js";
import { sampleString } from "./sample-string.js";
import { ShortestDepth } from "./shortest-depth.js";
import { equalJson } from "./equal-json.js";
import { pickType } from "./pick-type.js";
import { UnsatisfiableSchemaError } from "./unsatisfiable.js";
import { fits } from "./validate.js";

export interface SampleOptions {
  random: SeededRandom;
  /** Values the question offers; they are used where they fit. */
  hints?: ValueHints;
  /** Whether optional properties get values too. Default true. */
  fillOptional?: boolean;
}

/** Values in one sample, over all attempts. */
const MAX_VALUES = 20_000;
const ATTEMPTS = 12;

/** From here on, optional parts are left out and the shortest branch is taken. */
const DEEP = 4;

/** A value that fits `schema`. Throws {@link UnsatisfiableSchemaError} when none was found. */
export function sampleJson(schema: JsonSchema, options: SampleOptions): unknown {
  const sampler = new Sampler(schema, options);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const value = sampler.sample(schema, { name: "", depth: 0 });
    if (fits(value, schema, { root: schema })) return value;
  }
  throw new UnsatisfiableSchemaError("no value was found that fits the schema");
}

interface Place {
  /** The property the value is for, which is what hints go by. */
  name: string;
  depth: number;
}

class Sampler {
  readonly #root: JsonSchema;
  readonly #random: SeededRandom;
  readonly #hints: ValueHints;
  readonly #fillOptional: boolean;
  readonly #shortest: ShortestDepth;
  #values = 0;

  constructor(root: JsonSchema, options: SampleOptions) {
    this.#root = root;
    this.#random = options.random;
    this.#hints = options.hints ?? NO_HINTS;
    this.#fillOptional = options.fillOptional ?? true;
    this.#shortest = new ShortestDepth(root);
    if (this.#shortest.of(root) === Infinity)
      throw new UnsatisfiableSchemaError("the schema never ends");
  }

  sample(schema: unknown, place: Place): unknown {
    this.#values += 1;
    if (this.#values > MAX_VALUES) throw new UnsatisfiableSchemaError("the value is too large");
    const flat = flatten(schema, this.#root);
    for (const keyword of ["anyOf", "oneOf"])
      if (Array.isArray(flat[keyword])) return this.#sampleBranch(flat, keyword, place);
    if ("const" in flat) return flat["const"];
    if (Array.isArray(flat["enum"])) return this.#choose(flat, flat["enum"]);
    return this.#sampleType(flat, place);
  }

  #fits(value: unknown, schema: unknown): boolean {
    return fits(value, schema, { root: this.#root });
  }

  #sampleBranch(flat: JsonSchema, keyword: string, place: Place): unknown {
    const { [keyword]: branches, ...rest } = flat;
    let value: unknown = null;
    for (const branch of this.#inOrder(branches as unknown[], place.depth)) {
      value = this.sample(merge(rest, flatten(branch, this.#root)), place);
      if (this.#fits(value, flat)) return value;
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
      order: this.#random.next(),
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
    const fitting = values.filter((value) => this.#fits(value, flat));
    const [first, ...others] = fitting;
    if (first === undefined) return values[0];
    const named = this.#hints.choice(fitting.filter((value) => typeof value === "string"));
    return named ?? this.#random.pick([first, ...others.filter((value) => value !== null)]);
  }

  #sampleType(flat: JsonSchema, place: Place): unknown {
    const accepts = (value: unknown): boolean => this.#fits(value, flat);
    const type = pickType(flat, place.depth >= DEEP);
    switch (type) {
      case "null":
        return null;
      case "boolean":
        return this.#hints.boolean(place.name) ?? this.#random.next() < 0.5;
      case "integer":
      case "number":
        return this.#hints.number(place.name, accepts) ?? sampleNumber(flat, type, this.#random);
      case "array":
        return this.#sampleArray(flat, place);
      case "object":
        return this.#sampleObject(flat, place);
      default:
        return (
          this.#hints.string(place.name, accepts) ?? sampleString(flat, place.name, this.#random)
        );
    }
  }

  #sampleArray(flat: JsonSchema, { name, depth }: Place): unknown[] {
    const prefix = Array.isArray(flat["prefixItems"]) ? flat["prefixItems"] : [];
    const min = Number(flat["minItems"] ?? 0);
    const wanted = depth >= DEEP ? min : Math.max(min, prefix.length, this.#random.integer(1, 3));
    const length = Math.min(wanted, Number(flat["maxItems"] ?? Infinity));
    const items: unknown[] = [];
    for (let tries = 0; items.length < length && tries < length * 8; tries += 1) {
      const schema: unknown = prefix[items.length] ?? flat["items"] ?? {};
      if (schema === false || this.#shortest.of(schema) === Infinity) break;
      const item = this.sample(schema, { name, depth: depth + 1 });
      if (flat["uniqueItems"] === true && items.some((other) => equalJson(item, other))) continue;
      items.push(item);
    }
    return items;
  }

  #sampleObject(flat: JsonSchema, place: Place): Record<string, unknown> {
    const properties = (flat["properties"] ?? {}) as Record<string, unknown>;
    const required = new Set(Array.isArray(flat["required"]) ? flat["required"].map(String) : []);
    const rest = flat["additionalProperties"] ?? {};
    const entries = new Map<string, unknown>();
    const add = (key: string, schema: unknown): void => {
      entries.set(key, this.sample(schema, { name: key, depth: place.depth + 1 }));
    };
    for (const [key, schema] of Object.entries(properties)) if (required.has(key)) add(key, schema);
    for (const key of required) if (!entries.has(key)) add(key, rest);
    const room = Number(flat["maxProperties"] ?? Infinity);
    for (const [key, schema] of Object.entries(properties))
      if (!entries.has(key) && entries.size < room && this.#wantsOptional(key, schema, place.depth))
        add(key, schema);
    const least = Math.max(Number(flat["minProperties"] ?? 0), this.#mapSize(flat, place.depth));
    const wanted = rest === false ? 0 : Math.min(least, room);
    for (let index = 1; entries.size < wanted; index += 1)
      if (!Object.hasOwn(properties, `key${index}`)) add(`key${index}`, rest);
    return inSchemaOrder(entries, properties);
  }

  #wantsOptional(key: string, schema: unknown, depth: number): boolean {
    if (depth >= DEEP || this.#shortest.of(schema) === Infinity) return false;
    return this.#fillOptional || this.#hints.mentions(key);
  }

  /** A map without named properties gets one entry, so that its values are seen. */
  #mapSize(flat: JsonSchema, depth: number): number {
    const isMap =
      flat["properties"] === undefined && typeof flat["additionalProperties"] === "object";
    return isMap && this.#fillOptional && depth < DEEP ? 1 : 0;
  }
}

function inSchemaOrder(
  entries: Map<string, unknown>,
  properties: Record<string, unknown>,
): Record<string, unknown> {
  const keys = new Set([...Object.keys(properties), ...entries.keys()]);
  return Object.fromEntries(
    [...keys].filter((key) => entries.has(key)).map((key) => [key, entries.get(key)]),
  );
}
