import type {
  GenerationRequest,
  LegacyLogprobs,
  Logprobs,
  TokenLogprob,
  TopLogprob,
} from "fireworks-client/wire";
import { hashText, SeededRandom } from "../random/seeded-random.js";
import type { Token, Tokenizer } from "../tokens/tokenizer.js";

/** How a request wants log probabilities (contract 3.3), or undefined when it wants none. */
export type LogprobsWish = { shape: "new" | "legacy"; top: number; sampled: boolean };

export function logprobsWish(request: GenerationRequest): LogprobsWish | undefined {
  const { logprobs, top_logprobs, temperature } = request;
  const sampled = temperature !== 0;
  if (logprobs === true) return { shape: "new", top: top_logprobs ?? 0, sampled };
  if (typeof logprobs === "number")
    return { shape: "legacy", top: top_logprobs ?? logprobs, sampled };
  return undefined;
}

/**
 * Made-up probabilities that look like real ones: mostly certain, summing to less than one, the same
 * for the same token at the same place. At a temperature above 0 the sampled token is now and then
 * not among the likeliest.
 */
export class LogprobsWriter {
  readonly #wish: LogprobsWish;
  readonly #tokenizer: Tokenizer;
  #offset = 0;
  #position = 0;

  constructor(wish: LogprobsWish, tokenizer: Tokenizer) {
    this.#wish = wish;
    this.#tokenizer = tokenizer;
  }

  /** For the next tokens of the choice; offsets count on from the call before. */
  write(tokens: Token[]): Logprobs | LegacyLogprobs {
    const entries = tokens.map((token) => this.#entry(token));
    return this.#wish.shape === "new" ? { content: entries } : toLegacy(entries);
  }

  #entry(token: Token): TokenLogprob {
    if (token.given !== undefined) return this.#givenEntry(token, token.given);
    const random = new SeededRandom(hashText(`${token.id}@${this.#position}`));
    const probability = 0.35 + 0.65 * (1 - random.next() ** 2);
    const isSurprise = this.#wish.sampled && random.next() < 0.1;
    const logprob = isSurprise ? -3 - 2 * random.next() : Math.log(probability * 0.999);
    const sampled = { ...shown(token), logprob: round(logprob) };
    const entry: TokenLogprob = {
      ...sampled,
      sampling_logprob: sampled.logprob,
      text_offset: this.#offset,
      top_logprobs: this.#alternatives(sampled, random, isSurprise),
    };
    this.#offset += token.text.length;
    this.#position += 1;
    return entry;
  }

  #givenEntry(token: Token, { logprob, top_logprobs }: NonNullable<Token["given"]>): TokenLogprob {
    const sampled = { ...shown(token), logprob };
    const alternatives = top_logprobs?.map((other) => ({
      ...shown(this.#tokenFor(other.token)),
      ...other,
    }));
    const entry: TokenLogprob = {
      ...sampled,
      sampling_logprob: logprob,
      text_offset: this.#offset,
      top_logprobs: (alternatives ?? [sampled]).slice(0, this.#wish.top),
    };
    this.#offset += token.text.length;
    this.#position += 1;
    return entry;
  }

  #tokenFor(text: string): Token {
    const [id = 0] = this.#tokenizer.ids(text);
    return { id, bytes: [...new TextEncoder().encode(text)], text };
  }

  /** The likeliest first. The legacy shape always holds the sampled token, even as one more. */
  #alternatives(sampled: TopLogprob, random: SeededRandom, isSurprise: boolean): TopLogprob[] {
    const others: TopLogprob[] = [];
    const count = this.#wish.top - (isSurprise ? 0 : 1);
    let mass = isSurprise ? 0.9 : 1 - Math.exp(sampled.logprob);
    while (others.length < count) {
      const other = shown(this.#tokenizer.tokenAt(random.next() * 0.2));
      const isKnown = [sampled, ...others].some((known) => known.token === other.token);
      if (isKnown || other.token.startsWith(PARTIAL)) continue;
      mass *= 0.55;
      others.push({
        ...other,
        logprob: round(Math.min(Math.log(mass), sampled.logprob + (isSurprise ? 3 : -0.01))),
      });
    }
    if (!isSurprise)
      return this.#wish.top === 0 && this.#wish.shape === "new" ? [] : [sampled, ...others];
    return this.#wish.shape === "legacy" ? [...others, sampled] : others;
  }
}

function toLegacy(entries: TokenLogprob[]): LegacyLogprobs {
  return {
    tokens: entries.map((entry) => entry.token),
    token_logprobs: entries.map((entry) => entry.logprob),
    top_logprobs: entries.map((entry) =>
      Object.fromEntries((entry.top_logprobs ?? []).map((top) => [top.token, top.logprob])),
    ),
    text_offset: entries.map((entry) => entry.text_offset ?? 0),
    token_ids: entries.map((entry) => entry.token_id ?? 0),
  };
}

/** A token that is only part of a character is named by its bytes, as OpenAI does. */
const PARTIAL = "bytes:";

function shown(token: Token): { token: string; token_id: number; bytes: number[] } {
  const isWhole = new TextEncoder().encode(token.text).length === token.bytes.length;
  const hex = token.bytes.map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`);
  return {
    token: isWhole ? token.text : PARTIAL + hex.join(""),
    token_id: token.id,
    bytes: [...token.bytes],
  };
}

function round(logprob: number): number {
  return Math.round(logprob * 10_000) / 10_000;
}
