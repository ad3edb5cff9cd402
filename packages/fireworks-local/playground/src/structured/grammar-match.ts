import type { Expression, Grammar } from "../../../src/grammar/grammar.js";

/** Far more than an answer needs that a person reads. */
const MOST_STEPS = 2_000_000;

/** Whether the whole text is of the grammar; undefined when finding out would take too long. */
export function matchesGrammar(grammar: Grammar, text: string): boolean | undefined {
  const matcher = new GrammarMatcher(grammar, text);
  try {
    return matcher.endsOfRule("root", 0).has(text.length);
  } catch (error) {
    if (error instanceof TooMuchWork || error instanceof RangeError) return undefined;
    throw error;
  }
}

class TooMuchWork extends Error {}

type Ends = ReadonlySet<number>;

const NO_ENDS: Ends = new Set();

/** Finds all places where an expression may end; each rule is looked at once for each place. */
class GrammarMatcher {
  readonly #grammar: Grammar;
  readonly #text: string;
  readonly #known = new Map<string, Map<number, Ends>>();
  #steps = 0;

  constructor(grammar: Grammar, text: string) {
    this.#grammar = grammar;
    this.#text = text;
  }

  endsOfRule(name: string, start: number): Ends {
    const known = this.#known.get(name) ?? new Map<number, Ends>();
    this.#known.set(name, known);
    const found = known.get(start);
    if (found !== undefined) return found;
    // A rule that begins with itself finds nothing new that way.
    known.set(start, NO_ENDS);
    const rule = this.#grammar.get(name);
    const ends = rule === undefined ? NO_ENDS : this.#ends(rule, start);
    known.set(start, ends);
    return ends;
  }

  #ends(expression: Expression, start: number): Ends {
    this.#steps += 1;
    if (this.#steps > MOST_STEPS) throw new TooMuchWork();
    switch (expression.kind) {
      case "literal":
        return this.#text.startsWith(expression.text, start)
          ? new Set([start + expression.text.length])
          : NO_ENDS;
      case "characters":
        return this.#endsOfCharacter(expression, start);
      case "rule":
        return this.endsOfRule(expression.name, start);
      case "sequence":
        return expression.items.reduce<Ends>(
          (starts, item) => this.#allEnds(item, starts),
          new Set([start]),
        );
      case "choice":
        return new Set(expression.options.flatMap((option) => [...this.#ends(option, start)]));
      case "repeat":
        return this.#endsOfRepeat(expression, start);
    }
  }

  #allEnds(item: Expression, starts: Ends): Ends {
    return new Set([...starts].flatMap((start) => [...this.#ends(item, start)]));
  }

  #endsOfCharacter(
    { ranges, negated }: Extract<Expression, { kind: "characters" }>,
    start: number,
  ): Ends {
    const code = this.#text.codePointAt(start);
    if (code === undefined) return NO_ENDS;
    const isIn = ranges.some(([from, to]) => code >= from && code <= to);
    return isIn === negated ? NO_ENDS : new Set([start + String.fromCodePoint(code).length]);
  }

  #endsOfRepeat({ item, min, max }: Extract<Expression, { kind: "repeat" }>, start: number): Ends {
    const ends = new Set<number>(min === 0 ? [start] : []);
    let starts: Ends = new Set([start]);
    for (let count = 1; count <= max && starts.size > 0; count += 1) {
      const next = [...this.#allEnds(item, starts)];
      // Past the minimum, a place that was reached before leads nowhere new.
      starts = new Set(count > min ? next.filter((end) => !ends.has(end)) : next);
      if (count >= min) for (const end of starts) ends.add(end);
    }
    return ends;
  }
}
