import type { Usage } from "fireworks-client/wire";
import type { Exchange } from "../state/exchange.js";
import { gapFacts, type GapSummary, type Pause } from "./gap-statistics.js";

/** What an answer is measured by. Undefined is what is not known, or not known yet; times are milliseconds. */
export interface Figures {
  firstByteMs: number | undefined;
  firstTokenMs: number | undefined;
  totalMs: number | undefined;
  /** After the first token, because waiting for that is another figure. */
  tokensPerSecond: number | undefined;
  tokens: TokenCounts;
  gaps: GapSummary | undefined;
  pauses: Pause[];
  finishReason: string | undefined;
}

export interface TokenCounts {
  prompt: number | undefined;
  /** Of the prompt. */
  cached: number | undefined;
  completion: number | undefined;
  /** Of the completion. */
  reasoning: number | undefined;
  /** Whether the server counted; else each event that arrived counts as one token. */
  isCountedByServer: boolean;
}

export function figuresOf(exchange: Exchange): Figures {
  const { pieceTimes, facts, answers } = exchange;
  const tokens = countTokens(facts.usage, pieceTimes.length);
  const { summary, pauses } = gapFacts(pieceTimes);
  return {
    firstByteMs: exchange.firstByteAt,
    firstTokenMs: pieceTimes[0],
    totalMs: exchange.endedAt,
    tokensPerSecond: rateOf(pieceTimes, tokens.completion),
    tokens,
    gaps: summary,
    pauses,
    finishReason: answers[0]?.finishReason,
  };
}

function countTokens(usage: Usage | undefined, pieces: number): TokenCounts {
  const counted = usage?.completion_tokens ?? undefined;
  return {
    prompt: usage?.prompt_tokens ?? undefined,
    cached: usage?.prompt_tokens_details?.cached_tokens ?? undefined,
    completion: counted ?? (pieces > 0 ? pieces : undefined),
    reasoning: usage?.completion_tokens_details?.reasoning_tokens ?? undefined,
    isCountedByServer: counted !== undefined,
  };
}

/** An answer that came in one moment has no rate. */
function rateOf(times: readonly number[], tokens: number | undefined): number | undefined {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || tokens === undefined) return undefined;
  const seconds = (last - first) / 1000;
  return seconds > 0 && tokens > 1 ? (tokens - 1) / seconds : undefined;
}
