import type { LegacyLogprobs, Logprobs, TokenLogprob } from "fireworks-client/wire";
import { type Json, number, record, records, text } from "./read-json.js";

/** Puts an engine's log probabilities into the shape that was asked for, piece by piece. */
export class LogprobsShaper {
  readonly #legacy: boolean;
  #offset = 0;

  /** `asked` is the request's `logprobs`: an integer wants the legacy shape (contract 3.3). */
  constructor(asked: unknown) {
    this.#legacy = typeof asked === "number";
  }

  shape(value: unknown): Logprobs | LegacyLogprobs | undefined {
    const content = record(value)["content"];
    if (!Array.isArray(content)) return this.#passed(value);
    const tokens = records(content).map((item) => this.#item(item));
    return this.#legacy ? toLegacy(tokens) : { content: tokens };
  }

  /** Completions of most engines have the legacy shape already. */
  #passed(value: unknown): LegacyLogprobs | undefined {
    return Array.isArray(record(value)["tokens"]) ? (value as LegacyLogprobs) : undefined;
  }

  #item(item: Json): TokenLogprob {
    const token = text(item["token"]) ?? "";
    const offset = this.#offset;
    this.#offset += token.length;
    const logprob = number(item["logprob"]) ?? 0;
    const { bytes, token_id, top_logprobs } = item as Partial<TokenLogprob>;
    return {
      token,
      logprob,
      sampling_logprob: logprob,
      bytes: bytes ?? [...new TextEncoder().encode(token)],
      ...(token_id == null ? {} : { token_id }),
      text_offset: offset,
      ...(top_logprobs == null ? {} : { top_logprobs }),
    };
  }
}

function toLegacy(tokens: TokenLogprob[]): LegacyLogprobs {
  return {
    tokens: tokens.map(({ token }) => token),
    token_logprobs: tokens.map(({ logprob }) => logprob),
    top_logprobs: tokens.map(({ top_logprobs }) =>
      Object.fromEntries((top_logprobs ?? []).map(({ token, logprob }) => [token, logprob])),
    ),
    text_offset: tokens.map(({ text_offset }) => text_offset ?? 0),
    token_ids: null,
  };
}
