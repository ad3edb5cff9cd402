import type {
  ChatCompletionChunk,
  ChatCompletionDelta,
  ChatCompletionRequest,
  ChatCompletionResponse,
} from "fireworks-client/wire";
import { FireworksClient } from "fireworks-client";
import type {
  FireworksClientOptions,
  FireworksError,
  StreamRequestOptions,
} from "fireworks-client";

export const MODEL = "accounts/fireworks/models/kimi-k3";
export const KEY = "fw_test_key_4711";

export const REQUEST: ChatCompletionRequest & { stream?: false } = {
  model: MODEL,
  messages: [{ role: "user", content: "hi" }],
};

export const ANSWER: ChatCompletionResponse = {
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1_787_000_000,
  model: MODEL,
  choices: [{ index: 0, message: { role: "assistant", content: "Hi!" }, finish_reason: "stop" }],
  usage: { prompt_tokens: 9, total_tokens: 11, completion_tokens: 2 },
};

export function chunk(
  delta: ChatCompletionDelta,
  finish_reason: string | null = null,
  index = 0,
): ChatCompletionChunk {
  return {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1_787_000_000,
    model: MODEL,
    choices: [{ index, delta, finish_reason }],
  };
}

export const ROLE = chunk({ role: "assistant" });
export const HELLO = chunk({ content: "Hello" });
export const STOP = chunk({}, "stop");

export const client = (baseURL: string, options: FireworksClientOptions = {}): FireworksClient =>
  new FireworksClient({ apiKey: KEY, baseURL, ...options });

export const openStream = (baseURL: string, options: StreamRequestOptions = {}) =>
  client(baseURL).chat.completions.create({ ...REQUEST, stream: true }, options);

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The error of a promise that must fail. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error("expected a rejection");
}

/** The text of the first choice that had arrived when a stream of either endpoint failed. */
export function partialText(error: unknown): string | null | undefined {
  const { partial } = error as FireworksError;
  if (partial?.object === "text_completion") return partial.choices[0]?.text;
  return partial?.choices[0]?.message.content;
}
