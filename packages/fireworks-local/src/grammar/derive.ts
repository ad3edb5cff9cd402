import type { SeededRandom } from "../random/seeded-random.js";
import { type Expression, type Grammar, GrammarError } from "./grammar.js";
import { pickCharacter } from "./pick-character.js";
import { heightOf, ruleHeights } from "./rule-heights.js";

/** A derivation that nests deeper, or has come so far, takes the options that end soonest. */
const DEEP = 12;
const FAR = 2_000;

/** Only reached by texts that cannot be shorter. */
const MAX_STEPS = 100_000;
const LONGEST_REPEAT = 3;

/** Rules that lead to rules: far below what the stack bears. */
const MAX_NESTING = 400;
const LONGEST_TEXT = 100_000;

/** A text of the grammar. Throws {@link GrammarError} when a rule never ends. */
export function deriveText(grammar: Grammar, random: SeededRandom): string {
  return new Derivation(grammar, random).write({ kind: "rule", name: "root" }, 0);
}

class Derivation {
  readonly #grammar: Grammar;
  readonly #random: SeededRandom;
  readonly #heights: ReadonlyMap<string, number>;
  readonly #known = new Map<Expression, number>();
  #steps = 0;
  #length = 0;

  constructor(grammar: Grammar, random: SeededRandom) {
    this.#grammar = grammar;
    this.#random = random;
    this.#heights = ruleHeights(grammar);
  }

  write(expression: Expression, depth: number): string {
    this.#spend(1);
    switch (expression.kind) {
      case "literal":
        return this.#text(expression.text);
      case "characters":
        return this.#text(pickCharacter(expression, this.#random));
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

  #spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MAX_STEPS) throw new GrammarError("Grammar derives too long a text");
  }

  #text(text: string): string {
    this.#length += text.length;
    if (this.#length > LONGEST_TEXT) throw new GrammarError("Grammar derives too long a text");
    return text;
  }

  #isDeep(depth: number): boolean {
    return depth >= DEEP || this.#steps >= FAR;
  }

  #rule(name: string, depth: number): string {
    if (depth > MAX_NESTING) throw new GrammarError("Grammar nests too deeply");
    const body = this.#grammar.get(name);
    if (body === undefined || this.#heights.get(name) === undefined)
      throw new GrammarError(`Rule '${name}' never comes to an end`);
    return this.write(body, depth + 1);
  }

  #option(options: Expression[], depth: number): Expression {
    this.#spend(options.length);
    const ranked = options.map((option) => ({ option, height: this.#heightOf(option) }));
    const finite = ranked.filter((one) => one.height !== Infinity);
    if (finite.length === 0) throw new GrammarError("An alternative never comes to an end");
    const lowest = finite.reduce((least, { height }) => Math.min(least, height), Infinity);
    const open = !this.#isDeep(depth) ? finite : finite.filter((one) => one.height === lowest);
    return (open[this.#random.integer(0, open.length - 1)] ?? { option: options[0] })
      .option as Expression;
  }

  #repeat({ item, min, max }: Expression & { kind: "repeat" }, depth: number): string {
    const isEndless = this.#heightOf(item) === Infinity;
    const most = !this.#isDeep(depth) && !isEndless ? Math.min(max, min + LONGEST_REPEAT) : min;
    const count = this.#random.integer(min, Math.max(min, most));
    let text = "";
    for (let made = 0; made < count; made += 1) text += this.write(item, depth);
    return text;
  }

  /** Asked again and again of the same alternatives. */
  #heightOf(expression: Expression): number {
    const known = this.#known.get(expression) ?? heightOf(expression, this.#heights);
    this.#known.set(expression, known);
    return known;
  }
}
