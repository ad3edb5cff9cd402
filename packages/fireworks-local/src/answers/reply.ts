import type { ChatCompletionRequest, PerfMetrics, RawOutput, Usage } from "fireworks-client/wire";
import type { Prompt } from "../requests/prompt.js";
import { type Completion, joinText, tokensOf } from "./completion.js";
import { LogprobsWriter, logprobsWish } from "./logprobs.js";
import type { Token, Tokenizer } from "../tokens/tokenizer.js";

/** All there is to say: `response.ts` says it at once, `chunks.ts` bit by bit. */
export interface Reply {
  id: string;
  /** Unix seconds. */
  created: number;
  request: ChatCompletionRequest;
  prompt: Prompt;
  completions: Completion[];
  usage: Usage;
  metrics: PerfMetrics;
  tokenizer: Tokenizer;
}

/** The prompt's tokens in front of the content: all with `echo`, the last N with `echo_last`. */
export function echoedTokens({ request, prompt, tokenizer }: Reply): Token[] {
  if (request.echo !== true && !request.echo_last) return [];
  const tokens = tokenizer.encode(prompt.text);
  return request.echo === true ? tokens : tokens.slice(-(request.echo_last ?? 0));
}

export function logprobsWriter({ request, tokenizer }: Reply): LogprobsWriter | undefined {
  const wish = logprobsWish(request);
  return wish === undefined ? undefined : new LogprobsWriter(wish, tokenizer);
}

/** `raw_output` of contract 3.1. */
export function rawOutput(reply: Reply, completion: Completion): RawOutput {
  const tokens = tokensOf(completion);
  return {
    prompt_fragments: [reply.prompt.text],
    prompt_token_ids: reply.prompt.tokenIds,
    completion: joinText(tokens),
    completion_token_ids: idsOf(tokens),
  };
}

export function idsOf(tokens: Token[]): number[] {
  return tokens.map((token) => token.id);
}
