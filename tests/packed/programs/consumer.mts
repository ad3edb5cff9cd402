import { FireworksClient, FireworksError } from "fireworks-client";
import type { ChatCompletionChunk, ChatCompletionResponse } from "fireworks-client/wire";
import { createFireworksLocal, type FireworksLocal } from "fireworks-local";
import { ChatFireworks } from "langchain-fireworks";

const server: FireworksLocal = createFireworksLocal();
export const model: ChatFireworks = new ChatFireworks({
  model: "accounts/fireworks/models/deepseek-v4p1-flash",
  apiKey: "fw_test",
  fetch: server.fetch,
});
export const client = new FireworksClient({ apiKey: "fw_test" });

export async function answer(): Promise<ChatCompletionResponse> {
  const messages = [{ role: "user" as const, content: "Hello" }];
  const stream = await client.chat.completions.create({ model: "m", messages, stream: true });
  for await (const chunk of stream) {
    const typed: ChatCompletionChunk = chunk;
    console.log(typed.id);
  }
  try {
    return await client.chat.completions.create({ model: "m", messages });
  } catch (error) {
    if (FireworksError.isInstance(error)) console.error(error.requestId);
    throw error;
  }
}

// @ts-expect-error a field that is no number
export const wrong = new ChatFireworks({ model: "m", temperature: "hot" });
