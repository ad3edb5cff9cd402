import type { JsonSchema } from "fireworks-client/wire";

/**
 * The schema an in-document reference names, or undefined. `#/$defs/X` and `#/definitions/X` are
 * JSON pointers from the root; other documents are not read (contract 2.5).
 */
export function resolveReference(reference: string, root: JsonSchema): JsonSchema | undefined {
  if (!reference.startsWith("#")) return undefined;
  const steps = reference.slice(1).split("/").slice(1).map(decodeStep);
  let current: unknown = root;
  for (const step of steps) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, step))
      return undefined;
    current = (current as Record<string, unknown>)[step];
  }
  return typeof current === "object" && current !== null && !Array.isArray(current)
    ? (current as JsonSchema)
    : undefined;
}

function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return step;
  }
}
