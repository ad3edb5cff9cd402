import { ChatFireworks } from "langchain-fireworks";

export function contestant({ baseURL, kind, apiKey, model, tool, langchainReader }) {
  const chatModel = new ChatFireworks({
    model,
    apiKey,
    baseURL,
    ...(kind === "logprobs" ? { logprobs: true, topLogprobs: 5 } : {}),
  });
  return langchainReader({
    chatModel: kind === "tools" ? chatModel.bindTools([tool]) : chatModel,
    kind,
  });
}
