import { characterClass } from "./character-class.js";
import type { PatternNode } from "./pattern.js";
import { UnsatisfiableSchemaError } from "./unsatisfiable.js";

const EMPTY: PatternNode = { kind: "sequence", items: [] };
const MAX_NESTING = 50;
const MAX_LENGTH = 10_000;

const CONTROLS: Record<string, string> = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v", 0: "\0" };

/** Throws {@link UnsatisfiableSchemaError} for one too long or too deep, and for back-references. */
export function parsePattern(source: string): PatternNode {
  if (source.length > MAX_LENGTH) throw new UnsatisfiableSchemaError("a pattern is too long");
  return new PatternParser(source).choice(0);
}

class PatternParser {
  readonly #source: string[];
  #at = 0;

  constructor(source: string) {
    this.#source = [...source];
  }

  choice(nesting: number): PatternNode {
    if (nesting > MAX_NESTING) throw new UnsatisfiableSchemaError("a pattern nests too deeply");
    const options: [PatternNode, ...PatternNode[]] = [this.#sequence(nesting)];
    while (this.#take("|")) options.push(this.#sequence(nesting));
    return options.length === 1 ? options[0] : { kind: "choice", options };
  }

  #sequence(nesting: number): PatternNode {
    const items: PatternNode[] = [];
    while (this.#at < this.#source.length && !"|)".includes(this.#peek()))
      items.push(this.#repeated(this.#item(nesting)));
    return { kind: "sequence", items };
  }

  #item(nesting: number): PatternNode {
    const start = this.#at;
    const character = this.#next();
    switch (character) {
      case "^":
        return { kind: "edge", of: "start" };
      case "$":
        return { kind: "edge", of: "end" };
      case ".":
        return this.#classFrom(start);
      case "(":
        return this.#group(nesting);
      case "[":
        return this.#class(start);
      case "\\":
        return this.#escape(start);
      default:
        return { kind: "text", text: character };
    }
  }

  #group(nesting: number): PatternNode {
    const opening = this.#takeMatch(/^\?(?::|<?[=!]|<[^>]{0,64}>)/);
    const inner = this.choice(nesting + 1);
    this.#take(")");
    if (!/[=!]$/.test(opening)) return inner;
    return { kind: "look", inner, ahead: !opening.includes("<"), negated: opening.endsWith("!") };
  }

  #escape(start: number): PatternNode {
    const character = this.#next();
    if (/[1-9k]/.test(character))
      throw new UnsatisfiableSchemaError("back-references in patterns are not supported");
    if (character === "b") return { kind: "edge", of: "word" };
    if (character === "B") return { kind: "edge", of: "inner" };
    if (/[pP]/.test(character)) this.#takeMatch(/^\{[^}]{0,60}\}/);
    if (/[dwsDWSpP]/.test(character)) return this.#classFrom(start);
    return { kind: "text", text: this.#escapedCharacter(character) };
  }

  #escapedCharacter(character: string): string {
    if (character === "u" || character === "x") return this.#codePoint(character);
    return CONTROLS[character] ?? character;
  }

  /** Without digits behind it, the letter stands for itself. */
  #codePoint(letter: string): string {
    const exact = letter === "u" ? /^[0-9a-f]{4}/i : /^[0-9a-f]{2}/i;
    const hex = this.#takeMatch(/^\{[0-9a-f]{1,6}\}/i) || this.#takeMatch(exact);
    if (hex === "") return letter;
    const code = Number.parseInt(hex.replaceAll(/[{}]/g, ""), 16);
    return String.fromCodePoint(Math.min(code, 0x10ffff));
  }

  #class(start: number): PatternNode {
    while (this.#at < this.#source.length && !this.#take("]"))
      if (this.#next() === "\\") this.#next();
    return this.#classFrom(start);
  }

  #classFrom(start: number): PatternNode {
    const source = this.#source.slice(start, this.#at).join("");
    return { kind: "class", characters: characterClass(source) };
  }

  #repeated(item: PatternNode): PatternNode {
    const bounds = this.#bounds();
    if (bounds === undefined) return item;
    this.#take("?");
    return bounds.max === 0 ? EMPTY : { kind: "repeat", item, ...bounds };
  }

  #bounds(): { min: number; max: number } | undefined {
    if (this.#take("*")) return { min: 0, max: Infinity };
    if (this.#take("+")) return { min: 1, max: Infinity };
    if (this.#take("?")) return { min: 0, max: 1 };
    const braces = /^\{(\d+)(,?)(\d*)\}/.exec(this.#takeMatch(/^\{\d{1,9},?\d{0,9}\}/));
    if (braces === null) return undefined;
    const min = Number(braces[1]);
    const open = braces[3] === "" ? Infinity : Number(braces[3]);
    return { min, max: braces[2] === "" ? min : open };
  }

  #peek(): string {
    return this.#source[this.#at] ?? "";
  }

  #next(): string {
    this.#at += 1;
    return this.#source[this.#at - 1] ?? "";
  }

  /** What the pattern finds here, or nothing. Looks 80 characters ahead. */
  #takeMatch(pattern: RegExp): string {
    const ahead = this.#source.slice(this.#at, this.#at + 80).join("");
    const found = pattern.exec(ahead)?.[0] ?? "";
    this.#at += [...found].length;
    return found;
  }

  #take(character: string): boolean {
    if (this.#source[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }
}
