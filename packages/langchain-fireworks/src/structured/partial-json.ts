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
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Reads one JSON value as it arrives, in time that grows with the text and not with its square.
 * Strings are shown as they grow; numbers, `true`, `false` and `null` when they are complete, because
 * `1` on the way to `12` is no part of the answer. What follows the value is not read.
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

  /** The value so far; `undefined` before it begins. Later pieces do not change it. */
  snapshot(): unknown {
    let child: unknown = this.#shownString();
    for (const { value, key } of this.#open.toReversed()) {
      if (Array.isArray(value)) {
        child = child === undefined ? [...value] : [...value, child];
      } else {
        const copy = { ...value };
        if (key !== undefined && child !== undefined) setOwn(copy, key, child);
        child = copy;
      }
    }
    return child ?? this.#root;
  }

  #isOver(): boolean {
    return this.#expected === "end" || this.#expected === "broken";
  }

  #shownString(): string | undefined {
    const isString = this.#expected === "string" || this.#expected === "escape";
    return isString && !this.#isKey ? this.#text : undefined;
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
    if (this.#escape.startsWith("u") && this.#escape.length < 5) return;
    const unicode = /^u([\da-f]{4})$/i.exec(this.#escape)?.[1];
    const read = unicode
      ? String.fromCharCode(Number.parseInt(unicode, 16))
      : ESCAPES[this.#escape];
    this.#append(read ?? "");
    this.#expect(read !== undefined, "string");
  }

  /** A word ends at the first character that is not of it, which is read again. */
  #finishWord(at: number): number {
    try {
      this.#finish(JSON.parse(this.#text));
    } catch {
      this.#expected = "broken";
    }
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
function setOwn(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
