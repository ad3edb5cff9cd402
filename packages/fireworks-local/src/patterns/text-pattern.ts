import { LinearPattern } from "./linear-pattern.js";
import { PatternError } from "./pattern-node.js";
import type { StepBudget } from "./step-budget.js";

/** `/…/flags` is a pattern; any other text, such as `/usr/bin`, is meant as it stands. */
const WRITTEN = /^\/([^]+)\/([dgimsuvy]*)$/;

/** Flags that say what fits; the others say where to go on, which means nothing here. */
const FLAGS = /^[imsu]*$/;

/** A condition on a text: a text, or a pattern, from a file or as a `RegExp` of the user's own code. */
export class TextPattern {
  /** As it was given, for messages. */
  readonly shown: string;
  readonly #text: string;
  readonly #pattern: LinearPattern | RegExp | undefined;

  /** Throws `PatternError`. */
  constructor(wanted: string | RegExp) {
    this.#text = typeof wanted === "string" ? wanted : "";
    this.shown = typeof wanted === "string" ? JSON.stringify(wanted) : String(wanted);
    const [, source, flags = ""] = typeof wanted === "string" ? (WRITTEN.exec(wanted) ?? []) : [];
    if (typeof wanted !== "string") this.#pattern = wanted;
    else if (source !== undefined) {
      if (!FLAGS.test(flags))
        throw new PatternError(`flags are i, m, s and u, not those of ${wanted}`);
      this.#pattern = new LinearPattern(source, flags);
      this.shown = wanted;
    }
  }

  /** Whether the text, or what fits the pattern, is found in `text`. */
  isIn(text: string, budget: StepBudget): boolean {
    return this.#pattern === undefined ? text.includes(this.#text) : this.#fits(text, budget);
  }

  /** Whether it is this text, or the pattern fits. */
  is(text: string, budget: StepBudget): boolean {
    return this.#pattern === undefined ? text === this.#text : this.#fits(text, budget);
  }

  #fits(text: string, budget: StepBudget): boolean {
    if (this.#pattern instanceof LinearPattern) return this.#pattern.test(text, budget);
    // A search from the start: a `g` flag would remember where it stopped.
    return text.search(this.#pattern ?? /(?!)/) >= 0;
  }
}
