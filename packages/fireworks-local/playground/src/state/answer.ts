import type {
  ChatCompletionChunk,
  ChatCompletionChunkChoice,
  Logprobs,
  PerfMetrics,
  ToolCall,
  ToolCallDelta,
  Usage,
} from "fireworks-client/wire";

/** One token as the model wrote it, with what else it might have written. */
export interface Token {
  text: string;
  /** Undefined where no log probabilities were asked for: then a token is what one event brought. */
  logprob: number | undefined;
  alternatives: readonly { text: string; logprob: number }[];
}

/** One choice of an answer, as far as it came. Lists only grow, so that readers may keep their place. */
export interface Answer {
  content: string;
  reasoning: string;
  /** When the first and the last of the reasoning came, in milliseconds since the request left. */
  reasoningTimes: readonly [from: number, to: number] | undefined;
  /** What other servers of this API send in place of an answer. */
  refusal: string;
  tokens: Token[];
  toolCalls: ToolCall[];
  finishReason: string | undefined;
}

/** What describes all choices together. */
export interface AnswerFacts {
  id: string | undefined;
  model: string | undefined;
  usage: Usage | undefined;
  perfMetrics: PerfMetrics | undefined;
}

export const emptyAnswer = (): Answer => ({
  content: "",
  reasoning: "",
  reasoningTimes: undefined,
  refusal: "",
  tokens: [],
  toolCalls: [],
  finishReason: undefined,
});

/** Adds one chunk to the answers, in place, and says what it told of the whole. */
export function addChunk(
  answers: Answer[],
  facts: AnswerFacts,
  { chunk, at }: { chunk: ChatCompletionChunk; at: number },
): AnswerFacts {
  for (const choice of chunk.choices ?? []) {
    while (answers.length <= choice.index) answers.push(emptyAnswer());
    const answer = answers[choice.index];
    if (answer === undefined) continue;
    addChoice(answer, choice);
    if (choice.delta.reasoning_content)
      answer.reasoningTimes = [answer.reasoningTimes?.[0] ?? at, at];
  }
  return {
    id: chunk.id,
    model: chunk.model,
    usage: chunk.usage ?? facts.usage,
    perfMetrics: chunk.perf_metrics ?? facts.perfMetrics,
  };
}

/** Whether a chunk brings a part of an answer; the first one often names only the role. */
export function saysSomething({ choices }: ChatCompletionChunk): boolean {
  return (choices ?? []).some(
    ({ delta }) =>
      Boolean(delta.content) ||
      Boolean(delta.reasoning_content) ||
      (delta.tool_calls ?? []).length > 0,
  );
}

function addChoice(answer: Answer, { delta, logprobs, finish_reason }: ChatCompletionChunkChoice) {
  answer.content += delta.content ?? "";
  answer.reasoning += delta.reasoning_content ?? "";
  answer.refusal += delta.refusal ?? "";
  for (const piece of delta.tool_calls ?? []) addToolCallPiece(answer.toolCalls, piece);
  answer.finishReason = finish_reason ?? answer.finishReason;
  const scored = scoredTokens(logprobs as Logprobs | null | undefined);
  if (scored.length > 0) answer.tokens.push(...scored);
  else if (delta.content)
    answer.tokens.push({ text: delta.content, logprob: undefined, alternatives: [] });
}

function scoredTokens(logprobs: Logprobs | null | undefined): Token[] {
  return (logprobs?.content ?? []).map(({ token, logprob, top_logprobs }) => ({
    text: token,
    logprob,
    alternatives: (top_logprobs ?? []).map((other) => ({
      text: other.token,
      logprob: other.logprob,
    })),
  }));
}

function addToolCallPiece(calls: ToolCall[], piece: ToolCallDelta): void {
  const index = piece.index ?? Math.max(0, calls.length - 1);
  while (calls.length <= index)
    calls.push({ id: "", type: "function", function: { name: "", arguments: "" } });
  const call = calls[index];
  if (call === undefined) return;
  calls[index] = {
    ...call,
    id: piece.id ?? call.id,
    function: {
      name: call.function.name + (piece.function?.name ?? ""),
      arguments: call.function.arguments + (piece.function?.arguments ?? ""),
    },
  };
}
