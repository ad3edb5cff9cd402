import { promptTooLong } from "./prompt-too-long.js";
import { invalidRequest } from "./refusal.js";

/** Texts up to here are always tokenised; longer ones only if the window could hold them. */
const SHORT_TEXT = 1_000_000;

/** No text people write has more characters a token. */
const MOST_CHARACTERS_PER_TOKEN = 8;

/** Of all texts of one request. No source knows Fireworks' own limit; this many take a second. */
const MOST_CHARACTERS = 8_000_000;

/** Throws Fireworks' 400 for a text that is far too long for the window, before it is tokenised. */
export function boundText(length: number, window: number): void {
  if (length > Math.max(SHORT_TEXT, window * MOST_CHARACTERS_PER_TOKEN))
    throw promptTooLong(Math.ceil(length / MOST_CHARACTERS_PER_TOKEN), window);
}

/** Throws when independent texts, each of which may fit, are together more than can be read. */
export function boundTexts(texts: readonly string[], window: number): void {
  let total = 0;
  for (const { length } of texts) {
    boundText(length, window);
    total += length;
  }
  if (total > MOST_CHARACTERS)
    throw invalidRequest(`At most ${MOST_CHARACTERS} characters can be read at once, got ${total}`);
}
