import type { ValueHints } from "../schema/hints.js";
import { identifierWords } from "./identifier-words.js";
import { signWords } from "./sign-words.js";

/** Values a question offers: `a: 3`, numbers in order, quoted texts, places after "in", names. */
export class QuestionHints implements ValueHints {
  readonly #text: string;
  readonly #numbers: number[];
  readonly #quoted: string[];

  constructor(text: string) {
    // A question is read for hints only so far: the patterns below are meant for a few sentences.
    this.#text = text.slice(0, 4_000);
    this.#numbers = [...this.#text.matchAll(/(?<![\w.])-?\d+(?:\.\d+)?/g)].map(Number);
    this.#quoted = [
      ...this.#text.matchAll(/["“]([^"”\n]{1,200})["”]|(?<!\w)'([^'\n]{1,200})'(?!\w)/g),
    ].map((match) => match[1] ?? match[2] ?? "");
  }

  number(name: string, accepts: (value: number) => boolean): number | undefined {
    const named = Number(this.#named(name) ?? Number.NaN);
    if (accepts(named)) return named;
    return takeFirst(this.#numbers, accepts);
  }

  string(name: string, accepts: (value: string) => boolean): string | undefined {
    const named = this.#named(name);
    if (named !== undefined && accepts(named)) return named;
    const found = this.#byMeaning(name);
    if (found !== undefined && accepts(found)) return found;
    return takeFirst(this.#quoted, accepts);
  }

  boolean(name: string): boolean | undefined {
    const named = this.#named(name)?.toLowerCase();
    if (named === "true" || named === "yes") return true;
    return named === "false" || named === "no" ? false : undefined;
  }

  choice(values: string[]): string | undefined {
    const text = [this.#text.toLowerCase(), ...signWords(this.#text)].join(" ");
    return values.find((value) => value !== "" && text.includes(value.toLowerCase()));
  }

  mentions(name: string): boolean {
    return this.#named(name) !== undefined || this.#byMeaning(name) !== undefined;
  }

  /** `Field name: value`, `field_name=value`. */
  #named(name: string): string | undefined {
    if (name === "") return undefined;
    const label = identifierWords(name).map(escapePattern).join("[ _-]?");
    const match = new RegExp(`\\b${label}["']?\\s*[:=]\\s*([^,;\\n]{1,200})`, "i").exec(this.#text);
    return match?.[1]?.trim().replace(/^(["'])([^"']*)\1$|[.?!]$/, "$2");
  }

  #byMeaning(name: string): string | undefined {
    const words = identifierWords(name);
    const meaning = MEANINGS.find((row) => words.some((word) => row.names.test(word)));
    const found = meaning?.find.exec(this.#text);
    return (found?.[1] ?? found?.[0])?.trim().slice(0, 200) || undefined;
  }
}

/** Which property names ask for what, tried in order. */
const MEANINGS: readonly { names: RegExp; find: RegExp }[] = [
  { names: /^e?mail$/, find: /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+/ },
  { names: /^(url|uri|link|website)$/, find: /https?:\/\/[^\s"'<>)]+/ },
  { names: /^date$/, find: /\d{4}-\d{2}-\d{2}/ },
  {
    names: /^(city|location|place|town|country|region|destination|where)$/,
    find: /\b(?:in|at|for|to|near|of)\s+(\p{Lu}[\p{L}'’-]*(?:,? \p{Lu}[\p{L}'’-]*)*)/u,
  },
  {
    names: /^(name|person|author|who)$/,
    find: /\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+|(?<=\S\s)\p{Lu}\p{Ll}+/u,
  },
  { names: /^(expression|formula|calculation)$/, find: /[\d(][\d\s+*/().-]*[\d)]/ },
  {
    names: /^(query|question|text|input|prompt|message|topic|search|sentence|request)$/,
    find: /[^\n]{1,200}/,
  },
];

function takeFirst<Item>(items: Item[], accepts: (item: Item) => boolean): Item | undefined {
  const at = items.findIndex(accepts);
  return at < 0 ? undefined : items.splice(at, 1)[0];
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
