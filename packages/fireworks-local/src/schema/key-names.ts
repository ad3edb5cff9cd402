import type { JsonSchema } from "fireworks-client/wire";
import { numberOf, recordOf } from "./keyword-values.js";
import { sampleString } from "./sample-string.js";
import type { Sampling } from "./sampling.js";
import { schemasOfKey } from "./schemas-of-key.js";

/** Names are tried this many times for each key that is wanted, and in all. */
const ATTEMPTS = 8;
const MOST_ATTEMPTS = 2_000;

/** Keys nobody names that an object may have: what `propertyNames` and the patterns allow. */
export function* keyNames(flat: JsonSchema, sampling: Sampling): Generator<string> {
  const names = sampling.flatten(flat["propertyNames"]);
  const choices = "const" in names ? [names["const"]] : names["enum"];
  const accepts = (key: string): boolean =>
    sampling.fits(key, flat["propertyNames"]) &&
    schemasOfKey(flat, key, sampling.budget).every((schema) => sampling.hasValue(schema));
  if (Array.isArray(choices)) {
    yield* choices.map(String).filter(accepts);
    return;
  }
  const yielded = new Set<string>();
  const wanted = numberOf(flat["minProperties"], 1) + 1;
  const tries = Math.min(ATTEMPTS * wanted, MOST_ATTEMPTS);
  for (let index = 1; index <= tries; index += 1) {
    const key = sampleKey(index, names, flat, sampling);
    // A pattern with an open end writes the same again and again; a number makes it another name.
    const name = [key, key + index].find((one) => !yielded.has(one) && accepts(one));
    if (name === undefined) continue;
    yielded.add(name);
    yield name;
  }
}

function sampleKey(index: number, names: JsonSchema, flat: JsonSchema, sampling: Sampling): string {
  const accepts = (text: string): boolean => sampling.fits(text, names);
  const [pattern] = Object.keys(recordOf(flat["patternProperties"]));
  const goesByPattern = pattern !== undefined && typeof flat["additionalProperties"] !== "object";
  const plain = `key${index}`;
  if (!goesByPattern && accepts(plain)) return plain;
  const wanted = goesByPattern ? { pattern, ...names } : names;
  const { random, budget } = sampling;
  return sampleString(wanted, { name: "", random, accepts, budget });
}
