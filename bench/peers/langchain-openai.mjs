import { ChatOpenAI } from "@langchain/openai";

export function contestant({ baseURL, kind, apiKey, model, tool, langchainReader }) {
  const chatModel = new ChatOpenAI({
    model,
    apiKey,
    configuration: { baseURL },
    ...(kind === "logprobs" ? { logprobs: true, topLogprobs: 5 } : {}),
  });
  return langchainReader({
    chatModel: kind === "tools" ? chatModel.bindTools([tool]) : chatModel,
    kind,
  });
}
