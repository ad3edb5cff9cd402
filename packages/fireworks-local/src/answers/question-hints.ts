import type { ValueHints, WantedText } from "../schema/hints.js";
import { findByMeaning, isOnlyKind, KINDS } from "./field-meanings.js";
import { identifierWords } from "./identifier-words.js";
import { findNumbers, type NumberMention } from "./number-mentions.js";
import { signWords } from "./sign-words.js";
import { readSwitch } from "./switch-words.js";
import { ValuePool } from "./value-pool.js";

/** A question is read for hints only so far: the patterns are meant for a few sentences. */
const LONGEST = 4_000;

/**
 * Values a question offers: `a: 3`, numbers in order, quoted texts, places, dates, addresses, names.
 * Several calls share them: what one took, the next takes only when nothing else is left.
 */
export class QuestionHints implements ValueHints {
  readonly #text: string;
  readonly #numbers: ValuePool<NumberMention>;
  readonly #quoted: ValuePool<string>;
  readonly #ofKind: { names: RegExp; formats: RegExp; values: ValuePool<string> }[];
  #prefersNumber: (number: NumberMention) => boolean = () => false;

  constructor(text: string) {
    this.#text = text.slice(0, LONGEST);
    this.#numbers = new ValuePool(findNumbers(this.#text));
    this.#quoted = new ValuePool(findQuoted(this.#text));
    this.#ofKind = Object.values(KINDS).map(({ names, formats, find }) => ({
      names,
      formats,
      values: new ValuePool([...this.#text.matchAll(find)].map(([found]) => found)),
    }));
  }

  /** The next call begins; it would rather have the numbers of which this is true. */
  startCall(prefersNumber: (number: NumberMention) => boolean): void {
    this.#prefersNumber = prefersNumber;
    for (const pool of [this.#numbers, this.#quoted, ...this.#ofKind.map((kind) => kind.values)])
      pool.startCall();
  }

  number(name: string, accepts: (value: number) => boolean): number | undefined {
    const named = Number(this.#named(name) ?? Number.NaN);
    if (accepts(named)) return named;
    return this.#numbers.take(
      ({ value }) => accepts(value),
      (number) => this.#standsBefore(number, name),
      (number) => this.#prefersNumber(number),
    )?.value;
  }

  string(name: string, { format, accepts }: WantedText): string | undefined {
    const named = this.#named(name);
    if (named !== undefined && accepts(named)) return named;
    const words = identifierWords(name).join(" ");
    return (
      this.#takeOfKind(words, format, accepts) ??
      findByMeaning(words, this.#text).find(accepts) ??
      (isOnlyKind(words) ? undefined : this.#quoted.take(accepts))
    );
  }

  boolean(name: string): boolean | undefined {
    const named = this.#named(name)?.toLowerCase();
    if (named === "true" || named === "yes") return true;
    if (named === "false" || named === "no") return false;
    return readSwitch(identifierWords(name).join(" "), this.#text);
  }

  /** A whole word, or part of one when the value is long enough to mean something. */
  choice(values: string[]): string | undefined {
    const text = [this.#text.toLowerCase(), ...signWords(this.#text)].join(" ");
    const isWord = (value: string): boolean =>
      new RegExp(`(?<![\\p{L}\\p{N}])${escapePattern(value)}(?![\\p{L}\\p{N}])`, "u").test(text);
    const present = values.filter((value) => value !== "" && text.includes(value.toLowerCase()));
    return (
      present.find((value) => isWord(value.toLowerCase())) ??
      present.find((value) => value.length > 3)
    );
  }

  mentions(name: string): boolean {
    const words = identifierWords(name).join(" ");
    return (
      this.#named(name) !== undefined ||
      findByMeaning(words, this.#text).length > 0 ||
      this.#ofKind.some(({ names, values }) => names.test(words) && values.has(() => true)) ||
      this.#numbers.has((number) => this.#standsBefore(number, name)) ||
      readSwitch(words, this.#text) !== undefined
    );
  }

  /** `Field name: value`, `field_name=value`. */
  #named(name: string): string | undefined {
    if (name === "") return undefined;
    const label = identifierWords(name).map(escapePattern).join("[ _-]?");
    const match = new RegExp(`\\b${label}["']?\\s*[:=]\\s*([^,;\\n]{1,200})`, "i").exec(this.#text);
    return match?.[1]?.trim().replace(/^(["'])([^"']*)\1$|[.?!]$/, "$2");
  }

  #takeOfKind(
    name: string,
    format: unknown,
    accepts: (value: string) => boolean,
  ): string | undefined {
    for (const { names, formats, values } of this.#ofKind) {
      if (!names.test(name) && !(typeof format === "string" && formats.test(format))) continue;
      const found = values.take((value) => asWritten(value).some(accepts));
      if (found !== undefined) return asWritten(found).find(accepts);
    }
    return undefined;
  }

  /** `2 passengers` for `passengers` and `num_passengers`. */
  #standsBefore({ end }: NumberMention, name: string): boolean {
    const label = identifierWords(name).at(-1)?.replace(/s$/, "") ?? "";
    if (label.length < 3) return false;
    const after = new RegExp(`^\\s+(?:\\p{L}+\\s+)?${escapePattern(label)}(?:e?s)?\\b`, "iu");
    return after.test(this.#text.slice(end, end + 100));
  }
}

function findQuoted(text: string): string[] {
  const quoted = /["“]([^"”\n]{1,200})["”]|(?<!\w)'([^'\n]{1,200})'(?!\w)/g;
  return [...text.matchAll(quoted)].map((match) => match[1] ?? match[2] ?? "");
}

/** A day also stands for its first second, and a time for its day. */
function asWritten(value: string): string[] {
  const day = /^\d{4}-\d\d-\d\d/.exec(value)?.[0];
  return day === undefined ? [value] : [value, day, `${day}T00:00:00Z`];
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
