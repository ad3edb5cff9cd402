import { PatternError, type PatternNode } from "./pattern-node.js";

const MAX_LENGTH = 1_000;
const MAX_NESTING = 50;

/** One character or class of characters as it is written: what follows is another item. */
const ATOM =
  /^(?:\\u\{[0-9a-f]+\}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\c[a-z]|\\p\{[^}]*\}|\\[^]|\[(?:\\[^]|[^\]\\])*\]|[^])/i;

/** By code points. */
const UNICODE_ATOM = new RegExp(ATOM, "iu");

const QUANTIFIER = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/;

/** Throws {@link PatternError} for what JavaScript does not read, look-around and back-references. */
export function readPattern(source: string, flags: string): PatternNode {
  if (source.length > MAX_LENGTH)
    throw new PatternError(`the pattern is longer than ${MAX_LENGTH} characters`);
  // The grammar is JavaScript's: what it has read is known to be well formed.
  return new PatternReader(compile(source, flags)).choice(0);
}

function compile(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    throw new PatternError((error as Error).message);
  }
}

class PatternReader {
  readonly #source: string;
  readonly #flags: string;
  #at = 0;

  constructor({ source, flags }: RegExp) {
    this.#source = source;
    this.#flags = flags;
  }

  choice(nesting: number): PatternNode {
    if (nesting > MAX_NESTING) throw new PatternError("the pattern nests too deep");
    const options = [this.#sequence(nesting)];
    while (this.#take(/^\|/) !== undefined) options.push(this.#sequence(nesting));
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: "choice", options };
  }

  #sequence(nesting: number): PatternNode {
    const items: PatternNode[] = [];
    while (this.#at < this.#source.length && !/^[|)]/.test(this.#rest))
      items.push(this.#repeated(this.#item(nesting)));
    return { kind: "sequence", items };
  }

  #item(nesting: number): PatternNode {
    if (this.#take(/^\^/) !== undefined) return this.#place(isLineStart);
    if (this.#take(/^\$/) !== undefined) return this.#place(isLineEnd);
    const edge = this.#take(/^\\[bB]/)?.[0];
    if (edge !== undefined) return { kind: "place", test: wordEdge(edge === "\\b") };
    if (this.#take(/^\(/) !== undefined) return this.#group(nesting);
    if (/^\\(?:[1-9]|k<|0\d)/.test(this.#rest))
      throw new PatternError("back-references are not read: they take too long to match");
    return this.#character();
  }

  #group(nesting: number): PatternNode {
    if (/^\?<?[=!]/.test(this.#rest))
      throw new PatternError("look-around is not read: it takes too long to match");
    if (this.#take(/^(?:\?:|\?<[^=!>][^>]*>|(?!\?))/) === undefined)
      throw new PatternError("groups are read as (…), (?:…) and (?<name>…) only");
    const inner = this.choice(nesting + 1);
    this.#take(/^\)/);
    return inner;
  }

  /** What a single character may be, JavaScript decides: that takes no time worth counting. */
  #character(): PatternNode {
    const atom = this.#take(this.#flags.includes("u") ? UNICODE_ATOM : ATOM)?.[0] ?? "";
    const escaped = /^[{}\]/]$/.test(atom) ? `\\${atom}` : atom;
    const single = new RegExp(`^(?:${escaped})$`, this.#flags.replace("m", ""));
    const known = new Map<string, boolean>();
    const test = (character: string): boolean => {
      const found = known.get(character) ?? single.test(character);
      if (known.size < 1_000) known.set(character, found);
      return found;
    };
    return { kind: "character", test };
  }

  #repeated(item: PatternNode): PatternNode {
    const found = this.#take(QUANTIFIER);
    if (found === undefined) return item;
    const [, sign, least = "0", comma, most = ""] = found;
    if (sign === "?") return { kind: "repeat", item, min: 0, max: 1 };
    if (sign !== undefined)
      return { kind: "repeat", item, min: sign === "+" ? 1 : 0, max: Infinity };
    const min = Number(least);
    const max = comma === "" ? min : most === "" ? Infinity : Number(most);
    return { kind: "repeat", item, min, max };
  }

  #place(isLineEdge: (before: string, after: string) => boolean): PatternNode {
    const isTextEdge = isLineEdge === isLineStart ? isTextStart : isTextEnd;
    return { kind: "place", test: this.#flags.includes("m") ? isLineEdge : isTextEdge };
  }

  get #rest(): string {
    return this.#source.slice(this.#at);
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.#rest) ?? undefined;
    this.#at += found?.[0].length ?? 0;
    return found;
  }
}

const isTextStart = (before: string): boolean => before === "";
const isTextEnd = (_before: string, after: string): boolean => after === "";
const isLineStart = (before: string): boolean => /^[\n\r\u2028\u2029]?$/.test(before);
const isLineEnd = (_before: string, after: string): boolean => isLineStart(after);

function wordEdge(wanted: boolean): (before: string, after: string) => boolean {
  const isWord = (character: string): boolean => /^\w$/.test(character);
  return (before, after) => (isWord(before) !== isWord(after)) === wanted;
}
