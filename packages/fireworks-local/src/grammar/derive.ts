import type { SeededRandom } from "../random/seeded-random.js";
import { type Expression, type Grammar, GrammarError } from "./grammar.js";

/** A derivation that nests deeper takes the options that end soonest. */
const DEEP = 12;
const MAX_STEPS = 20_000;
const LONGEST_REPEAT = 3;

/** A text of the grammar. Throws {@link GrammarError} when a rule never ends. */
export function deriveText(grammar: Grammar, random: SeededRandom): string {
  return new Derivation(grammar, random).write({ kind: "rule", name: "root" }, 0);
}

class Derivation {
  readonly #grammar: Grammar;
  readonly #random: SeededRandom;
  readonly #heights: Map<string, number>;
  #steps = 0;

  constructor(grammar: Grammar, random: SeededRandom) {
    this.#grammar = grammar;
    this.#random = random;
    this.#heights = ruleHeights(grammar);
  }

  write(expression: Expression, depth: number): string {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS) throw new GrammarError("Grammar derives too long a text");
    switch (expression.kind) {
      case "literal":
        return expression.text;
      case "characters":
        return this.#character(expression.ranges, expression.negated);
      case "rule":
        return this.#rule(expression.name, depth);
      case "sequence":
        return expression.items.map((item) => this.write(item, depth)).join("");
      case "choice":
        return this.write(this.#option(expression.options, depth), depth);
      case "repeat":
        return this.#repeat(expression, depth);
    }
  }

  #rule(name: string, depth: number): string {
    const body = this.#grammar.get(name);
    if (body === undefined || this.#heights.get(name) === undefined)
      throw new GrammarError(`Rule '${name}' never comes to an end`);
    return this.write(body, depth + 1);
  }

  #option(options: Expression[], depth: number): Expression {
    const ranked = options.map((option) => ({ option, height: heightOf(option, this.#heights) }));
    const finite = ranked.filter((one) => one.height !== Infinity);
    if (finite.length === 0) throw new GrammarError("An alternative never comes to an end");
    const lowest = Math.min(...finite.map((one) => one.height));
    const open = depth < DEEP ? finite : finite.filter((one) => one.height === lowest);
    return (open[this.#random.integer(0, open.length - 1)] ?? { option: options[0] })
      .option as Expression;
  }

  #repeat({ item, min, max }: Expression & { kind: "repeat" }, depth: number): string {
    const isEndless = heightOf(item, this.#heights) === Infinity;
    const most = depth < DEEP && !isEndless ? Math.min(max, min + LONGEST_REPEAT) : min;
    const count = this.#random.integer(min, Math.max(min, most));
    let text = "";
    for (let made = 0; made < count; made += 1) text += this.write(item, depth);
    return text;
  }

  #character(ranges: [number, number][], negated: boolean): string {
    if (!negated) {
      const [low, high] = this.#random.pick(ranges as [[number, number], ...[number, number][]]);
      return String.fromCodePoint(this.#random.integer(low, Math.max(low, high)));
    }
    const isFree = (code: number): boolean =>
      !ranges.some(([low, high]) => code >= low && code <= high);
    const free = Array.from({ length: 95 }, (_, index) => 32 + index).filter(isFree);
    const letters = free.filter((code) => /[a-z0-9]/.test(String.fromCodePoint(code)));
    const pool = letters.length > 0 ? letters : free;
    return String.fromCodePoint(pool[this.#random.integer(0, pool.length - 1)] ?? 63);
  }
}

/** How deep the smallest text of each rule nests; rules without an end are not listed. */
function ruleHeights(grammar: Grammar): Map<string, number> {
  const heights = new Map<string, number>();
  for (let changed = true; changed;) {
    changed = false;
    for (const [name, body] of grammar) {
      const height = 1 + heightOf(body, heights);
      if (height === Infinity || (heights.get(name) ?? Infinity) <= height) continue;
      heights.set(name, height);
      changed = true;
    }
  }
  return heights;
}

function heightOf(expression: Expression, heights: Map<string, number>): number {
  switch (expression.kind) {
    case "literal":
    case "characters":
      return 0;
    case "rule":
      return heights.get(expression.name) ?? Infinity;
    case "sequence":
      return Math.max(0, ...expression.items.map((item) => heightOf(item, heights)));
    case "choice":
      return Math.min(...expression.options.map((option) => heightOf(option, heights)));
    case "repeat":
      return expression.min === 0 ? 0 : heightOf(expression.item, heights);
  }
}
