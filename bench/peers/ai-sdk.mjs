import { createFireworks } from "@ai-sdk/fireworks";
import { generateText, jsonSchema, streamText, tool as toolOf } from "ai";

const PART_OF = {
  content: ({ type, text }) => type === "text-delta" && text,
  logprobs: ({ type, text }) => type === "text-delta" && text,
  reasoning: ({ type, text }) => type === "reasoning-delta" && text,
  tools: ({ type, delta }) => type === "tool-input-delta" && delta,
};

export function contestant({ baseURL, kind, apiKey, model: modelId, tool }) {
  const textOf = PART_OF[kind];
  const model = createFireworks({ apiKey, baseURL })(modelId);
  const { name, description, parameters } = tool.function;
  const tools = { [name]: toolOf({ description, inputSchema: jsonSchema(parameters) }) };
  const question = { model, prompt: "hi", ...(kind === "tools" ? { tools } : {}) };
  return {
    async stream(tally) {
      for await (const part of streamText(question).fullStream) {
        if (part.type === "error") throw part.error;
        const text = textOf(part);
        if (text) tally.add(text);
      }
    },
    async invoke() {
      const { text } = await generateText({ model, prompt: "hi" });
      return text;
    },
  };
}
