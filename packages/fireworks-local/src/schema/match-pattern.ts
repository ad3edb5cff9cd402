import { compilePattern } from "./compile-pattern.js";
import { parsePattern } from "./parse-pattern.js";
import type { PatternNode } from "./pattern.js";
import type { WorkBudget } from "./work-budget.js";

/** Patterns are matched against value after value. */
const parsed = new Map<string, PatternNode | null>();
const MOST_PARSED = 500;
const PARSING_COST = 50;

/**
 * Whether the pattern finds anything in the text; one that is no regular expression finds itself in all.
 * All ways through the pattern are followed at once, so that no pattern is exponential here as it can be
 * for the engine (`(a+)+$`); what is left of slowness the budget ends.
 */
export function matchesPattern(source: string, text: string, budget: WorkBudget): boolean {
  const pattern = readPattern(source, budget);
  if (pattern === null) return true;
  const characters = [...text];
  const starts = new Set(Array.from({ length: characters.length + 1 }, (_, index) => index));
  return new Matcher(characters, budget).ends(pattern, starts).size > 0;
}

function readPattern(source: string, budget: WorkBudget): PatternNode | null {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  budget.spend(PARSING_COST + source.length);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  const pattern = compilePattern(source) === null ? null : parsePattern(source);
  parsed.set(source, pattern);
  return pattern;
}

type Positions = ReadonlySet<number>;

class Matcher {
  readonly #text: readonly string[];
  readonly #budget: WorkBudget;

  constructor(text: readonly string[], budget: WorkBudget) {
    this.#text = text;
    this.#budget = budget;
  }

  /** Where a match can end that starts at one of the positions. */
  ends(node: PatternNode, starts: Positions): Positions {
    this.#budget.spend(1 + starts.size);
    switch (node.kind) {
      case "text":
        return this.#step(starts, (character) => character === node.text);
      case "class":
        return this.#step(starts, node.characters.has);
      case "sequence":
        return this.#sequence(node.items, starts);
      case "choice":
        return new Set(node.options.flatMap((option) => [...this.ends(option, starts)]));
      case "repeat":
        return this.#repeat(node, starts);
      case "look":
        return this.#keep(starts, (at) => this.#looks(node, at) !== node.negated);
      case "edge":
        return this.#keep(starts, (at) => this.#isEdge(node.of, at));
    }
  }

  #step(starts: Positions, accepts: (character: string) => boolean): Positions {
    const ends = new Set<number>();
    for (const at of starts) {
      const character = this.#text[at];
      if (character !== undefined && accepts(character)) ends.add(at + 1);
    }
    return ends;
  }

  #keep(starts: Positions, holds: (at: number) => boolean): Positions {
    return new Set([...starts].filter(holds));
  }

  #sequence(items: readonly PatternNode[], starts: Positions): Positions {
    let at = starts;
    for (const item of items) {
      if (at.size === 0) return at;
      at = this.ends(item, at);
    }
    return at;
  }

  /** A position that was reached before leads nowhere new; rounds that change nothing are the last. */
  #repeat({ item, min, max }: PatternNode & { kind: "repeat" }, starts: Positions): Positions {
    let at = starts;
    for (let round = 0; round < min && at.size > 0; round += 1) {
      const next = this.ends(item, at);
      if (next.size === at.size && [...next].every((one) => at.has(one))) break;
      at = next;
    }
    const reached = new Set(at);
    for (let round = min; round < max && at.size > 0; round += 1) {
      at = new Set([...this.ends(item, at)].filter((one) => !reached.has(one)));
      for (const one of at) reached.add(one);
    }
    return reached;
  }

  #looks({ inner, ahead }: PatternNode & { kind: "look" }, at: number): boolean {
    if (ahead) return this.ends(inner, new Set([at])).size > 0;
    const before = Array.from({ length: at + 1 }, (_, index) => index);
    return before.some((start) => this.ends(inner, new Set([start])).has(at));
  }

  #isEdge(of: "start" | "end" | "word" | "inner", at: number): boolean {
    if (of === "start") return at === 0;
    if (of === "end") return at === this.#text.length;
    const isWord = (character = ""): boolean => /^\w$/.test(character);
    return (isWord(this.#text[at - 1]) !== isWord(this.#text[at])) === (of === "word");
  }
}
