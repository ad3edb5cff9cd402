import type { CompletionChunk, CompletionResponse } from "fireworks-client/wire";
import type { FireworksLocal } from "fireworks-local";
import { LLAMA } from "./local.js";

export function postCompletion(to: FireworksLocal, request: object): Promise<Response> {
  return to.fetch(`${to.baseURL}/completions`, {
    method: "POST",
    headers: { authorization: "Bearer fw_test", "content-type": "application/json" },
    body: JSON.stringify({ model: LLAMA, prompt: "Once upon a time", ...request }),
  });
}

export async function complete(to: FireworksLocal, request: object): Promise<CompletionResponse> {
  const response = await postCompletion(to, request);
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
  return JSON.parse(text) as CompletionResponse;
}

export async function streamCompletion(
  to: FireworksLocal,
  request: object,
): Promise<CompletionChunk[]> {
  const text = await (await postCompletion(to, { ...request, stream: true })).text();
  const events = text.split("\n\n").filter((event) => event !== "");
  const last = events.pop();
  if (last !== "data: [DONE]") throw new Error(`The stream ended with ${last ?? "nothing"}`);
  return events.map((event) => JSON.parse(event.slice("data: ".length)) as CompletionChunk);
}

/** What a stream says for one choice. */
export const textOf = (chunks: CompletionChunk[], index = 0): string =>
  chunks
    .flatMap((chunk) => chunk.choices ?? [])
    .filter((choice) => choice.index === index)
    .map((choice) => choice.text)
    .join("");
