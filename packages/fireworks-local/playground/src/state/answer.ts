import type {
  ChatCompletionChunk,
  ChatCompletionChunkChoice,
  Logprobs,
  PerfMetrics,
  ToolCall,
  ToolCallDelta,
  Usage,
} from "fireworks-client/wire";
import { isRecord } from "../../../src/json/is-record.js";

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

/** More answers or calls than this are not made, whatever number a server sends. */
const MOST = 128;

const isPlace = (index: number): boolean => Number.isInteger(index) && index >= 0 && index < MOST;

/** What a server sends where the API has text. */
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

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
    if (!isPlace(choice.index) || !isRecord(choice.delta)) continue;
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
  return (choices ?? []).some((choice) => isRecord(choice.delta) && isPart(choice));
}

const isPart = ({ delta }: ChatCompletionChunkChoice): boolean =>
  Boolean(delta.content) || Boolean(delta.reasoning_content) || (delta.tool_calls ?? []).length > 0;

function addChoice(answer: Answer, { delta, logprobs, finish_reason }: ChatCompletionChunkChoice) {
  const content = textOf(delta.content);
  answer.content += content;
  answer.reasoning += textOf(delta.reasoning_content);
  answer.refusal += textOf(delta.refusal);
  for (const piece of delta.tool_calls ?? []) addToolCallPiece(answer.toolCalls, piece);
  answer.finishReason = textOf(finish_reason) || answer.finishReason;
  const scored = scoredTokens(logprobs as Logprobs | null | undefined);
  if (scored.length > 0) answer.tokens.push(...scored);
  else if (content !== "")
    answer.tokens.push({ text: content, logprob: undefined, alternatives: [] });
}

function scoredTokens(logprobs: Logprobs | null | undefined): Token[] {
  return (logprobs?.content ?? []).map(({ token, logprob, top_logprobs }) => ({
    text: textOf(token),
    logprob,
    alternatives: (top_logprobs ?? []).map((other) => ({
      text: textOf(other.token),
      logprob: other.logprob,
    })),
  }));
}

function addToolCallPiece(calls: ToolCall[], piece: ToolCallDelta): void {
  const index = piece.index ?? Math.max(0, calls.length - 1);
  if (!isPlace(index)) return;
  while (calls.length <= index)
    calls.push({ id: "", type: "function", function: { name: "", arguments: "" } });
  const call = calls[index];
  if (call === undefined) return;
  calls[index] = {
    ...call,
    id: textOf(piece.id) || call.id,
    function: {
      name: call.function.name + textOf(piece.function?.name),
      arguments: call.function.arguments + textOf(piece.function?.arguments),
    },
  };
}
