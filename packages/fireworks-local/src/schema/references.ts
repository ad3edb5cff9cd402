import { isRecord } from "../json/is-record.js";
import type { JsonSchema } from "fireworks-client/wire";
import { liftedDefinition } from "./lifted-definitions.js";

/**
 * The schema an in-document reference names, or undefined. `#/$defs/X` and `#/definitions/X` are
 * JSON pointers from the root; where the root has no such definition, one of a nested schema is
 * taken (contract 2.5). Other documents are not read.
 */
export function resolveReference(reference: string, root: JsonSchema): JsonSchema | undefined {
  if (!reference.startsWith("#")) return undefined;
  const steps = reference.slice(1).split("/").slice(1).map(decodeStep);
  return follow(root, steps) ?? liftedDefinition(root, steps);
}

function follow(root: JsonSchema, steps: string[]): JsonSchema | undefined {
  let current: unknown = root;
  for (const step of steps) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, step))
      return undefined;
    current = (current as Record<string, unknown>)[step];
  }
  return isRecord(current) ? current : undefined;
}

function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return step;
  }
}
