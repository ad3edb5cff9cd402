import { type Expression, type Grammar, GrammarError } from "./grammar.js";

const MAX_NESTING = 100;

/** Longer grammars are refused rather than read. */
const MAX_LENGTH = 200_000;

const ANY_CHARACTER: Expression = { kind: "characters", ranges: [], negated: true };
const CONTROLS: Record<string, string> = { n: "\n", r: "\r", t: "\t" };
const HEX_DIGITS: Record<string, number> = { x: 2, u: 4, U: 8 };

/**
 * Throws {@link GrammarError} with the place when the text is no grammar, and by name when `root` or
 * a rule that is referred to is missing.
 */
export function parseGrammar(source: string): Grammar {
  if (source.length > MAX_LENGTH)
    throw new GrammarError(`Grammar is longer than ${MAX_LENGTH} characters`);
  const parser = new GrammarParser(source);
  const grammar = parser.rules();
  if (!grammar.has("root")) throw new GrammarError("Grammar does not contain a 'root' rule");
  for (const name of parser.references)
    if (!grammar.has(name)) throw new GrammarError(`Undefined rule identifier '${name}'`);
  return grammar;
}

class GrammarParser {
  /** The names rules refer to, in order of appearance. */
  readonly references = new Set<string>();
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  rules(): Grammar {
    const rules = new Map<string, Expression>();
    this.#skip(true);
    while (this.#at < this.#source.length) {
      const name = this.#name();
      this.#skip(false);
      if (!this.#take("::=")) this.#fail("expected '::='");
      this.#skip(true);
      rules.set(name, this.#choice(0));
      this.#skip(true);
    }
    return rules;
  }

  #choice(nesting: number): Expression {
    if (nesting > MAX_NESTING) this.#fail("groups are nested too deeply");
    const options = [this.#sequence(nesting)];
    while (this.#takeBar(nesting)) options.push(this.#sequence(nesting));
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: "choice", options };
  }

  /** A rule may go on in the next line when that line starts with a bar. */
  #takeBar(nesting: number): boolean {
    const before = this.#at;
    this.#skip(true);
    if (this.#take("|")) {
      this.#skip(true);
      return true;
    }
    if (nesting === 0) this.#at = before;
    return false;
  }

  #sequence(nesting: number): Expression {
    const items: Expression[] = [];
    for (;;) {
      this.#skip(nesting > 0);
      const item = this.#item(nesting);
      if (item === undefined) return { kind: "sequence", items };
      items.push(this.#repeated(item));
    }
  }

  #item(nesting: number): Expression | undefined {
    if (this.#take('"')) return { kind: "literal", text: this.#quoted() };
    if (this.#take("[")) return this.#characters();
    if (this.#take(".")) return ANY_CHARACTER;
    if (this.#take("(")) {
      this.#skip(true);
      const inner = this.#choice(nesting + 1);
      this.#skip(true);
      if (!this.#take(")")) this.#fail("expected ')'");
      return inner;
    }
    return this.#reference();
  }

  /** A name that is followed by `::=` begins the next rule instead. */
  #reference(): Expression | undefined {
    const match = /^[a-zA-Z0-9_-]+(?!\s*::=)(?![a-zA-Z0-9_-])/.exec(this.#rest(256));
    if (match === null) return undefined;
    this.#at += match[0].length;
    this.references.add(match[0]);
    return { kind: "rule", name: match[0] };
  }

  /** One operator may follow another. */
  #repeated(item: Expression): Expression {
    let repeated = item;
    for (let times = 0; times < MAX_NESTING; times += 1) {
      const bounds = this.#bounds();
      if (bounds === undefined) break;
      repeated = { kind: "repeat", item: repeated, ...bounds };
    }
    return repeated;
  }

  #bounds(): { min: number; max: number } | undefined {
    if (this.#take("*")) return { min: 0, max: Infinity };
    if (this.#take("+")) return { min: 1, max: Infinity };
    if (this.#take("?")) return { min: 0, max: 1 };
    const braces = /^\{\s*(\d+)\s*(,?)\s*(\d*)\s*\}/.exec(this.#rest(64));
    if (braces === null) return undefined;
    this.#at += braces[0].length;
    const min = Number(braces[1]);
    const open = braces[3] === "" ? Infinity : Number(braces[3]);
    const max = braces[2] === "" ? min : open;
    if (max < min) this.#fail("a repetition's end is before its start");
    return { min, max };
  }

  #quoted(): string {
    let text = "";
    while (!this.#take('"')) text += this.#character();
    return text;
  }

  #characters(): Expression {
    const negated = this.#take("^");
    const ranges: [number, number][] = [];
    while (!this.#take("]")) {
      const low = this.#character().codePointAt(0) ?? 0;
      const isRange = this.#peek() === "-" && this.#source[this.#at + 1] !== "]";
      if (isRange) this.#at += 1;
      ranges.push([low, isRange ? (this.#character().codePointAt(0) ?? low) : low]);
    }
    if (ranges.length === 0 && !negated) this.#fail("empty character class");
    return { kind: "characters", ranges, negated };
  }

  #character(): string {
    const code = this.#source.codePointAt(this.#at);
    if (code === undefined) this.#fail("unexpected end");
    const character = String.fromCodePoint(code ?? 0);
    this.#at += character.length;
    return character === "\\" ? this.#escaped() : character;
  }

  #escaped(): string {
    const character = this.#source[this.#at] ?? "";
    this.#at += 1;
    const digits = HEX_DIGITS[character];
    if (digits === undefined) return CONTROLS[character] ?? character;
    const hex = /^[0-9a-fA-F]+/.exec(this.#rest(digits))?.[0] ?? "0";
    this.#at += hex.length;
    return String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff));
  }

  #name(): string {
    const name = /^[a-zA-Z0-9_-]+/.exec(this.#rest(256))?.[0];
    if (name === undefined) this.#fail("expected a rule name");
    this.#at += name?.length ?? 0;
    return name ?? "";
  }

  /** Blanks and comments; line ends only where a rule may go on. */
  #skip(overLines: boolean): void {
    const blank = overLines ? /^(?:\s|#[^\n]*)/ : /^(?:[ \t\r]|#[^\n]*)/;
    for (;;) {
      const found = blank.exec(this.#rest(4_096))?.[0];
      if (found === undefined || found === "") return;
      this.#at += found.length;
    }
  }

  #rest(length: number): string {
    return this.#source.slice(this.#at, this.#at + length);
  }

  #peek(): string {
    return this.#source[this.#at] ?? "";
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #fail(what: string): never {
    throw new GrammarError(`Failed to parse grammar: ${what} at character ${this.#at}`);
  }
}
