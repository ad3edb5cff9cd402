import type {
  ChatCompletionRequest,
  CompletionRequest,
  ContentPart,
  UserMessage,
} from "fireworks-client/wire";
import type { LocalModel } from "../models/local-model.js";
import type { Tokenizer } from "../tokens/tokenizer.js";
import { mediaIds, type Prompt, renderPrompt } from "./prompt.js";

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
  _model: LocalModel,
  tokenizer: Tokenizer,
): Question[] {
  const { prompt: _prompt, images, ...parameters } = request;
  return promptsOf(request).map((prompt, index) => {
    const message: UserMessage = {
      role: "user",
      content: [
        { type: "text", text: textOfPrompt(prompt, tokenizer) },
        ...imagesOf(images ?? [], index).map(imagePart),
      ],
    };
    return {
      prompt: renderCompletionPrompt(prompt, message, tokenizer),
      chat: { ...parameters, messages: [message] },
    };
  });
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

/** A flat list of images belongs to every prompt, nested lists to one each. */
function imagesOf(images: string[] | string[][], index: number): string[] {
  if (images.some((image) => Array.isArray(image))) return [images[index] ?? []].flat();
  return images.flat();
}

function imagePart(url: string): ContentPart {
  return { type: "image_url", image_url: { url } };
}

function textOfPrompt(prompt: OnePrompt, tokenizer: Tokenizer): string {
  if (typeof prompt === "string") return prompt;
  return tokenizer.decode(prompt);
}

/** What most models want a text to begin with (contract 6.1); above the ids of the tokenizer's text. */
const BEGIN_OF_TEXT = 100_271;

/** No chat template here, and token ids are taken as they are. */
function renderCompletionPrompt(
  prompt: OnePrompt,
  message: UserMessage,
  tokenizer: Tokenizer,
): Prompt {
  const text = textOfPrompt(prompt, tokenizer);
  const isText = typeof prompt === "string";
  const textIds = isText ? tokenizer.ids(prompt) : prompt;
  return {
    text,
    textIds,
    tokenIds: [isText ? [BEGIN_OF_TEXT] : [], mediaIds(message), textIds].flat(),
  };
}
