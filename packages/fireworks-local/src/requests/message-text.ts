import type { ChatCompletionRequest, ChatMessage, ContentPart } from "fireworks-client/wire";

export function textOf(message: ChatMessage | undefined): string {
  const content = message?.content;
  if (typeof content === "string") return content;
  return (content ?? []).map((part) => (part.type === "text" ? part.text : "")).join("");
}

export function partsOf(message: ChatMessage | undefined): ContentPart[] {
  return Array.isArray(message?.content) ? message.content : [];
}

export function lastUserText(request: ChatCompletionRequest): string {
  return textOf(request.messages.findLast((message) => message.role === "user"));
}

export function systemText(request: ChatCompletionRequest): string {
  return request.messages
    .filter((message) => message.role === "system")
    .map(textOf)
    .join("\n");
}

/** The messages after the last question: calls and tool results of the turn that is under way. */
export function currentTurn(request: ChatCompletionRequest): ChatMessage[] {
  const question = request.messages.findLastIndex((message) => message.role === "user");
  return request.messages.slice(question + 1);
}
