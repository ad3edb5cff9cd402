import { characterClass } from "./character-class.js";
import { type Edge, PatternError, type PatternNode } from "./pattern-node.js";

const MAX_LENGTH = 10_000;
const MAX_NESTING = 50;

const EMPTY: PatternNode = { kind: "sequence", items: [] };
const CONTROLS: Record<string, string> = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v", 0: "\0" };

const GROUP = /\?(?::|<?[=!]|<[^=!>][^>]*>)/y;
const REST_OF_CLASS = /(?:\\[^]|[^\]\\])*\]/y;
const PROPERTY = /\{[^}]*\}/y;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y;
const LOW_SURROGATE = /\\u(d[c-f][\da-f]{2})/iy;

/** Throws {@link PatternError} for what JavaScript does not read, and for back-references. */
export function readPattern(source: string, flags: string): PatternNode {
  if (source.length > MAX_LENGTH)
    throw new PatternError(`the pattern is longer than ${MAX_LENGTH} characters`);
  const mistake = mistakeIn(source, flags);
  if (mistake !== undefined) throw new PatternError(mistake);
  // The grammar is JavaScript's: what it has read is known to be well formed.
  return new PatternReader(source, flags).choice(0);
}

/** Whether JavaScript reads it. */
export function isRegularExpression(source: string, flags: string): boolean {
  return mistakeIn(source, flags) === undefined;
}

function mistakeIn(source: string, flags: string): string | undefined {
  try {
    RegExp(source, flags);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

class PatternReader {
  readonly #source: string;
  readonly #flags: string;
  /** By code points, as JavaScript does with this flag; otherwise by UTF-16 units. */
  readonly #unicode: boolean;
  #at = 0;

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags;
    this.#unicode = flags.includes("u");
  }

  choice(nesting: number): PatternNode {
    if (nesting > MAX_NESTING) throw new PatternError("the pattern nests too deep");
    const options: [PatternNode, ...PatternNode[]] = [this.#sequence(nesting)];
    while (this.#source[this.#at] === "|") {
      this.#at += 1;
      options.push(this.#sequence(nesting));
    }
    return options.length === 1 ? options[0] : { kind: "choice", options };
  }

  #sequence(nesting: number): PatternNode {
    const items: PatternNode[] = [];
    while (this.#at < this.#source.length && !"|)".includes(this.#source.charAt(this.#at)))
      items.push(this.#repeated(this.#item(nesting)));
    return { kind: "sequence", items };
  }

  #item(nesting: number): PatternNode {
    const character = this.#next();
    switch (character) {
      case "^":
        return this.#edge(this.#flags.includes("m") ? "line start" : "start");
      case "$":
        return this.#edge(this.#flags.includes("m") ? "line end" : "end");
      case ".":
        return this.#class(character);
      case "(":
        return this.#group(nesting);
      case "[":
        return this.#class(character + this.#take(REST_OF_CLASS));
      case "\\":
        return this.#escape();
      default:
        return this.#text(character);
    }
  }

  #group(nesting: number): PatternNode {
    const opening = this.#take(GROUP);
    if (opening === "" && this.#source[this.#at] === "?")
      throw new PatternError("groups are (…), (?:…), (?<name>…) and look-around only");
    const inner = this.choice(nesting + 1);
    this.#at += 1;
    if (!/[=!]$/.test(opening)) return inner;
    return { kind: "look", inner, ahead: !opening.includes("<"), negated: opening.endsWith("!") };
  }

  #escape(): PatternNode {
    const character = this.#next();
    const isOctal = character === "0" && /\d/.test(this.#source.charAt(this.#at));
    if (isOctal || /[1-9k]/.test(character))
      throw new PatternError("back-references are not read: they take too long to match");
    if (character === "b") return this.#edge("word");
    if (character === "B") return this.#edge("inner");
    if (/[dwsDWS]/.test(character)) return this.#class(`\\${character}`);
    if (this.#unicode && /[pP]/.test(character))
      return this.#class(`\\${character}${this.#take(PROPERTY)}`);
    return this.#text(this.#escapedCharacter(character));
  }

  #escapedCharacter(character: string): string {
    if (character === "x") return this.#codeOr(character, /[\da-f]{2}/iy);
    if (character === "u") return this.#unicodeEscape();
    if (character !== "c") return CONTROLS[character] ?? character;
    const letter = this.#take(/[a-z]/iy);
    if (letter !== "") return String.fromCharCode(letter.charCodeAt(0) % 32);
    this.#at -= 1;
    return "\\";
  }

  #unicodeEscape(): string {
    const braced = this.#unicode ? this.#take(/\{[\da-f]+\}/iy) : "";
    if (braced !== "") return String.fromCodePoint(Number.parseInt(braced.slice(1), 16));
    const unit = this.#codeOr("u", /[\da-f]{4}/iy);
    const low = this.#unicode && /[\ud800-\udbff]/.test(unit) ? this.#take(LOW_SURROGATE) : "";
    return low === "" ? unit : unit + String.fromCharCode(Number.parseInt(low.slice(2), 16));
  }

  /** Without digits behind it, the letter stands for itself. */
  #codeOr(letter: string, digits: RegExp): string {
    const hex = this.#take(digits);
    return hex === "" ? letter : String.fromCharCode(Number.parseInt(hex, 16));
  }

  /** Which characters are the same in upper and lower case, JavaScript decides. */
  #text(character: string): PatternNode {
    if (!this.#flags.includes("i")) return { kind: "text", character };
    return this.#class(character.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`));
  }

  #class(source: string): PatternNode {
    return { kind: "class", characters: characterClass(source, this.#flags) };
  }

  #edge(of: Edge): PatternNode {
    return { kind: "edge", of };
  }

  #repeated(item: PatternNode): PatternNode {
    QUANTIFIER.lastIndex = this.#at;
    const found = QUANTIFIER.exec(this.#source);
    if (found === null) return item;
    this.#at += found[0].length;
    const [, sign, least = "0", comma, most = ""] = found;
    if (sign === "?") return { kind: "repeat", item, min: 0, max: 1 };
    if (sign !== undefined)
      return { kind: "repeat", item, min: sign === "+" ? 1 : 0, max: Infinity };
    const min = Number(least);
    const max = comma === "" ? min : most === "" ? Infinity : Number(most);
    return max === 0 ? EMPTY : { kind: "repeat", item, min, max };
  }

  #next(): string {
    const code = this.#source.codePointAt(this.#at) ?? 0;
    const next = this.#unicode ? String.fromCodePoint(code) : this.#source.charAt(this.#at);
    this.#at += next.length;
    return next;
  }

  /** What the sticky pattern finds here, or nothing. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }
}
