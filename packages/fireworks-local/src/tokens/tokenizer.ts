/** One token: its number, its bytes, and the text it completes. */
export interface Token {
  readonly id: number;
  readonly bytes: readonly number[];
  /**
   * The characters that are whole once this token has arrived: empty for the first tokens of a
   * character that is split over several, so that texts of tokens always join to the whole text.
   */
  readonly text: string;
  /** Log probabilities that a script gives it; otherwise they are made up. */
  readonly given?: {
    logprob: number;
    top_logprobs?: readonly { token: string; logprob: number }[] | undefined;
  };
}

/** cl100k_base: no model of Fireworks uses it, but its pieces are real ones and it loads fastest. */
interface Encoding {
  encode(text: string): number[];
  bytesOf(id: number): readonly number[];
  /** Of a token that is whole characters. */
  textOf(id: number): string | undefined;
  size: number;
}

/**
 * Without a break, byte pairs are merged in quadratic time (20,000 letters: 0.5 s), so that longer
 * runs are cut. No text people write is affected. The pattern has no open end: V8 would keep a place to go
 * back to for every further character, and runs out of them after 8 million.
 */
const LONGEST_RUN = 512;
const LONG_RUN = new RegExp(`\\S{${LONGEST_RUN + 1}}|\\s{${LONGEST_RUN + 1}}`);

/** Longer texts are tokenised a part at a time, so that one can stop. */
const LONGEST_PART = 250_000;

export class Tokenizer {
  static #loading: Promise<Tokenizer> | undefined;
  readonly #encoding: Encoding;
  readonly #wholeTokens = new Map<number, Token>();

  private constructor(encoding: Encoding) {
    this.#encoding = encoding;
  }

  /** Loaded at the first request, not at start: the tables take 130 ms to read. */
  static load(): Promise<Tokenizer> {
    Tokenizer.#loading ??= loadEncoding().then((encoding) => new Tokenizer(encoding));
    return Tokenizer.#loading;
  }

  encode(text: string): Token[] {
    return this.tokens(this.ids(text));
  }

  /** The tokens of these numbers. A number that is none of this encoding stands for its digits. */
  tokens(ids: readonly number[]): Token[] {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    let mayHoldBytes = false;
    return ids.map((id) => {
      const whole = this.#encoding.textOf(id);
      if (whole !== undefined && !mayHoldBytes) return this.#wholeToken(id, whole);
      mayHoldBytes = whole === undefined;
      const bytes = this.#encoding.bytesOf(id);
      return { id, bytes, text: decoder.decode(Uint8Array.from(bytes), { stream: true }) };
    });
  }

  /** Made once: of a large vocabulary few are ever used, and those again and again. */
  #wholeToken(id: number, text: string): Token {
    const known = this.#wholeTokens.get(id);
    if (known !== undefined) return known;
    const token: Token = { id, bytes: this.#encoding.bytesOf(id), text };
    if (id < this.#encoding.size) this.#wholeTokens.set(id, token);
    return token;
  }

  /** The text of tokens. Numbers that are no token of this encoding stand there as they are. */
  decode(ids: readonly number[]): string {
    const bytes = ids.flatMap((id) => this.#encoding.bytesOf(id));
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
  }

  /** Any token, e.g. as an alternative that was not chosen. */
  tokenAt(position: number): Token {
    const id = Math.floor(position * this.#encoding.size) % this.#encoding.size;
    const bytes = this.#encoding.bytesOf(id);
    return { id, bytes, text: new TextDecoder().decode(Uint8Array.from(bytes)) };
  }

  /** Of a text of more than `most` tokens, at least that many and one. */
  ids(text: string, most: number = Infinity): number[] {
    const found: number[] = [];
    for (const part of slices(text, LONGEST_PART))
      for (const slice of LONG_RUN.test(part) ? slices(part, LONGEST_RUN) : [part]) {
        for (const id of this.#encoding.encode(slice)) found.push(id);
        if (found.length > most) return found;
      }
    return found;
  }
}

/** Cut between characters, never inside a surrogate pair. */
function slices(text: string, longest: number): string[] {
  const found: string[] = [];
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + longest, text.length);
    if (/[\uD800-\uDBFF]/.test(text[end - 1] ?? "") && end < text.length) end += 1;
    found.push(text.slice(start, end));
    start = end;
  }
  return found;
}

type Ranks = (string | number[])[];

async function loadEncoding(): Promise<Encoding> {
  const [{ encode }, { default: found }] = await Promise.all([
    import("gpt-tokenizer/encoding/cl100k_base"),
    import("gpt-tokenizer/bpeRanks/cl100k_base") as Promise<{
      default: Ranks | { default: Ranks };
    }>,
  ]);
  // A CommonJS module's default is its `exports`, so in our CommonJS build the list is one level down.
  const ranks = Array.isArray(found) ? found : found.default;
  const encoder = new TextEncoder();
  return {
    // Text that looks like a special token is ordinary text here; half a character becomes U+FFFD.
    encode: (text) =>
      encode(text.replaceAll(/\p{Surrogate}/gu, "\uFFFD"), { disallowedSpecial: new Set() }),
    bytesOf: (id) => {
      const entry = ranks[id] ?? ` ${id} `;
      return typeof entry === "string" ? [...encoder.encode(entry)] : entry;
    },
    textOf: (id) => {
      const entry = ranks[id] ?? ` ${id} `;
      return typeof entry === "string" ? entry : undefined;
    },
    size: ranks.length,
  };
}
