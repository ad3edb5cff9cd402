import { eachSchema } from "./subschemas.js";
import { isRecord } from "./unknown-values.js";

/** The steps as a pointer in a URI fragment: `#/properties/a~1b`. */
export function jsonPointer(steps: readonly string[]): string {
  return ["#", ...steps.map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");
}

/**
 * What a `$ref` inside a document refers to; undefined when there is nothing, or when it means
 * another document. Fireworks also finds a definition that stands deeper in the document (section
 * 2.5 of the contract); the root's own wins.
 */
export function resolveReference(reference: string, root: unknown): unknown {
  if (reference !== "#" && !reference.startsWith("#/")) return undefined;
  const steps = reference.split("/").slice(1).map(decodedStep);
  return at(root, steps) ?? nestedDefinition(root, steps);
}

function at(root: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((place, step) => {
    if (Array.isArray(place)) return place[Number(step)];
    return isRecord(place) && Object.hasOwn(place, step) ? place[step] : undefined;
  }, root);
}

function nestedDefinition(root: unknown, [keyword = "", name, ...rest]: string[]): unknown {
  if ((keyword !== "$defs" && keyword !== "definitions") || name === undefined || rest.length > 0) {
    return undefined;
  }
  let found: unknown;
  eachSchema(root, (schema) => (found ??= at(schema[keyword], [name])));
  return found;
}

function decodedStep(step: string): string {
  const plain = step.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
