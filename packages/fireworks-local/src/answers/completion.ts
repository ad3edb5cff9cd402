import type { GenerationRequest, FinishReason } from "fireworks-client/wire";
import type { Answer, ToolCallAnswer } from "./answer.js";
import type { SeededRandom } from "../random/seeded-random.js";
import type { Token, Tokenizer } from "../tokens/tokenizer.js";

/** One choice, in tokens and cut to the limits of the request. Responses and chunks are made of it. */
export interface Completion {
  /** The tokens of each reasoning delta. */
  reasoning: Token[][];
  /** The tokens of each content delta; null when there is no content, as beside tool calls. */
  content: Token[][] | null;
  toolCalls: TokenisedCall[];
  finishReason: FinishReason;
  /** What the answer itself says about usage; gone once the answer was cut. */
  usage: Answer["usage"];
  /** The stop text at which the content was cut; a chat never says which it was. */
  stopWord?: string | undefined;
}

export interface TokenisedCall {
  id: string;
  name: string;
  arguments: Token[];
}

export interface CompletionLimits {
  maxTokens: number;
  stop: string[];
}

const ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export function completeAnswer(
  answer: Answer,
  limits: CompletionLimits,
  tools: { tokenizer: Tokenizer; random: SeededRandom },
): Completion {
  const { tokenizer, random } = tools;
  const hasCalls = (answer.toolCalls?.length ?? 0) > 0;
  const stopped = cutAtStop(answer, limits.stop);
  const whole: Completion = {
    reasoning: answer.reasoning ? singles(tokenizer.encode(answer.reasoning)) : [],
    content: stopped.pieces === null ? null : contentDeltas(answer, stopped.pieces, tokenizer),
    toolCalls: (answer.toolCalls ?? []).map((call) => tokeniseCall(call, tokenizer, random)),
    finishReason: answer.finishReason ?? (hasCalls ? "tool_calls" : "stop"),
    usage: stopped.stopWord === undefined ? answer.usage : undefined,
    stopWord: stopped.stopWord,
  };
  return countTokens(whole) > limits.maxTokens ? cutAtLength(whole, limits.maxTokens) : whole;
}

/** Without a list of them: it is asked more than once of every answer. */
export function countTokens({ reasoning, content, toolCalls }: Completion): number {
  const inGroups = (groups: Token[][]): number =>
    groups.reduce((total, group) => total + group.length, 0);
  const inCalls = toolCalls.reduce((total, call) => total + call.arguments.length, 0);
  return inGroups(reasoning) + inGroups(content ?? []) + inCalls;
}

/** Every token of the choice in the order it was written. */
export function tokensOf({ reasoning, content, toolCalls }: Completion): Token[] {
  return [
    ...reasoning.flat(),
    ...(content ?? []).flat(),
    ...toolCalls.flatMap((call) => call.arguments),
  ];
}

export function joinText(tokens: Token[]): string {
  return tokens.map((token) => token.text).join("");
}

export function stopWords(request: GenerationRequest): string[] {
  return [request.stop ?? []].flat().filter((word) => word !== "");
}

/** The stop text itself is not returned (contract 2.1). */
function cutAtStop(
  answer: Answer,
  stop: string[],
): { pieces: string[] | null; stopWord?: string | undefined } {
  const { content = null, logprobs, pieces = logprobs?.map(({ token }) => token) } = answer;
  if (content === null && pieces === undefined) return { pieces: null };
  const parts = pieces ?? [content ?? ""];
  const text = parts.join("");
  const found = stop
    .map((word) => ({ word, at: text.indexOf(word) }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => one.at - other.at);
  const [first] = found;
  if (first === undefined) return { pieces: parts };
  const end = first.at;
  let start = 0;
  const kept = parts.map((part) => {
    const piece = part.slice(0, Math.max(end - start, 0));
    start += part.length;
    return piece;
  });
  return { pieces: kept.filter((piece) => piece !== ""), stopWord: first.word };
}

/** Tokens whose probabilities are given are deltas as they are. */
function contentDeltas({ logprobs }: Answer, pieces: string[], tokenizer: Tokenizer): Token[][] {
  if (logprobs === undefined) return deltas(pieces, tokenizer);
  return pieces.map((text, index) => {
    const { logprob = 0, top_logprobs } = logprobs[index] ?? {};
    const [id = 0] = tokenizer.ids(text);
    return [
      { id, bytes: [...new TextEncoder().encode(text)], text, given: { logprob, top_logprobs } },
    ];
  });
}

/**
 * Given pieces are deltas as they are. Otherwise one token a delta, but two in the first, as was
 * recorded (contract 4.3).
 */
function deltas(pieces: string[], tokenizer: Tokenizer): Token[][] {
  if (pieces.length > 1) return pieces.map((piece) => tokenizer.encode(piece));
  const [first, second, ...others] = singles(tokenizer.encode(pieces[0] ?? ""));
  if (first === undefined) return [];
  return second === undefined ? [first] : [[...first, ...second], ...others];
}

/** One delta a token, except that the bytes of one character stay together. */
function singles(tokens: Token[]): Token[][] {
  const groups: Token[][] = [];
  let open: Token[] = [];
  for (const token of tokens) {
    open.push(token);
    if (token.text === "") continue;
    groups.push(open);
    open = [];
  }
  return open.length > 0 ? [...groups, open] : groups;
}

function tokeniseCall(
  call: ToolCallAnswer,
  tokenizer: Tokenizer,
  random: SeededRandom,
): TokenisedCall {
  const { arguments: given = {} } = call;
  const text = typeof given === "string" ? given : JSON.stringify(given);
  return {
    id: call.id ?? `call_${random.text(24, ID_ALPHABET)}`,
    name: call.name,
    arguments: tokenizer.encode(text),
  };
}

/** Reasoning counts against `max_tokens` too; what no longer fits is gone, even mid-call. */
function cutAtLength(whole: Completion, maxTokens: number): Completion {
  let left = maxTokens;
  const take = (tokens: Token[]): Token[] => {
    const taken = tokens.slice(0, left);
    left -= taken.length;
    return taken;
  };
  const takeGroups = (groups: Token[][]): Token[][] =>
    groups.map(take).filter((group) => group.length > 0);
  const reasoning = takeGroups(whole.reasoning);
  const content = whole.content === null ? null : takeGroups(whole.content);
  const toolCalls = whole.toolCalls.flatMap((call) =>
    left > 0 ? [{ ...call, arguments: take(call.arguments) }] : [],
  );
  return { reasoning, content, toolCalls, finishReason: "length", usage: undefined };
}
