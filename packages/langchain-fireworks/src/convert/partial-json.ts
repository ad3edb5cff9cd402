import { isGrowingEscape, readEscape } from "./json-escape.js";
import { readWord } from "./json-word.js";
import { OpenContainers } from "./open-containers.js";

/** What may come next; `end` is a complete value, `broken` one that is no JSON. */
type Expected =
  | "value"
  | "first item"
  | "first key"
  | "key"
  | "colon"
  | "comma"
  | "string"
  | "escape"
  | "word"
  | "end"
  | "broken";

/** Levels of objects and lists. */
export const MAX_DEPTH = 500;

const SPACE = /\s/;
const WORD = /[\w+.-]/;
const HIGH_SURROGATE = /[\uD800-\uDBFF]/;
const STRING_STOP = /["\\]/g;

/**
 * Reads one JSON value as it arrives, in time that grows with the text and not with its square. What
 * follows the value is not read. What is no JSON is found as late as core finds it: a line break
 * inside a string and the number `1.` pass. Nor does it read what nests deeper than
 * {@link MAX_DEPTH}: each look copies every container that is open.
 */
export class PartialJson {
  readonly #open = new OpenContainers();
  #expected: Expected = "value";
  /** The string or word under way, and whether that string is a key. */
  #text = "";
  #isKey = false;
  #half = "";
  #escape = "";
  #length = 0;

  /** Whether the value is complete. */
  get isComplete(): boolean {
    return this.#expected === "end";
  }

  /** Whether nothing that follows is read. */
  get isOver(): boolean {
    return this.#expected === "end" || this.#expected === "broken";
  }

  /** How many characters of the text belong to the value, and to the space before it. */
  get length(): number {
    return this.#length;
  }

  /** How much a look copies: the properties of what is open; a list's entries count sixteen for one. */
  get openSize(): number {
    return this.#open.size;
  }

  /** How many values were begun. */
  get values(): number {
    return this.#open.values;
  }

  push(text: string): void {
    let at = 0;
    while (at < text.length && !this.isOver) {
      at = this.#expected === "string" ? this.#string(text, at) : this.#character(text, at);
    }
    this.#length += at;
  }

  /**
   * The value so far; `undefined` before it begins. Later pieces do not change it. Strings are shown as
   * they grow; numbers, `true`, `false` and `null` when they are complete, because `1` on the way to
   * `12` is no part of the answer.
   */
  snapshot(): unknown {
    return this.#open.snapshot(this.#isInString() ? this.#text : undefined);
  }

  /**
   * The value so far as core's `parsePartialJson` completes it: `1` on the way to `12`, `true` when
   * only `t` has come, half a character, and the signs of half an escape. `undefined` where that gives
   * `null`: the text cannot become JSON any more, or has not begun.
   */
  completed(): unknown {
    if (this.#expected === "broken") return undefined;
    if (this.#expected !== "word") {
      return this.#open.snapshot(
        this.#isInString() ? this.#text + this.#half + this.#writtenEscape() : undefined,
      );
    }
    const word = readWord(this.#text, true);
    return word === undefined ? undefined : this.#open.snapshot(word.value);
  }

  /** Inside a string that is a value. */
  #isInString(): boolean {
    return !this.#isKey && (this.#expected === "string" || this.#expected === "escape");
  }

  #writtenEscape(): string {
    if (this.#expected !== "escape") return "";
    return this.#escape === "" ? "\\" : this.#escape;
  }

  /** Half a character (a high surrogate) waits for its other half. */
  #append(run: string): void {
    const added = this.#half + run;
    this.#half = HIGH_SURROGATE.test(added.slice(-1)) ? added.slice(-1) : "";
    this.#text += added.slice(0, added.length - this.#half.length);
  }

  #endString(): void {
    this.#text += this.#half;
    if (this.#isKey) this.#expected = "colon";
    else this.#finish(this.#text);
  }

  /** Takes a run of plain characters at once. */
  #string(text: string, at: number): number {
    STRING_STOP.lastIndex = at;
    const stop = STRING_STOP.exec(text)?.index ?? text.length;
    this.#append(text.slice(at, stop));
    if (stop === text.length) return stop;
    if (text[stop] === '"') {
      this.#endString();
    } else {
      this.#expected = "escape";
      this.#escape = "";
    }
    return stop + 1;
  }

  /** One character outside the plain part of a string; gives the place to go on at. */
  #character(text: string, at: number): number {
    const char = text[at] ?? "";
    if (this.#expected === "escape") {
      this.#readEscape(char);
    } else if (this.#expected === "word") {
      if (WORD.test(char)) this.#text += char;
      else return this.#finishWord(at);
    } else if (!SPACE.test(char)) {
      this.#structure(char);
    }
    return at + 1;
  }

  #structure(char: string): void {
    const { container } = this.#open;
    const isList = Array.isArray(container);
    const mayEnd =
      this.#expected === "comma" || this.#expected === (isList ? "first item" : "first key");
    if (container !== undefined && mayEnd && char === (isList ? "]" : "}")) this.#close();
    else if (this.#expected === "comma") this.#expect(char === ",", isList ? "value" : "key");
    else if (this.#expected === "colon") this.#nameValue(char);
    else if (this.#expected === "key" || this.#expected === "first key")
      this.#beginString(char, true);
    else this.#beginValue(char);
  }

  #beginValue(char: string): void {
    if (char === "{") this.#descend({}, "first key");
    else if (char === "[") this.#descend([], "first item");
    else if (char === '"') this.#beginString(char, false);
    else {
      this.#text = char;
      this.#expect(WORD.test(char), "word");
    }
  }

  #descend(container: Record<string, unknown> | unknown[], expected: Expected): void {
    const isTooDeep = this.#open.depth === MAX_DEPTH;
    if (!isTooDeep) this.#open.open(container);
    this.#expect(!isTooDeep, expected);
  }

  #beginString(char: string, isKey: boolean): void {
    this.#text = "";
    this.#half = "";
    this.#isKey = isKey;
    this.#expect(char === '"', "string");
  }

  #nameValue(char: string): void {
    this.#open.name(this.#text);
    this.#expect(char === ":", "value");
  }

  #readEscape(char: string): void {
    this.#escape += char;
    if (isGrowingEscape(this.#escape)) return;
    const read = readEscape(this.#escape);
    this.#append(read ?? "");
    this.#expect(read !== undefined, "string");
  }

  /** A word ends at the first character that is not of it, which is read again. */
  #finishWord(at: number): number {
    const word = readWord(this.#text, false);
    if (word === undefined) this.#expected = "broken";
    else this.#finish(word.value);
    return at;
  }

  #close(): void {
    this.#finish(this.#open.close());
  }

  #finish(value: unknown): void {
    this.#open.add(value);
    this.#expected = this.#open.depth === 0 ? "end" : "comma";
  }

  #expect(isRight: boolean, next: Expected): void {
    this.#expected = isRight ? next : "broken";
  }
}
