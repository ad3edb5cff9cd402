import type { GenerationRequest, PerfMetrics, RawOutput, Usage } from "fireworks-client/wire";
import type { LatencySetting } from "../latency/latency.js";
import type { Prompt } from "../requests/prompt.js";
import { type Completion, joinText, tokensOf } from "./completion.js";
import { LogprobsWriter, logprobsWish } from "./logprobs.js";
import type { Token, Tokenizer } from "../tokens/tokenizer.js";

/** All there is to say: a dialect says it at once or bit by bit. */
export interface Reply {
  id: string;
  /** Unix seconds. */
  created: number;
  request: GenerationRequest;
  /** One for each choice of the answer, those of the first prompt first. */
  completions: PromptedCompletion[];
  usage: Usage;
  metrics: PerfMetrics;
  tokenizer: Tokenizer;
}

/** A choice, and what it answers. */
export interface PromptedCompletion extends Completion {
  prompt: Prompt;
  /** What its script says. */
  latency?: LatencySetting | undefined;
}

/** The prompt's tokens in front of the content: all with `echo`, the last N with `echo_last`. */
export function echoedTokens(
  { request, tokenizer }: Reply,
  { prompt }: PromptedCompletion,
): Token[] {
  if (request.echo === true) return tokenizer.tokens(prompt.textIds);
  const last = Math.max(request.echo_last ?? 0, 0);
  return last === 0 ? [] : tokenizer.tokens(prompt.textIds.slice(-last));
}

export function logprobsWriter({ request, tokenizer }: Reply): LogprobsWriter | undefined {
  const wish = logprobsWish(request);
  return wish === undefined ? undefined : new LogprobsWriter(wish, tokenizer);
}

/** `raw_output` of contract 3.1. */
export function rawOutput(completion: PromptedCompletion): RawOutput {
  const tokens = tokensOf(completion);
  return {
    prompt_fragments: [completion.prompt.text],
    prompt_token_ids: completion.prompt.tokenIds,
    completion: joinText(tokens),
    completion_token_ids: idsOf(tokens),
  };
}

export function idsOf(tokens: Token[]): number[] {
  return tokens.map((token) => token.id);
}
