import { PatternError, type PatternNode } from "./pattern-node.js";
import { readPattern } from "./read-pattern.js";
import type { StepBudget } from "./step-budget.js";

/** Counted repetition is written out; a program that is longer is refused. */
const MAX_STEPS = 2_000;

/** One step of a program; `next` are the steps after it. */
type Step =
  | { kind: "character"; test: (character: string) => boolean; next: number }
  | { kind: "place"; test: (before: string, after: string) => boolean; next: number }
  | { kind: "split"; next: number[] }
  | { kind: "found" };

/**
 * A regular expression that is matched in time linear in the text, whatever it says: all places where
 * a match may stand are followed at once, instead of one after the other as JavaScript does it. For
 * patterns of people one does not know.
 */
export class LinearPattern {
  readonly #steps: Step[] = [];
  readonly #start: number;
  /** By code points, as JavaScript does with this flag; otherwise by UTF-16 units. */
  readonly #unicode: boolean;

  /** Throws {@link PatternError}. Flags `i`, `m`, `s` and `u`. */
  constructor(source: string, flags: string) {
    this.#unicode = flags.includes("u");
    const found = this.#add({ kind: "found" });
    this.#start = this.#write(readPattern(source, flags), found);
  }

  /** Whether it fits anywhere in the text. Takes its steps from the budget, which throws when empty. */
  test(text: string, budget: StepBudget): boolean {
    const characters: Iterable<string> = this.#unicode ? text : units(text);
    let before = "";
    let waiting = new Set<number>();
    for (const after of characters) {
      const open = this.#follow(waiting, { before, after, budget });
      if (open === "found") return true;
      waiting = new Set();
      for (const step of open) if (step.test(after)) waiting.add(step.next);
      before = after;
    }
    return this.#follow(waiting, { before, after: "", budget }) === "found";
  }

  /** The characters that are waited for at a place, from the steps reached and from a new start. */
  #follow(
    reached: Set<number>,
    { before, after, budget }: { before: string; after: string; budget: StepBudget },
  ): "found" | (Step & { kind: "character" })[] {
    const open: (Step & { kind: "character" })[] = [];
    const seen = new Set<number>(reached).add(this.#start);
    for (const at of seen) {
      const step = this.#steps[at];
      if (step === undefined) continue;
      if (step.kind === "found") return "found";
      if (step.kind === "character") open.push(step);
      else if (step.kind === "split") for (const next of step.next) seen.add(next);
      else if (step.test(before, after)) seen.add(step.next);
    }
    budget.spend(seen.size);
    return open;
  }

  /** Written backwards: each item is given the step that comes after it, and gives its own first. */
  #write(node: PatternNode, next: number): number {
    switch (node.kind) {
      case "character":
      case "place":
        return this.#add({ ...node, next });
      case "sequence":
        return node.items.reduceRight((after, item) => this.#write(item, after), next);
      case "choice": {
        const options = node.options.map((option) => this.#write(option, next));
        return this.#add({ kind: "split", next: options });
      }
      case "repeat":
        return this.#writeRepeat(node, next);
    }
  }

  #writeRepeat({ item, min, max }: PatternNode & { kind: "repeat" }, next: number): number {
    let first = next;
    if (max === Infinity) {
      const again: Step & { kind: "split" } = { kind: "split", next: [next] };
      first = this.#add(again);
      again.next.push(this.#write(item, first));
    } else {
      for (let left = max - min; left > 0; left -= 1)
        first = this.#add({ kind: "split", next: [next, this.#write(item, first)] });
    }
    for (let left = min; left > 0; left -= 1) first = this.#write(item, first);
    return first;
  }

  #add(step: Step): number {
    if (this.#steps.length >= MAX_STEPS)
      throw new PatternError(`the pattern has more than ${MAX_STEPS} steps when written out`);
    return this.#steps.push(step) - 1;
  }
}

function* units(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 1) yield text.charAt(at);
}
