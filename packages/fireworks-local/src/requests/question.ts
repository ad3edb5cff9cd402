import type {
  ChatCompletionRequest,
  CompletionRequest,
  ContentPart,
  UserMessage,
} from "fireworks-client/wire";
import { contextLengthOf } from "../models/catalogue.js";
import type { LocalModel } from "../models/local-model.js";
import type { Tokenizer } from "../tokens/tokenizer.js";
import { textOf } from "./message-text.js";
import { boundMedia, mediaIds, type Prompt, renderPrompt } from "./prompt.js";
import { promptTooLong } from "./prompt-too-long.js";
import { invalidRequest } from "./refusal.js";
import { boundTexts } from "./text-limits.js";

/** What one prompt asks: a text completion is answered as the chat that says the same. */
export interface Question {
  prompt: Prompt;
  chat: ChatCompletionRequest;
}

export function questionOfChat(
  request: ChatCompletionRequest,
  model: LocalModel,
  tokenizer: Tokenizer,
): Question[] {
  return [{ prompt: renderPrompt(request, model, tokenizer), chat: request }];
}

/** One for each prompt, in their order. */
export function questionsOfCompletion(
  request: CompletionRequest,
  model: LocalModel,
  tokenizer: Tokenizer,
): Question[] {
  const { prompt: _prompt, images, ...parameters } = request;
  const prompts = promptsOf(request);
  checkChoices(prompts.length * (request.n ?? 1));
  checkTokenIds(prompts, contextLengthOf(model));
  const messages = prompts.map((prompt, index) => ({
    prompt,
    message: toMessage(prompt, imagesOf(images ?? [], index), tokenizer),
  }));
  boundTexts(
    messages.map(({ message }) => textOf(message)),
    contextLengthOf(model),
  );
  boundMedia(messages.map(({ message }) => message));
  return messages.map(({ prompt, message }) => ({
    prompt: toPrompt(prompt, message, { tokenizer, window: contextLengthOf(model) }),
    chat: { ...parameters, messages: [message] },
  }));
}

function toMessage(prompt: OnePrompt, images: string[], tokenizer: Tokenizer): UserMessage {
  const text = typeof prompt === "string" ? prompt : tokenizer.decode(prompt);
  return { role: "user", content: [{ type: "text", text }, ...images.map(imagePart)] };
}

/** What one request may ask for at once. No source knows Fireworks' own limit. */
const MOST_CHOICES = 2_048;

function checkChoices(count: number): void {
  if (count > MOST_CHOICES)
    throw invalidRequest(`At most ${MOST_CHOICES} choices can be asked for at once, got ${count}`);
}

/** Before they are read as text, which takes long for millions of them. */
function checkTokenIds(prompts: OnePrompt[], window: number): void {
  for (const prompt of prompts)
    if (typeof prompt !== "string" && prompt.length >= window)
      throw promptTooLong(prompt.length, window);
}

/** Text, or text as its tokens. */
type OnePrompt = string | number[];

function promptsOf({ prompt }: CompletionRequest): OnePrompt[] {
  if (typeof prompt === "string") return [prompt];
  return isTokenIds(prompt) ? [prompt] : prompt;
}

function isTokenIds(prompt: string[] | number[] | number[][]): prompt is number[] {
  return typeof prompt[0] === "number";
}

/** A flat list of images belongs to the first prompt, nested lists to one each. */
function imagesOf(images: string[] | string[][], index: number): string[] {
  const own = images[index] ?? [];
  if (Array.isArray(own)) return own;
  return index === 0 ? images.flat() : [];
}

function imagePart(url: string): ContentPart {
  return { type: "image_url", image_url: { url } };
}

/** What most models want a text to begin with (contract 6.1); above the ids of the tokenizer's text. */
const BEGIN_OF_TEXT = 100_271;

/** No chat template here. Token ids are taken as they are, without one to begin with. */
function toPrompt(
  prompt: OnePrompt,
  message: UserMessage,
  { tokenizer, window }: { tokenizer: Tokenizer; window: number },
): Prompt {
  const isText = typeof prompt === "string";
  const textIds = isText ? tokenizer.ids(prompt, window) : prompt;
  const before = [...(isText ? [BEGIN_OF_TEXT] : []), ...mediaIds(message)];
  return { text: textOf(message), textIds, tokenIds: before.concat(textIds) };
}
