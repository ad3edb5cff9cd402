import type { ChatCompletionChunkChoice, ChatCompletionDelta } from "fireworks-client/wire";
import type { ChoiceWriter } from "./chunks.js";
import { joinText, type TokenisedCall } from "./completion.js";
import type { LogprobsWriter } from "./logprobs.js";
import {
  echoedTokens,
  idsOf,
  logprobsWriter,
  type PromptedCompletion,
  rawOutput,
  type Reply,
} from "./reply.js";
import type { Token } from "../tokens/tokenizer.js";

/** Contract 4: the role first, then deltas, then an empty one with the finish reason. */
export const chatChoiceWriter: ChoiceWriter<ChatCompletionChunkChoice, "chat.completion.chunk"> = {
  object: "chat.completion.chunk",
  opening: (reply, index) => ({
    choice: { index, delta: { role: "assistant" }, finish_reason: null },
    ...(index === 0 && reply.request.return_token_ids === true
      ? { beside: { prompt_token_ids: reply.completions[0]?.prompt.tokenIds ?? [] } }
      : {}),
  }),
  deltas: deltasOf,
  finish: finishChoice,
};

/** Reasoning, then content, then each call: its id and name, then its arguments. */
function* deltasOf(
  reply: Reply,
  completion: PromptedCompletion,
  index: number,
): Generator<ChatCompletionChunkChoice> {
  const logprobs = logprobsWriter(reply);
  const write = (delta: ChatCompletionDelta, tokens: Token[], writer?: LogprobsWriter) =>
    deltaChoice(index, delta, { tokens, writer, withIds: reply.request.return_token_ids === true });
  for (const group of completion.reasoning)
    yield write({ reasoning_content: joinText(group) }, group);
  if (completion.content !== null) {
    const echoed = echoedTokens(reply, completion);
    if (echoed.length > 0)
      yield deltaChoice(
        index,
        { content: joinText(echoed) },
        { tokens: echoed, writer: logprobs, withIds: false },
      );
    for (const group of completion.content)
      yield write({ content: joinText(group) }, group, logprobs);
  }
  for (const [callIndex, call] of completion.toolCalls.entries())
    for (const { delta, tokens } of callDeltas(call, callIndex)) yield write(delta, tokens);
}

function* callDeltas(
  call: TokenisedCall,
  index: number,
): Generator<{ delta: ChatCompletionDelta; tokens: Token[] }> {
  const head = { index, id: call.id, type: "function" as const };
  yield {
    delta: { tool_calls: [{ ...head, function: { name: call.name, arguments: "" } }] },
    tokens: [],
  };
  const piece = (tokens: Token[]) => ({
    delta: { tool_calls: [{ index, function: { arguments: joinText(tokens) } }] },
    tokens,
  });
  let open: Token[] = [];
  for (const token of call.arguments) {
    open.push(token);
    if (token.text === "") continue;
    yield piece(open);
    open = [];
  }
  // The budget may cut inside a character: its tokens count although they show no text.
  if (open.length > 0) yield piece(open);
}

function deltaChoice(
  index: number,
  delta: ChatCompletionDelta,
  extra: { tokens: Token[]; writer: LogprobsWriter | undefined; withIds: boolean },
): ChatCompletionChunkChoice {
  return {
    index,
    delta,
    finish_reason: null,
    ...(extra.writer === undefined ? {} : { logprobs: extra.writer.write(extra.tokens) }),
    ...(extra.withIds ? { token_ids: idsOf(extra.tokens) } : {}),
  };
}

function finishChoice(
  reply: Reply,
  completion: PromptedCompletion,
  index: number,
): ChatCompletionChunkChoice {
  return {
    index,
    delta: {},
    finish_reason: completion.finishReason,
    ...(reply.request.raw_output === true ? { raw_output: rawOutput(completion) } : {}),
  };
}
