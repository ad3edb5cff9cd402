import type {
  ChatCompletionChoice,
  ChatCompletionResponse,
  ResponseMessage,
} from "fireworks-client/wire";
import { type Completion, joinText, tokensOf } from "./completion.js";
import {
  echoedTokens,
  idsOf,
  logprobsWriter,
  type PromptedCompletion,
  rawOutput,
  type Reply,
} from "./reply.js";

/** The whole answer at once (contract 3). Null fields are left out, as Fireworks does. */
export function toChatResponse(reply: Reply): ChatCompletionResponse {
  const { request } = reply;
  return {
    id: reply.id,
    object: "chat.completion",
    created: reply.created,
    model: request.model,
    choices: reply.completions.map((completion, index) => toChoice(reply, completion, index)),
    usage: reply.usage,
    ...(request.return_token_ids === true
      ? { prompt_token_ids: reply.completions[0]?.prompt.tokenIds ?? [] }
      : {}),
    ...(request.perf_metrics_in_response === true ? { perf_metrics: reply.metrics } : {}),
  };
}

function toChoice(
  reply: Reply,
  completion: PromptedCompletion,
  index: number,
): ChatCompletionChoice {
  const { request } = reply;
  const content = completion.content?.flat() ?? null;
  const shown = [...echoedTokens(reply, completion), ...(content ?? [])];
  const logprobs = content === null ? undefined : logprobsWriter(reply)?.write(shown);
  return {
    index,
    message: toMessage(completion, content === null ? null : joinText(shown)),
    finish_reason: completion.finishReason,
    ...(logprobs === undefined ? {} : { logprobs }),
    ...(request.raw_output === true ? { raw_output: rawOutput(completion) } : {}),
    ...(request.return_token_ids === true ? { token_ids: idsOf(tokensOf(completion)) } : {}),
  };
}

function toMessage({ reasoning, toolCalls }: Completion, content: string | null): ResponseMessage {
  const calls = toolCalls.map((call, index) => ({
    index,
    id: call.id,
    type: "function" as const,
    function: { name: call.name, arguments: joinText(call.arguments) },
  }));
  return {
    role: "assistant",
    content,
    ...(reasoning.length > 0 ? { reasoning_content: joinText(reasoning.flat()) } : {}),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
}
