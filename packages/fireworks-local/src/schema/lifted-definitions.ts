import type { JsonSchema } from "fireworks-client/wire";
import { listOf, recordOf } from "./keyword-values.js";

const DEFINITIONS = ["$defs", "definitions"];
const SCHEMAS = ["items", "additionalProperties", "not", "if", "then", "else", "contains"];
const LISTS = ["anyOf", "oneOf", "allOf", "prefixItems"];
const MAPS = ["properties", "patternProperties", ...DEFINITIONS];

/** A request asks for the same definitions again and again; they are looked for once. */
const found = new WeakMap<JsonSchema, Map<string, JsonSchema>>();

/** The first definition of that name inside the schema, for a reference like `#/$defs/name`. */
export function liftedDefinition(root: JsonSchema, steps: string[]): JsonSchema | undefined {
  const [keyword = "", name = "", ...deeper] = steps;
  if (deeper.length > 0 || !DEFINITIONS.includes(keyword)) return undefined;
  const known = found.get(root) ?? collect(root);
  found.set(root, known);
  return known.get(`${keyword}/${name}`);
}

/** Level by level, so that the outermost definition of a name counts. */
function collect(root: JsonSchema): Map<string, JsonSchema> {
  const definitions = new Map<string, JsonSchema>();
  for (let level: unknown[] = [root]; level.length > 0;) {
    const schemas = level.map(recordOf);
    for (const schema of schemas)
      for (const keyword of DEFINITIONS)
        for (const [name, definition] of Object.entries(recordOf(schema[keyword]))) {
          const key = `${keyword}/${name}`;
          if (!definitions.has(key)) definitions.set(key, recordOf(definition));
        }
    level = schemas.flatMap(subschemas);
  }
  return definitions;
}

function subschemas(schema: Record<string, unknown>): unknown[] {
  return [
    ...SCHEMAS.map((keyword) => schema[keyword]),
    ...LISTS.flatMap((keyword) => listOf(schema[keyword])),
    ...MAPS.flatMap((keyword) => Object.values(recordOf(schema[keyword]))),
  ].filter((inner) => typeof inner === "object" && inner !== null);
}
