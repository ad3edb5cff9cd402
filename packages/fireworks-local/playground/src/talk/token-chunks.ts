import type { Token } from "../state/answer.js";

/** Tokens that are drawn together; `to` is the place behind the last. */
export interface TokenChunk {
  from: number;
  to: number;
}

const FEWEST = 100;
const MOST = 400;

/**
 * Goes on cutting a growing list into chunks, preferably where a line ends. Chunks but the last stay as
 * they are, so that only the last has to be drawn again.
 */
export function growChunks(
  chunks: readonly TokenChunk[],
  tokens: readonly Token[],
): readonly TokenChunk[] {
  const grown = chunks.slice(0, -1);
  let from = grown.at(-1)?.to ?? 0;
  while (from < tokens.length) {
    const to = endOfChunk(tokens, from);
    grown.push({ from, to });
    from = to;
  }
  return grown;
}

function endOfChunk(tokens: readonly Token[], from: number): number {
  const furthest = Math.min(tokens.length, from + MOST);
  for (let at = from + FEWEST; at < furthest; at += 1)
    if (tokens[at]?.text.includes("\n")) return at + 1;
  return furthest;
}
