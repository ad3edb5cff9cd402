import type {
  ChatCompletionChunk,
  ChatCompletionChunkChoice,
  ChatCompletionDelta,
} from "fireworks-client/wire";
import type { Completion, TokenisedCall } from "./completion.js";
import { joinText } from "./completion.js";
import type { LogprobsWriter } from "./logprobs.js";
import { echoedTokens, idsOf, logprobsWriter, rawOutput, type Reply } from "./reply.js";
import type { Token } from "../tokens/tokenizer.js";

/**
 * Where the stream's usage goes (contract 4.3): on the finish chunk of every choice, or on one chunk
 * without choices after the last. `none` is what newer models do when nobody asks.
 */
export type UsagePlace = "finish-chunk" | "trailing-chunk" | "none";

/** The answer bit by bit: role, deltas, finish, each for every choice in turn. */
export function* toChunks(reply: Reply, usagePlace: UsagePlace): Generator<ChatCompletionChunk> {
  const onFinish = usagePlace === "finish-chunk";
  const wrap = (choices: ChatCompletionChunkChoice[], last = false): ChatCompletionChunk => ({
    ...chunkHead(reply),
    choices,
    ...(onFinish ? { usage: last ? reply.usage : null } : {}),
    ...(last && wantsMetrics(reply) ? { perf_metrics: reply.metrics } : {}),
  });
  for (const index of reply.completions.keys())
    yield withPromptIds(
      reply,
      index,
      wrap([{ index, delta: { role: "assistant" }, finish_reason: null }]),
    );
  for (const choice of interleave(reply)) yield wrap([choice]);
  for (const [index, completion] of reply.completions.entries())
    yield wrap([finishChoice(reply, completion, index)], true);
  if (usagePlace === "trailing-chunk")
    yield { ...chunkHead(reply), choices: [], usage: reply.usage };
}

function chunkHead(reply: Reply): Pick<ChatCompletionChunk, "id" | "object" | "created" | "model"> {
  return {
    id: reply.id,
    object: "chat.completion.chunk",
    created: reply.created,
    model: reply.request.model,
  };
}

function wantsMetrics({ request }: Reply): boolean {
  return request.perf_metrics_in_response === true;
}

function withPromptIds(
  reply: Reply,
  index: number,
  chunk: ChatCompletionChunk,
): ChatCompletionChunk {
  const isWanted = index === 0 && reply.request.return_token_ids === true;
  return isWanted ? { ...chunk, prompt_token_ids: reply.prompt.tokenIds } : chunk;
}

/** With several choices their deltas alternate (contract 4.4). */
function* interleave(reply: Reply): Generator<ChatCompletionChunkChoice> {
  const running = reply.completions.map((completion, index) => deltasOf(reply, completion, index));
  for (let open = running; open.length > 0;) {
    const still: typeof running = [];
    for (const deltas of open) {
      const step = deltas.next();
      if (step.done === true) continue;
      yield step.value;
      still.push(deltas);
    }
    open = still;
  }
}

/** Reasoning, then content, then each call: its id and name, then its arguments. */
function* deltasOf(
  reply: Reply,
  completion: Completion,
  index: number,
): Generator<ChatCompletionChunkChoice> {
  const logprobs = logprobsWriter(reply);
  const write = (delta: ChatCompletionDelta, tokens: Token[], writer?: LogprobsWriter) =>
    deltaChoice(index, delta, { tokens, writer, withIds: reply.request.return_token_ids === true });
  for (const group of completion.reasoning)
    yield write({ reasoning_content: joinText(group) }, group);
  if (completion.content !== null) {
    const echoed = echoedTokens(reply);
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
  completion: Completion,
  index: number,
): ChatCompletionChunkChoice {
  return {
    index,
    delta: {},
    finish_reason: completion.finishReason,
    ...(reply.request.raw_output === true ? { raw_output: rawOutput(reply, completion) } : {}),
  };
}
