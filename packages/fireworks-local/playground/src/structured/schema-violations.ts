import type { JsonSchema } from "fireworks-client/wire";
import { isRecord } from "../../../src/json/is-record.js";
import { resolveReference } from "../../../src/schema/references.js";
import { fits } from "../../../src/schema/validate.js";

/** Where a value departs from its schema: a JSON pointer, and the keyword that it breaks. */
export interface Violation {
  pointer: string;
  text: string;
}

/** Keywords whose meaning hangs on others beside them. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  additionalProperties: ["properties", "patternProperties"],
  items: ["prefixItems"],
  contains: ["minContains", "maxContains"],
  if: ["then", "else"],
};

const MOST = 20;

/** Every place that departs, deepest first found; the check itself is the server's. */
export function schemaViolations(value: unknown, root: JsonSchema): Violation[] {
  try {
    return violationsIn(value, root, { root, pointer: "" }).slice(0, MOST);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [{ pointer: "", text: `The schema could not be checked: ${why}` }];
  }
}

interface Place {
  root: JsonSchema;
  pointer: string;
}

function violationsIn(value: unknown, schema: unknown, place: Place): Violation[] {
  const { root, pointer } = place;
  if (fits(value, schema, { root })) return [];
  if (!isRecord(schema)) return [{ pointer, text: "Nothing is allowed here." }];
  const { $ref } = schema;
  const target = typeof $ref === "string" ? resolveReference($ref, root) : undefined;
  if (target !== undefined && pointer.length < 1_000) return violationsIn(value, target, place);
  const inside = childSchemas(value, schema).flatMap(([key, child, branch]) =>
    violationsIn(child, branch, { root, pointer: `${pointer}/${escaped(key)}` }),
  );
  return inside.length > 0 ? inside : brokenKeywords(value, schema, place);
}

/** The parts of a value that have a schema of their own. */
function childSchemas(value: unknown, schema: JsonSchema): [string, unknown, unknown][] {
  const { properties, items } = schema;
  if (Array.isArray(value))
    return isRecord(items) ? value.map((item, at) => [String(at), item, items]) : [];
  if (!isRecord(value) || !isRecord(properties)) return [];
  return Object.entries(properties).flatMap(([key, branch]) =>
    Object.hasOwn(value, key) ? [[key, value[key], branch] as [string, unknown, unknown]] : [],
  );
}

function brokenKeywords(value: unknown, schema: JsonSchema, place: Place): Violation[] {
  const broken = Object.keys(schema).filter((keyword) => {
    const names = [keyword, ...(TOGETHER[keyword] ?? [])];
    const part = Object.fromEntries(names.map((name) => [name, schema[name]]));
    return !fits(value, part, { root: place.root });
  });
  return broken.map((keyword) => ({
    pointer: place.pointer,
    text: describe(keyword, schema, value),
  }));
}

function describe(keyword: string, schema: JsonSchema, value: unknown): string {
  const rule = schema[keyword];
  if (keyword === "required" && Array.isArray(rule) && isRecord(value)) {
    const missing = rule.filter((name) => !Object.hasOwn(value, String(name)));
    return `Missing: ${missing.join(", ")}.`;
  }
  return `Does not fit \`${keyword}\`: ${JSON.stringify(rule)}.`;
}

const escaped = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");
