import type { JsonSchema } from "fireworks-client/wire";
import { listOf, numberOf, recordOf } from "./keyword-values.js";
import { keyNames } from "./key-names.js";
import { DEEP, type Place, type Sampling } from "./sampling.js";
import { schemasOfKey } from "./schemas-of-key.js";

/** Required keys, then optional ones, then as many others as a map or `minProperties` wants. */
export function sampleObject(
  flat: JsonSchema,
  place: Place,
  sampling: Sampling,
): Record<string, unknown> {
  const properties = recordOf(flat["properties"]);
  const required = new Set(listOf(flat["required"]).map(String));
  const entries = new Map<string, unknown>();
  const add = (key: string): void => {
    entries.set(key, sampleValue(key, flat, place, sampling));
  };
  // In the order of the properties, which is that of the values in the question.
  for (const key of Object.keys(properties)) if (required.has(key)) add(key);
  for (const key of required) if (!entries.has(key)) add(key);
  const least = Math.max(numberOf(flat["minProperties"], 0), mapSize(flat, place, sampling));
  const most = numberOf(flat["maxProperties"], Infinity);
  for (const key of Object.keys(properties)) {
    const isWanted = entries.size < least || wantsOptional(key, place, sampling);
    if (entries.has(key) || entries.size >= most || !isWanted) continue;
    addIfPossible(key, { flat, place, sampling, entries });
  }
  if (entries.size < least)
    for (const key of keyNames(flat, sampling)) {
      if (entries.size >= Math.min(least, most)) break;
      if (!entries.has(key) && !Object.hasOwn(properties, key)) add(key);
    }
  return inSchemaOrder(entries, properties);
}

interface Filling {
  flat: JsonSchema;
  place: Place;
  sampling: Sampling;
  entries: Map<string, unknown>;
}

/** An optional key that can have no value, or was given none that fits, is left out. */
function addIfPossible(key: string, { flat, place, sampling, entries }: Filling): void {
  const schema = { allOf: schemasOfKey(flat, key, sampling.budget) };
  if (!sampling.hasValue(schema) || !sampling.fits(key, flat["propertyNames"])) return;
  const value = sampleValue(key, flat, place, sampling);
  if (sampling.fits(value, schema)) entries.set(key, value);
}

function sampleValue(key: string, flat: JsonSchema, place: Place, sampling: Sampling): unknown {
  const schemas = schemasOfKey(flat, key, sampling.budget);
  const schema = schemas.length === 1 ? schemas[0] : { allOf: schemas };
  return sampling.sample(schema, { name: key, depth: place.depth + 1 });
}

function wantsOptional(key: string, { depth }: Place, { fillOptional, hints }: Sampling): boolean {
  return depth < DEEP && (fillOptional || hints.mentions(key));
}

/** A map without named properties gets one entry, so that its values are seen. */
function mapSize(flat: JsonSchema, { depth }: Place, { fillOptional }: Sampling): number {
  const { properties, additionalProperties, patternProperties } = flat;
  const values = additionalProperties ?? patternProperties;
  const isMap = properties === undefined && typeof values === "object";
  return isMap && fillOptional && depth < DEEP ? 1 : 0;
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
