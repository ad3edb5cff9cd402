import { undiciFetch } from "fireworks-client/undici";
import { ChatFireworks } from "langchain-fireworks";

export function contestant({ baseURL, kind, apiKey, model, langchainReader }) {
  const chatModel = new ChatFireworks({ model, apiKey, baseURL, fetch: undiciFetch() });
  return langchainReader({ chatModel, kind });
}
