import { isGrowingEscape, readEscape } from "./json-escape.js";
import { readWord } from "./json-word.js";

/** An object or a list that is still being written. */
interface OpenContainer {
  value: Record<string, unknown> | unknown[];
  /** The property whose value comes next. */
  key?: string;
}

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

const SPACE = /\s/;
const WORD = /[\w+.-]/;
const HIGH_SURROGATE = /[\uD800-\uDBFF]/;
const STRING_STOP = /["\\]/g;

/**
 * Reads one JSON value as it arrives, in time that grows with the text and not with its square. What
 * follows the value is not read. What is no JSON is found as late as core finds it: a line break
 * inside a string and the number `1.` pass.
 */
export class PartialJson {
  readonly #open: OpenContainer[] = [];
  #expected: Expected = "value";
  #root: unknown;
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

  /** How many characters of the text belong to the value, and to the space before it. */
  get length(): number {
    return this.#length;
  }

  push(text: string): void {
    let at = 0;
    while (at < text.length && !this.#isOver()) {
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
    return this.#with(this.#isInString() ? this.#text : undefined);
  }

  /**
   * The value so far as core's `parsePartialJson` completes it: `1` on the way to `12`, `true` when
   * only `t` has come, half a character, and the signs of half an escape. `undefined` where that gives
   * `null`: the text cannot become JSON any more, or has not begun.
   */
  completed(): unknown {
    if (this.#expected === "broken") return undefined;
    if (this.#expected !== "word") {
      return this.#with(
        this.#isInString() ? this.#text + this.#half + this.#writtenEscape() : undefined,
      );
    }
    const word = readWord(this.#text, true);
    return word === undefined ? undefined : this.#with(word.value);
  }

  /** The open containers, copied, with what comes last in them. */
  #with(last: unknown): unknown {
    let child = last;
    for (let depth = this.#open.length - 1; depth >= 0; depth -= 1) {
      const { value, key } = this.#open[depth] as OpenContainer;
      if (Array.isArray(value)) {
        child = child === undefined ? value.slice() : value.concat([child]);
      } else {
        const copy = { ...value };
        if (key !== undefined && child !== undefined) setOwn(copy, key, child);
        child = copy;
      }
    }
    return child === undefined ? this.#root : child;
  }

  #isOver(): boolean {
    return this.#expected === "end" || this.#expected === "broken";
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
    const container = this.#open.at(-1);
    const isList = Array.isArray(container?.value);
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
    if (char === "{") this.#descend({ value: {} }, "first key");
    else if (char === "[") this.#descend({ value: [] }, "first item");
    else if (char === '"') this.#beginString(char, false);
    else {
      this.#text = char;
      this.#expect(WORD.test(char), "word");
    }
  }

  #descend(container: OpenContainer, expected: Expected): void {
    this.#open.push(container);
    this.#expected = expected;
  }

  #beginString(char: string, isKey: boolean): void {
    this.#text = "";
    this.#half = "";
    this.#isKey = isKey;
    this.#expect(char === '"', "string");
  }

  #nameValue(char: string): void {
    const container = this.#open.at(-1);
    if (container) container.key = this.#text;
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
    const closed = this.#open.pop();
    this.#finish(closed?.value);
  }

  #finish(value: unknown): void {
    const container = this.#open.at(-1);
    if (container === undefined) this.#root = value;
    else if (Array.isArray(container.value)) container.value.push(value);
    else if (container.key !== undefined) {
      setOwn(container.value, container.key, value);
      delete container.key;
    }
    this.#expected = container === undefined ? "end" : "comma";
  }

  #expect(isRight: boolean, next: Expected): void {
    this.#expected = isRight ? next : "broken";
  }
}

/** As `JSON.parse` does it: a key named `__proto__` is a key. */
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== "__proto__") target[key] = value;
  else Object.defineProperty(target, key, { value, ...PLAIN });
}

const PLAIN = { enumerable: true, configurable: true, writable: true };
