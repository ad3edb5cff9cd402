import { hashText } from "../random/seeded-random.js";
import { type Features, featuresOf } from "./text-features.js";

/** As in the recorded vectors of Qwen3 (contract 6.2), whose last layer evens out all lengths. */
const ROOT_MEAN_SQUARE = 2;

/** Fewer would make strangers collide. */
const FEWEST_BUCKETS = 1_024;

/**
 * The vector of a text: texts that share words are closer. Each feature falls into a bucket, with a
 * sign, by its hash; a Walsh–Hadamard transform then spreads every bucket over all numbers, so that the
 * first `n` of them alone still tell texts apart. Deterministic, and no language model.
 */
export function textVector(text: string, size: number): Float64Array {
  const buckets = fillBuckets(featuresOf(text), size);
  transform(buckets);
  const vector = buckets.subarray(0, size);
  scale(vector, ROOT_MEAN_SQUARE * Math.sqrt(size));
  return vector;
}

/** To the length given; a vector of zeros stays. */
export function scale(vector: Float64Array, length: number): void {
  const now = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (now === 0) return;
  for (let index = 0; index < vector.length; index += 1)
    vector[index] = ((vector[index] ?? 0) * length) / now;
}

function fillBuckets(features: Features, size: number): Float64Array {
  const count = 2 ** Math.ceil(Math.log2(Math.max(size, FEWEST_BUCKETS)));
  const buckets = new Float64Array(count);
  for (const [name, weight] of features) {
    const hash = mix(hashText(name));
    const at = hash % count;
    buckets[at] = (buckets[at] ?? 0) + (hash >>> 31 === 1 ? weight : -weight);
  }
  return buckets;
}

/** FNV's upper bits move little for short names, and one of them is the sign. */
function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** In place; the length is a power of two. */
function transform(values: Float64Array): void {
  for (let half = 1; half < values.length; half *= 2)
    for (let start = 0; start < values.length; start += half * 2)
      for (let index = start; index < start + half; index += 1) {
        const left = values[index] ?? 0;
        const right = values[index + half] ?? 0;
        values[index] = left + right;
        values[index + half] = left - right;
      }
}
