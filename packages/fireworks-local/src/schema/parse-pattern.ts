/** A regular expression as far as a string can be written from it. */
export type PatternNode =
  | { kind: "text"; text: string }
  | { kind: "class"; characters: string[] }
  | { kind: "sequence"; items: PatternNode[] }
  | { kind: "choice"; options: [PatternNode, ...PatternNode[]] }
  | { kind: "repeat"; item: PatternNode; min: number; max: number };

const EMPTY: PatternNode = { kind: "text", text: "" };
const MAX_NESTING = 50;

const DIGITS = [..."0123456789"];
const LOWER = [..."abcdefghijklmnopqrstuvwxyz"];
const UPPER = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const WORD = [...LOWER, ...UPPER, ...DIGITS, "_"];
const SPACE = [" "];
const PUNCTUATION = [..."!#%&*+,-./:;=?@^|~"];
const PRINTABLE = [...WORD, ...SPACE, ...PUNCTUATION];

const CLASSES: Record<string, string[]> = {
  d: DIGITS,
  w: WORD,
  s: SPACE,
  D: [...LOWER, ...UPPER],
  W: PUNCTUATION,
  S: WORD,
};

const CONTROLS: Record<string, string> = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v", 0: "\0" };

export function parsePattern(source: string): PatternNode {
  return new PatternParser(source).choice(0);
}

class PatternParser {
  readonly #source: string[];
  #at = 0;

  constructor(source: string) {
    this.#source = [...source];
  }

  choice(nesting: number): PatternNode {
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
    const character = this.#next();
    switch (character) {
      case "^":
      case "$":
        return EMPTY;
      case ".":
        return { kind: "class", characters: PRINTABLE };
      case "(":
        return this.#group(nesting);
      case "[":
        return this.#class();
      case "\\":
        return this.#escape();
      default:
        return { kind: "text", text: character };
    }
  }

  /** Look-around asks about the text beside it and writes nothing. */
  #group(nesting: number): PatternNode {
    const opening = this.#takeMatch(/^\?(?::|<?[=!]|<[^>]{0,64}>)/);
    const inner = nesting > MAX_NESTING ? EMPTY : this.choice(nesting + 1);
    this.#take(")");
    return /[=!]$/.test(opening) ? EMPTY : inner;
  }

  #escape(): PatternNode {
    const character = this.#next();
    const characters = CLASSES[character];
    if (characters !== undefined) return { kind: "class", characters };
    if (character === "b" || character === "B") return EMPTY;
    if (character === "p" || character === "P") return this.#unicodeClass(character === "P");
    return { kind: "text", text: this.#escapedCharacter(character) };
  }

  #escapedCharacter(character: string): string {
    if (character === "u" || character === "x") return this.#codePoint(character === "u" ? 4 : 2);
    return CONTROLS[character] ?? character;
  }

  #codePoint(digits: number): string {
    const exact = new RegExp(`^[0-9a-f]{${digits}}`, "i");
    const hex = this.#takeMatch(/^\{[0-9a-f]{1,6}\}/i) || this.#takeMatch(exact) || "78";
    const code = Number.parseInt(hex.replaceAll(/[{}]/g, ""), 16);
    return String.fromCodePoint(Math.min(code, 0x10ffff));
  }

  #unicodeClass(negated: boolean): PatternNode {
    const name = this.#takeMatch(/^\{[^}]{0,60}\}/).slice(1);
    const known = /^Lu|Uppercase/.test(name) ? UPPER : /^N|Digit/.test(name) ? DIGITS : LOWER;
    return { kind: "class", characters: negated ? PUNCTUATION : known };
  }

  #class(): PatternNode {
    const negated = this.#take("^");
    const members: string[] = [];
    while (this.#at < this.#source.length && !this.#take("]")) members.push(...this.#classMember());
    const characters = negated ? PRINTABLE.filter((one) => !members.includes(one)) : members;
    return characters.length === 0 ? EMPTY : { kind: "class", characters };
  }

  #classMember(): string[] {
    const first = this.#classCharacter();
    if (first.length !== 1 || this.#peek() !== "-" || this.#source[this.#at + 1] === "]")
      return first;
    this.#next();
    const [low = 0] = first.map((one) => one.codePointAt(0) ?? 0);
    const [high = low] = this.#classCharacter().map((one) => one.codePointAt(0) ?? 0);
    const count = Math.min(Math.max(high - low + 1, 1), 256);
    return Array.from({ length: count }, (_, index) => String.fromCodePoint(low + index));
  }

  #classCharacter(): string[] {
    const character = this.#next();
    if (character !== "\\") return [character];
    const node = this.#escape();
    if (node.kind === "class") return node.characters;
    return [node.kind === "text" && node.text !== "" ? node.text : "\b"];
  }

  #repeated(item: PatternNode): PatternNode {
    const bounds = this.#bounds();
    if (bounds === undefined) return item;
    this.#take("?");
    return { kind: "repeat", item, ...bounds };
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
