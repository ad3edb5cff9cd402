import type { PatternNode } from "../patterns/pattern-node.js";
import type { SeededRandom } from "../random/seeded-random.js";
import { schemaPattern } from "./schema-pattern.js";
import type { WorkBudget } from "./work-budget.js";

const MAX_PIECES = 10_000;
const ATTEMPTS = 40;

export interface PatternOptions {
  min: number;
  max: number;
  random: SeededRandom;
  budget: WorkBudget;
}

/**
 * A string the pattern matches, best effort: what look-around and edges ask is for the caller to check.
 * Unanchored patterns are matched as if anchored, which always matches as well. Undefined for what is
 * no regular expression.
 */
export function samplePattern(
  source: string,
  { min, max, random, budget }: PatternOptions,
): string | undefined {
  const node = schemaPattern(source, budget)?.tree;
  if (node === undefined) return undefined;
  let text = "";
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const writing: Writing = { random, effort: attempt, left: MAX_PIECES };
    text = write(node, writing);
    if (writing.left < 0) return text;
    const { length } = [...text];
    if (length >= min && length <= max) return text;
    if (length < min && !source.endsWith("$")) return lengthen(text, min - length, source);
  }
  return text;
}

/** Whatever comes behind may be anything, but behind the end of a word another has to begin. */
function lengthen(text: string, missing: number, source: string): string {
  const filling = source.endsWith("\\b") ? " ".padEnd(missing, "a") : "a".repeat(missing);
  return text + filling;
}

/**
 * `^(?=.*[!?])(?=.*\d).{8,}$` is met soonest by a text that begins with what it looks for; others,
 * such as `^(?=.{8}$)\w+$`, only without.
 */
function asksFor({ ahead, negated }: PatternNode & { kind: "look" }, writing: Writing): boolean {
  if (!ahead || negated) return false;
  writing.showsLooks ??= writing.random.next() < 0.5;
  return writing.showsLooks;
}

interface Writing {
  random: SeededRandom;
  /** Widens open repetitions, so that a minimum length is reached in the end. */
  effort: number;
  /** Whether what a look ahead wants is written before the rest; decided at the first. */
  showsLooks?: boolean;
  /** Nested repetitions multiply; this many pieces are written in all, and the rest is left out. */
  left: number;
}

function write(node: PatternNode, writing: Writing): string {
  const { random, effort } = writing;
  writing.left -= 1;
  if (writing.left < 0) return "";
  switch (node.kind) {
    case "text":
      return node.character;
    case "class": {
      const samples = node.characters.samples();
      return samples[random.integer(0, samples.length - 1)] ?? "";
    }
    case "edge":
      return "";
    case "look":
      return asksFor(node, writing) ? write(node.inner, writing) : "";
    case "sequence":
      return node.items.map((item) => write(item, writing)).join("");
    case "choice":
      return write(random.pick(node.options), writing);
    case "repeat": {
      const most = Math.min(node.max, node.min + 2 + effort * effort);
      const count = Math.min(random.integer(node.min, Math.max(node.min, most)), MAX_PIECES);
      let text = "";
      for (let made = 0; made < count && writing.left >= 0; made += 1)
        text += write(node.item, writing);
      return text;
    }
  }
}
