import type { Edge, PatternNode } from "./pattern-node.js";
import { type Look, type Program, type Step, writePrograms } from "./pattern-program.js";
import { readPattern } from "./read-pattern.js";
import type { StepBudget } from "./step-budget.js";

/**
 * A regular expression that is matched in time linear in the text, whatever it says: all places where
 * a match may stand are followed at once, instead of one after the other as JavaScript does it. For
 * patterns of people one does not know.
 */
export class LinearPattern {
  readonly tree: PatternNode;
  readonly #main: Program;
  readonly #looks: readonly Look[];
  readonly #unicode: boolean;
  readonly #word: RegExp;

  /** Throws `PatternError`. Flags `i`, `m`, `s` and `u`. */
  constructor(source: string, flags: string) {
    this.tree = readPattern(source, flags);
    const { main, looks } = writePrograms(this.tree);
    this.#main = main;
    this.#looks = looks;
    this.#unicode = flags.includes("u");
    this.#word = new RegExp(String.raw`^\w$`, flags);
  }

  /** Whether it fits anywhere in the text. Takes its steps from the budget, which throws when empty. */
  test(text: string, budget: StepBudget): boolean {
    if (this.#unicode) budget.spend(text.length);
    const search = new Search(this.#unicode ? [...text] : text, this.#word, budget);
    for (const look of this.#looks) search.answer(look);
    return search.finds(this.#main, () => true);
  }
}

class Search {
  readonly #text: ArrayLike<string>;
  readonly #word: RegExp;
  readonly #budget: StepBudget;
  /** For each look, the places at which it finds something. */
  readonly #answers: Uint8Array[] = [];

  constructor(text: ArrayLike<string>, word: RegExp, budget: StepBudget) {
    this.#text = text;
    this.#word = word;
    this.#budget = budget;
  }

  answer({ program }: Look): void {
    this.#budget.spend(this.#text.length);
    const places = new Uint8Array(this.#text.length + 1);
    this.finds(program, (at) => {
      places[at] = 1;
      return false;
    });
    this.#answers.push(places);
  }

  /** Whether anything is found that is enough: told of each place where a match ends. */
  finds({ steps, start, backwards }: Program, isEnough: (at: number) => boolean): boolean {
    const { length } = this.#text;
    this.#budget.spend(steps.length / 100);
    const reachedAt = new Uint32Array(steps.length);
    let waiting: number[] = [];
    for (let moved = 0; moved <= length; moved += 1) {
      const at = backwards ? length - moved : moved;
      const reached: number[] = [];
      const reach = (step: number): void => {
        if (reachedAt[step] === moved + 1) return;
        reachedAt[step] = moved + 1;
        reached.push(step);
      };
      for (const step of waiting) reach(step);
      reach(start);
      const character = this.#text[backwards ? at - 1 : at];
      waiting = [];
      // Steps that are reached on the way are looked at in the same round.
      for (const index of reached) {
        const step = steps[index] as Step;
        if (step.kind === "found") {
          if (isEnough(at)) return true;
        } else if (step.kind === "character") {
          if (character !== undefined && step.has(character)) waiting.push(step.next);
        } else if (step.kind === "split") for (const next of step.next) reach(next);
        else if (this.#holds(step, at)) reach(step.next);
      }
      this.#budget.spend(reached.length);
    }
    return false;
  }

  #holds(step: Step & { kind: "edge" | "look" }, at: number): boolean {
    if (step.kind === "edge") return this.#isEdge(step.of, at);
    return (this.#answers[step.look.index]?.[at] === 1) !== step.negated;
  }

  #isEdge(of: Edge, at: number): boolean {
    const before = this.#text[at - 1];
    const after = this.#text[at];
    switch (of) {
      case "start":
        return before === undefined;
      case "end":
        return after === undefined;
      case "line start":
        return before === undefined || LINE_END.test(before);
      case "line end":
        return after === undefined || LINE_END.test(after);
      case "word":
        return this.#isWord(before) !== this.#isWord(after);
      case "inner":
        return this.#isWord(before) === this.#isWord(after);
    }
  }

  #isWord(character: string | undefined): boolean {
    return character !== undefined && this.#word.test(character);
  }
}

const LINE_END = /^[\n\r\u2028\u2029]$/;
