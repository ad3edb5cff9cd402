import type { JsonSchema } from "fireworks-client/wire";
import { conditionalBranches } from "./conditional.js";
import { resolveReference } from "./references.js";

/** A schema whose smallest value nests deeper than this counts as one without any value. */
const DEEPEST = 24;

/**
 * How deep the smallest value of a schema nests. Recursive schemas are sampled by steering to the
 * branch that ends soonest; one that never ends has no finite value.
 */
export class ShortestDepth {
  readonly #root: JsonSchema;
  readonly #known = new Map<object, Map<number, boolean>>();

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  of(schema: unknown): number {
    for (let depth = 0; depth <= DEEPEST; depth += 1)
      if (this.#endsWithin(schema, depth)) return depth;
    return Infinity;
  }

  #endsWithin(schema: unknown, depth: number): boolean {
    if (schema === false || depth < 0) return false;
    if (typeof schema !== "object" || schema === null) return true;
    const known = this.#known.get(schema) ?? new Map<number, boolean>();
    this.#known.set(schema, known);
    const before = known.get(depth);
    if (before !== undefined) return before;
    const ends = this.#look(schema as JsonSchema, depth);
    known.set(depth, ends);
    return ends;
  }

  #look(schema: JsonSchema, depth: number): boolean {
    const ends = (inner: unknown): boolean => this.#endsWithin(inner, depth - 1);
    const { $ref, allOf, anyOf, oneOf, required } = schema;
    const conditional = conditionalBranches(schema);
    const properties = (schema["properties"] ?? {}) as Record<string, unknown>;
    return (
      !allowsNothing(schema) &&
      (conditional === undefined || conditional.some(ends)) &&
      (typeof $ref !== "string" || ends(resolveReference($ref, this.#root) ?? false)) &&
      (!Array.isArray(allOf) || allOf.every(ends)) &&
      (!Array.isArray(anyOf) || anyOf.some(ends)) &&
      (!Array.isArray(oneOf) || oneOf.some(ends)) &&
      (!Array.isArray(required) ||
        required.every((key) => ends(properties[String(key)] ?? true))) &&
      neededItems(schema).every(ends)
    );
  }
}

/** `z.never()` is written `{not: {}}`. */
function allowsNothing({ not, enum: choices }: JsonSchema): boolean {
  const excluded = typeof not === "object" && not !== null && Object.keys(not).length === 0;
  return not === true || excluded || (Array.isArray(choices) && choices.length === 0);
}

/** The schemas of the items an array cannot do without. */
function neededItems({ minItems, prefixItems, items }: JsonSchema): unknown[] {
  const least = typeof minItems === "number" ? minItems : 0;
  const prefix: unknown[] = Array.isArray(prefixItems) ? prefixItems : [];
  return [...prefix.slice(0, least), ...(least > prefix.length ? [items ?? true] : [])];
}
