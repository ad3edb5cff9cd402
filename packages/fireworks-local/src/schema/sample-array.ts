import type { JsonSchema } from "fireworks-client/wire";
import { equalJson } from "../json/equal-json.js";
import { listOf, numberOf } from "./keyword-values.js";
import { DEEP, type Place, type Sampling } from "./sampling.js";

export function sampleArray(flat: JsonSchema, place: Place, sampling: Sampling): unknown[] {
  const prefix = listOf(flat["prefixItems"]);
  const length = arrayLength(flat, place, sampling);
  const ofContained = length - containedItems(flat);
  const items: unknown[] = [];
  for (let tries = 0; items.length < length && tries < length * 8; tries += 1) {
    const plain = prefix[items.length] ?? flat["items"] ?? {};
    const schema = items.length < ofContained ? plain : { allOf: [plain, flat["contains"]] };
    if (plain === false || !sampling.hasValue(schema)) break;
    const item = sampling.sample(schema, { name: place.name, depth: place.depth + 1 });
    if (flat["uniqueItems"] === true) {
      sampling.budget.spend(items.length);
      if (items.some((other) => equalJson(item, other))) continue;
    }
    items.push(item);
  }
  return items;
}

function arrayLength(flat: JsonSchema, { depth }: Place, { random }: Sampling): number {
  const min = Math.max(numberOf(flat["minItems"], 0), containedItems(flat));
  const prefix = listOf(flat["prefixItems"]).length;
  const wanted = depth >= DEEP ? min : Math.max(min, prefix, random.integer(1, 3));
  return Math.min(wanted, numberOf(flat["maxItems"], Infinity));
}

/** How many items have to fit `contains`; they come last. */
function containedItems(flat: JsonSchema): number {
  return flat["contains"] === undefined ? 0 : numberOf(flat["minContains"], 1);
}
