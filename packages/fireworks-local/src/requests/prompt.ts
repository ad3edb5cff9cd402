import type { ChatCompletionRequest, ChatMessage, GenerationRequest } from "fireworks-client/wire";
import type { Tokenizer } from "../tokens/tokenizer.js";
import { canonicalJson } from "../json/canonical-json.js";
import { contextLengthOf } from "../models/catalogue.js";
import type { LocalModel } from "../models/local-model.js";
import { offeredTools } from "./chat-rules.js";
import { partsOf, textOf } from "./message-text.js";
import { promptTooLong } from "./prompt-too-long.js";
import { invalidRequest } from "./refusal.js";
import { boundText } from "./text-limits.js";

/** The prompt as the model would see it. */
export interface Prompt {
  text: string;
  /** Of the text alone: what `echo` repeats. */
  textIds: number[];
  /** With those of media and template: what counts. */
  tokenIds: number[];
}

/** Fixed prices, near those of Qwen2.5-VL at 1024×1024 (contract 2.2). */
const MEDIA_TOKENS: Record<string, number> = {
  image_url: 1_024,
  video_url: 4_096,
  audio_url: 1_024,
};

/** What a chat template adds around each message: ids above those of the tokenizer's text. */
const TEMPLATE_BEFORE = [100_264, 100_266];
const TEMPLATE_AFTER = [100_265, 100_267];

/** Stands for each token of an image, a video or a clip. */
const MEDIA_ID = 100_270;

export function renderPrompt(
  request: ChatCompletionRequest,
  model: LocalModel,
  tokenizer: Tokenizer,
): Prompt {
  const window = contextLengthOf(model);
  boundMedia(request.messages);
  boundText(textLength(request.messages), window);
  const truncates = truncateLength(request) < Infinity;
  const tools = model.tools === false ? [] : offeredTools(request);
  const preamble = tools.length === 0 ? "" : `tools: ${canonicalJson(tools)}\n`;
  const preambleIds = preamble === "" ? [] : tokenizer.ids(preamble);
  let used = preambleIds.length;
  const lines = request.messages.map((message) => {
    const line = renderMessage(message, tokenizer, truncates ? Infinity : window - used);
    used += line.tokenIds.length;
    if (!truncates && used > window) throw promptTooLong(used, window);
    return line;
  });
  const kept = truncateOldest(lines, truncateLength(request) - preambleIds.length);
  return {
    text: preamble + kept.map((line) => line.text).join(""),
    textIds: join([preambleIds, ...kept.map((line) => line.textIds)]),
    tokenIds: join([preambleIds, ...kept.map((line) => line.tokenIds)]),
  };
}

/** As `flat()`, which takes longer than the tokenising. */
function join(lists: number[][]): number[] {
  const joined: number[] = [];
  for (const list of lists) for (const id of list) joined.push(id);
  return joined;
}

/** Fireworks does not cut what it tokenises safely. */
function truncateLength({ prompt_truncate_len, safe_tokenization }: ChatCompletionRequest): number {
  return safe_tokenization === true ? Infinity : (prompt_truncate_len ?? Infinity);
}

interface Line extends Prompt {
  system: boolean;
}

function renderMessage(message: ChatMessage, tokenizer: Tokenizer, most: number): Line {
  const calls = message.role === "assistant" ? (message.tool_calls ?? []) : [];
  const callText = calls.length === 0 ? "" : canonicalJson(calls);
  const text = `${message.role}: ${textOf(message)}${callText}\n`;
  const textIds = tokenizer.ids(text, Math.max(most, 0));
  return {
    text,
    textIds,
    tokenIds: TEMPLATE_BEFORE.concat(mediaIds(message), textIds, TEMPLATE_AFTER),
    system: message.role === "system",
  };
}

/** Beyond this even a lenient server does not read: each is thousands of tokens. */
const MOST_MEDIA = 2_000;

/** Throws when the messages hold more media than any prompt could. */
export function boundMedia(messages: readonly ChatMessage[]): void {
  const count = messages.flatMap(partsOf).filter((part) => part.type in MEDIA_TOKENS).length;
  if (count > MOST_MEDIA)
    throw invalidRequest(
      `At most ${MOST_MEDIA} images, videos and clips can be read, got ${count}`,
    );
}

function textLength(messages: readonly ChatMessage[]): number {
  return messages.reduce((length, message) => length + textOf(message).length, 0);
}

/** The tokens of all images, videos and clips of a message. */
export function mediaIds(message: ChatMessage): number[] {
  const counts = partsOf(message).map((part) => MEDIA_TOKENS[part.type] ?? 0);
  const total = counts.reduce((sum, tokens) => sum + tokens, 0);
  return Array.from({ length: total }, () => MEDIA_ID);
}

/** `prompt_truncate_len`: the oldest messages go first, the system prompt and the last one stay. */
function truncateOldest(lines: Line[], limit: number): Line[] {
  const kept = [...lines];
  while (sum(kept) > limit) {
    const oldest = kept.findIndex((line) => !line.system);
    if (oldest < 0 || oldest === kept.length - 1) break;
    kept.splice(oldest, 1);
  }
  return kept;
}

function sum(lines: Line[]): number {
  return lines.reduce((total, line) => total + line.tokenIds.length, 0);
}

/**
 * How many tokens the answer may have; `standard` when the request does not say. Throws Fireworks' 400 when the prompt fills the window, or
 * when the caller asked for an error instead of a smaller answer.
 */
export function answerBudget(
  request: GenerationRequest,
  model: LocalModel,
  prompt: Prompt,
  standard: number = Infinity,
): number {
  const window = contextLengthOf(model);
  const used = prompt.tokenIds.length;
  const asked = request.max_tokens ?? request.max_completion_tokens ?? undefined;
  const strict = request.context_length_exceeded_behavior === "error";
  if (used >= window || (strict && used + (asked ?? 0) > window)) throw promptTooLong(used, window);
  return Math.min(asked ?? standard, window - used);
}
