import { ChatFireworks } from "@langchain/community/chat_models/fireworks";

export function contestant({ baseURL, kind, apiKey, model, tool, langchainReader }) {
  const chatModel = new ChatFireworks({
    model,
    apiKey,
    ...(kind === "logprobs" ? { logprobs: true, topLogprobs: 5 } : {}),
  });
  // Its constructor writes Fireworks' address over any other.
  chatModel.clientConfig.baseURL = baseURL;
  return langchainReader({
    chatModel: kind === "tools" ? chatModel.bindTools([tool]) : chatModel,
    kind,
  });
}
