// The smallest chat model that core allows: what every provider for LangChain pays before it does
// anything of its own.
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import { ChatGenerationChunk } from "@langchain/core/outputs";

const ROLES = { human: "user", ai: "assistant" };

class SmallestChatModel extends BaseChatModel {
  constructor({ baseURL, apiKey, model, body }) {
    super({});
    this.url = `${baseURL}/chat/completions`;
    this.headers = { "content-type": "application/json", authorization: `Bearer ${apiKey}` };
    this.body = { model, ...body };
  }

  _llmType() {
    return "smallest";
  }

  post(messages, more) {
    const sent = messages.map((message) => ({
      role: ROLES[message.type] ?? message.type,
      content: message.content,
    }));
    return fetch(this.url, {
      method: "POST",
      headers: this.headers,
      body: JSON.stringify({ ...this.body, messages: sent, ...more }),
    });
  }

  async _generate(messages) {
    const response = await this.post(messages, {});
    const answer = await response.json();
    const { content } = answer.choices[0].message;
    return { generations: [{ text: content, message: new AIMessage({ content }) }] };
  }

  async *_streamResponseChunks(messages, _options, runManager) {
    const response = await this.post(messages, { stream: true });
    const decoder = new TextDecoder();
    let rest = "";
    for await (const bytes of response.body) {
      const events = (rest + decoder.decode(bytes, { stream: true })).split("\n\n");
      rest = events.pop();
      for (const event of events) {
        if (event === "data: [DONE]") continue;
        const choice = JSON.parse(event.slice(6)).choices[0];
        if (choice === undefined) continue;
        const chunk = chunkOf(choice);
        yield chunk;
        await runManager?.handleLLMNewToken(chunk.text);
      }
    }
  }
}

function chunkOf({ delta, logprobs }) {
  const content = delta.content ?? "";
  const fields = { content };
  if (delta.reasoning_content) {
    fields.additional_kwargs = { reasoning_content: delta.reasoning_content };
  }
  if (delta.tool_calls) fields.tool_call_chunks = delta.tool_calls.map(toolChunkOf);
  if (logprobs) fields.response_metadata = { logprobs };
  return new ChatGenerationChunk({ text: content, message: new AIMessageChunk(fields) });
}

const toolChunkOf = ({ index, id, function: { name, arguments: args } }) => ({
  type: "tool_call_chunk",
  index,
  id,
  name,
  args,
});

export function contestant({ baseURL, kind, apiKey, model, tool, langchainReader }) {
  const body = kind === "tools" ? { tools: [tool] } : {};
  return langchainReader({
    chatModel: new SmallestChatModel({ baseURL, apiKey, model, body }),
    kind,
  });
}
