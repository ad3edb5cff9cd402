import type { JsonSchema } from "fireworks-client/wire";
import type { SeededRandom } from "../answers/random.js";
import { sampleFormat } from "./sample-format.js";
import { samplePattern } from "./sample-pattern.js";

const WORDS = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbor"] as const;

/** Longer strings are asked for by mistake or by malice. */
const LONGEST = 100_000;

/** A string of the schema's format, pattern and length; otherwise words that say what it stands for. */
export function sampleString(schema: JsonSchema, name: string, random: SeededRandom): string {
  const format = sampleFormat(schema["format"], random);
  if (format !== undefined) return format;
  const min = Math.min(Number(schema["minLength"] ?? 0), LONGEST);
  const max = Number(schema["maxLength"] ?? Infinity);
  if (typeof schema["pattern"] === "string")
    return samplePattern(schema["pattern"], { min, max, random });
  const label = name === "" ? "sample" : `sample ${name}`;
  return fitLength(`${label} ${random.pick(WORDS)}`, min, max, random);
}

function fitLength(text: string, min: number, max: number, random: SeededRandom): string {
  let padded = text;
  while (padded.length < min) padded += ` ${random.pick(WORDS)}`;
  return [...padded].slice(0, Math.max(max === Infinity ? padded.length : max, 0)).join("");
}
