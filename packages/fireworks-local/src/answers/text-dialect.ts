import type { CompletionChoice, CompletionResponse } from "fireworks-client/wire";
import type { Token } from "../tokens/tokenizer.js";
import type { Answer } from "./answer.js";
import { type ChoiceWriter, writeChunks } from "./chunks.js";
import { joinText, tokensOf } from "./completion.js";
import type { Dialect } from "./dialect.js";
import type { LogprobsWriter } from "./logprobs.js";
import {
  echoedTokens,
  idsOf,
  logprobsWriter,
  type PromptedCompletion,
  rawOutput,
  type Reply,
} from "./reply.js";

/** `/completions` (contract 6.1). */
export const textDialect: Dialect = {
  endpoint: "completions",
  idPrefix: "cmpl-",
  // Recorded: an answer ends after 16 tokens when the request sets no limit.
  maxTokens: 16,
  sayable: textAlone,
  whole: toTextResponse,
  chunks: (reply, usagePlace) => writeChunks(reply, textChoiceWriter, usagePlace),
};

/** Nothing but text can be said here: no reasoning, no calls. */
function textAlone({ reasoning: _reasoning, toolCalls: _calls, ...answer }: Answer): Answer {
  const { content, finishReason = "stop" } = answer;
  return {
    ...answer,
    content: content ?? "",
    finishReason: finishReason === "length" || finishReason === "error" ? finishReason : "stop",
  };
}

function toTextResponse(reply: Reply): CompletionResponse {
  const { id, created, request, usage, metrics } = reply;
  return {
    id,
    object: "text_completion",
    created,
    model: request.model,
    choices: reply.completions.map((completion, index) => wholeChoice(reply, completion, index)),
    usage,
    ...(request.perf_metrics_in_response === true ? { perf_metrics: metrics } : {}),
  };
}

function wholeChoice(
  reply: Reply,
  completion: PromptedCompletion,
  index: number,
): CompletionChoice {
  const { request } = reply;
  const shown = [...echoedTokens(reply, completion), ...(completion.content ?? []).flat()];
  return {
    index,
    text: joinText(shown),
    logprobs: logprobsWriter(reply)?.write(shown) ?? null,
    finish_reason: completion.finishReason,
    ...(request.raw_output === true ? { raw_output: rawOutput(completion) } : {}),
    ...(request.return_token_ids === true
      ? { prompt_token_ids: completion.prompt.tokenIds, token_ids: idsOf(tokensOf(completion)) }
      : {}),
  };
}

/** No role; the last chunk has no text. */
const textChoiceWriter: ChoiceWriter<CompletionChoice, "text_completion"> = {
  object: "text_completion",
  *deltas(reply, completion, index) {
    const writer = logprobsWriter(reply);
    const withIds = reply.request.return_token_ids === true;
    const echoed = echoedTokens(reply, completion);
    if (echoed.length > 0) yield piece(index, echoed, writer);
    for (const group of completion.content ?? [])
      yield { ...piece(index, group, writer), ...(withIds ? { token_ids: idsOf(group) } : {}) };
  },
  finish: ({ request }, completion, index) => ({
    index,
    text: "",
    logprobs: null,
    finish_reason: completion.finishReason,
    ...(request.raw_output === true ? { raw_output: rawOutput(completion) } : {}),
    ...(request.return_token_ids === true ? { prompt_token_ids: completion.prompt.tokenIds } : {}),
  }),
};

function piece(
  index: number,
  tokens: Token[],
  writer: LogprobsWriter | undefined,
): CompletionChoice {
  return {
    index,
    text: joinText(tokens),
    logprobs: writer?.write(tokens) ?? null,
    finish_reason: null,
  };
}
