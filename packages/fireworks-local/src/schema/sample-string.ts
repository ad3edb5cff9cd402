import type { JsonSchema } from "fireworks-client/wire";
import type { SeededRandom } from "../random/seeded-random.js";
import { formatCandidates } from "./sample-format.js";
import { samplePattern } from "./sample-pattern.js";
import type { WorkBudget } from "./work-budget.js";

const WORDS = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbor"] as const;

/** Longer strings are asked for by mistake or by malice. */
const LONGEST = 100_000;

/** Tries for a text that has a format and a pattern at once. */
const ATTEMPTS = 40;

/** Longer texts are not cut and joined to please a pattern. */
const LONGEST_SPLICE = 200;

export interface StringPlace {
  /** The property it is for; the text says so. */
  name: string;
  random: SeededRandom;
  accepts: (text: string) => boolean;
  budget: WorkBudget;
}

/**
 * A string of the schema's format, pattern and length; otherwise words that say what it stands for.
 * Best effort: whether it fits is for the caller to check.
 */
export function sampleString(schema: JsonSchema, place: StringPlace): string {
  const { name, random, budget } = place;
  const min = Math.min(Number(schema["minLength"] ?? 0), LONGEST);
  const max = Number(schema["maxLength"] ?? Infinity);
  const ofFormat = sampleFormatted(schema, { min, max }, place);
  if (ofFormat !== undefined) return ofFormat;
  const { pattern } = schema;
  const ofPattern =
    typeof pattern === "string" ? samplePattern(pattern, { min, max, random, budget }) : undefined;
  if (ofPattern !== undefined) return ofPattern;
  const label = name === "" ? "sample" : `sample ${name}`;
  return fitLength(`${label} ${random.pick(WORDS)}`, min, max, random);
}

/** Undefined without a format, or when no text of it has the length and the pattern. */
function sampleFormatted(
  { format, pattern }: JsonSchema,
  length: { min: number; max: number },
  { random, accepts, budget }: StringPlace,
): string | undefined {
  const attempts = typeof pattern === "string" ? ATTEMPTS : 1;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const candidates = formatCandidates(format, length, random);
    if (candidates.length === 0) return undefined;
    const found = candidates.find(accepts);
    if (found !== undefined || typeof pattern !== "string") return found;
    const matching = samplePattern(pattern, { ...length, min: 0, random, budget }) ?? "";
    const spliced = candidates.flatMap((text) => splices(text, matching)).find(accepts);
    if (spliced !== undefined) return spliced;
  }
  return undefined;
}

/**
 * What a pattern asks for is often the start or the end of a text (`^2031-`, `@acme\.com$`): it
 * alone, and as much of `text` before or after it as possible.
 */
function splices(text: string, matching: string): string[] {
  if (text.length + matching.length > LONGEST_SPLICE) return [matching];
  const cuts = Array.from(text, (_, index) => text.length - index);
  return [
    matching,
    matching + text.slice(matching.length),
    ...cuts.map((cut) => text.slice(0, cut) + matching),
    ...cuts.map((cut) => matching + text.slice(text.length - cut)),
  ];
}

function fitLength(text: string, min: number, max: number, random: SeededRandom): string {
  let padded = text;
  while (padded.length < min) padded += ` ${random.pick(WORDS)}`;
  return [...padded].slice(0, Math.max(max === Infinity ? padded.length : max, 0)).join("");
}
