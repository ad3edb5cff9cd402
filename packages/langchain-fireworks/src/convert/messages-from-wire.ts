import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  type MessageContent,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import type { ChatMessage } from "fireworks-client/wire";
import { readCalls, writtenCalls } from "./tool-calls-from-wire.js";

/** The messages of a request as LangChain's: the way back of `messages-to-wire.ts`. */
export function messagesFromWire(messages: readonly ChatMessage[]): BaseMessage[] {
  return messages.map(messageOf);
}

function messageOf(message: ChatMessage, place: number): BaseMessage {
  const content = (message.content ?? "") as MessageContent;
  switch (message.role) {
    case "system":
      return new SystemMessage({ content });
    case "assistant": {
      const { reasoning_content: reasoning, tool_calls: calls } = message;
      const written = writtenCalls(calls, String(place));
      return new AIMessage({
        content,
        ...readCalls(written, false),
        additional_kwargs: { ...(reasoning && { reasoning_content: reasoning }) },
      });
    }
    case "tool":
      return new ToolMessage({ content, tool_call_id: message.tool_call_id ?? "" });
    case "user":
      return new HumanMessage({ content });
  }
}
