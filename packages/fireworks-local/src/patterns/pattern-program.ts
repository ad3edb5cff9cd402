import { type Edge, PatternError, type PatternNode } from "./pattern-node.js";

/** Counted repetition is written out; a program that is longer is refused. */
const MAX_STEPS = 50_000;

/** One step of a program; `next` are the steps after it. */
export type Step =
  | { kind: "character"; has: (character: string) => boolean; next: number }
  | { kind: "edge"; of: Edge; next: number }
  | { kind: "look"; look: Look; negated: boolean; next: number }
  | { kind: "split"; next: number[] }
  | { kind: "found" };

export interface Program {
  steps: Step[];
  start: number;
  /** Reads the text from its end to its start, as a look ahead is answered for all places at once. */
  backwards: boolean;
}

/** A program of its own: where it finds something is asked before the program that looks runs. */
export interface Look {
  program: Program;
  /** The looks that are inside another come before it. */
  index: number;
}

/** Throws {@link PatternError} for one too long. */
export function writePrograms(tree: PatternNode): { main: Program; looks: Look[] } {
  const looks: Look[] = [];
  const room = { left: MAX_STEPS };
  return { main: new ProgramWriter(looks, room).write(tree, false), looks };
}

class ProgramWriter {
  readonly #steps: Step[] = [];
  readonly #looks: Look[];
  readonly #room: { left: number };

  constructor(looks: Look[], room: { left: number }) {
    this.#looks = looks;
    this.#room = room;
  }

  write(tree: PatternNode, backwards: boolean): Program {
    const found = this.#add({ kind: "found" });
    return { steps: this.#steps, start: this.#write(tree, found, backwards), backwards };
  }

  /** Written from its end: each item is given the step that comes after it, and gives its own first. */
  #write(node: PatternNode, next: number, backwards: boolean): number {
    switch (node.kind) {
      case "text":
        return this.#add({ kind: "character", has: (one) => one === node.character, next });
      case "class":
        return this.#add({ kind: "character", has: node.characters.has, next });
      case "edge":
        return this.#add({ kind: "edge", of: node.of, next });
      case "look":
        return this.#add({ ...this.#look(node), next });
      case "sequence": {
        const items = backwards ? node.items : node.items.toReversed();
        return items.reduce((after, item) => this.#write(item, after, backwards), next);
      }
      case "choice": {
        const options = node.options.map((option) => this.#write(option, next, backwards));
        return this.#add({ kind: "split", next: options });
      }
      case "repeat":
        return this.#writeRepeat(node, next, backwards);
    }
  }

  #look({
    inner,
    ahead,
    negated,
  }: PatternNode & { kind: "look" }): Omit<Step & { kind: "look" }, "next"> {
    const program = new ProgramWriter(this.#looks, this.#room).write(inner, ahead);
    const look = { program, index: this.#looks.length };
    this.#looks.push(look);
    return { kind: "look", look, negated };
  }

  #writeRepeat(
    { item, min, max }: PatternNode & { kind: "repeat" },
    next: number,
    backwards: boolean,
  ): number {
    let first = next;
    if (max === Infinity) {
      const again: Step & { kind: "split" } = { kind: "split", next: [next] };
      first = this.#add(again);
      again.next.push(this.#write(item, first, backwards));
    } else {
      for (let left = max - min; left > 0; left -= 1)
        first = this.#add({ kind: "split", next: [next, this.#write(item, first, backwards)] });
    }
    for (let left = min; left > 0; left -= 1) {
      const again = this.#write(item, first, backwards);
      // Nothing, a billion times, is nothing.
      if (again === first) break;
      first = again;
    }
    return first;
  }

  #add(step: Step): number {
    this.#room.left -= 1;
    if (this.#room.left < 0)
      throw new PatternError(`the pattern has more than ${MAX_STEPS} steps when written out`);
    return this.#steps.push(step) - 1;
  }
}
