import { isRecord } from "./unknown-values.js";

/** Usage is a few levels deep. What a broken server nests further is kept, and not added up. */
const DEEPEST = 16;

/**
 * Adds up the `llmOutput` of several prompts, so that `generate` and `batch` report all tokens, the
 * cached and the reasoning ones included: numbers are added at any depth usage has, other values kept.
 */
export function addOutputs(
  outputs: readonly (Record<string, unknown> | undefined)[],
): Record<string, unknown> {
  return addUp(outputs, 0);
}

function addUp(
  outputs: readonly (Record<string, unknown> | undefined)[],
  depth: number,
): Record<string, unknown> {
  const total = new Map<string, unknown>();
  for (const output of outputs) {
    for (const [name, value] of Object.entries(output ?? {}))
      total.set(name, sum(total.get(name), value, depth));
  }
  return Object.fromEntries(total);
}

function sum(left: unknown, right: unknown, depth: number): unknown {
  if (typeof right === "number") return (typeof left === "number" ? left : 0) + right;
  if (!isRecord(right) || depth > DEEPEST) return right ?? left;
  return addUp([isRecord(left) ? left : {}, right], depth + 1);
}
