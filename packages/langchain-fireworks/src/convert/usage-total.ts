import { isRecord } from "./unknown-values.js";

/**
 * Adds up the `llmOutput` of several prompts, so that `generate` and `batch` report all tokens, the
 * cached and the reasoning ones included: numbers are added at any depth, other values kept.
 */
export function addOutputs(
  outputs: readonly (Record<string, unknown> | undefined)[],
): Record<string, unknown> {
  const total: Record<string, unknown> = {};
  for (const output of outputs) {
    for (const [name, value] of Object.entries(output ?? {})) total[name] = sum(total[name], value);
  }
  return total;
}

function sum(left: unknown, right: unknown): unknown {
  if (typeof right === "number") return (typeof left === "number" ? left : 0) + right;
  if (!isRecord(right)) return right ?? left;
  return addOutputs([isRecord(left) ? left : {}, right]);
}
