import type { AssistantMessage, ChatMessage, ContentPart } from "fireworks-client/wire";
import type { InputItem, ItemPart, MessageItem, ReasoningItem } from "./response-request.js";

/**
 * The items of a conversation as messages. What the assistant thought, said and called stands in items
 * of its own, and becomes one message as long as nobody else speaks.
 */
export function toChatMessages(items: readonly InputItem[]): ChatMessage[] {
  const messages: ChatMessage[] = [];
  /** The assistant's message that later items may still add to. */
  let open: AssistantMessage | undefined;
  const assistant = (mayJoin: (message: AssistantMessage) => boolean): AssistantMessage => {
    if (open === undefined || !mayJoin(open)) {
      open = { role: "assistant", content: null };
      messages.push(open);
    }
    return open;
  };
  const other = (message: ChatMessage): void => {
    open = undefined;
    messages.push(message);
  };
  for (const item of items)
    switch (item.type) {
      case "reasoning":
        assistant(isEmpty).reasoning_content = thoughtsOf(item);
        break;
      case "function_call":
        (assistant(() => true).tool_calls ??= []).push({
          id: item.call_id,
          type: "function",
          function: { name: item.name, arguments: item.arguments },
        });
        break;
      case "function_call_output":
        other({ role: "tool", tool_call_id: item.call_id, content: toContent(item.output) });
        break;
      case "tool_output":
        other({ role: "tool", tool_call_id: item.tool_call_id, content: item.output });
        break;
      default:
        if (item.role === "assistant") assistant(isSilent).content = toText(item.content);
        else other(toOther(item));
    }
  return messages;
}

const isSilent = ({ content, tool_calls }: AssistantMessage): boolean =>
  content == null && tool_calls == null;

const isEmpty = (message: AssistantMessage): boolean =>
  isSilent(message) && message.reasoning_content == null;

/** `developer` is OpenAI's newer name for the system. */
function toOther({ role, content }: MessageItem): ChatMessage {
  return role === "user"
    ? { role, content: toContent(content) }
    : { role: "system", content: toText(content) };
}

function thoughtsOf({ content, summary }: ReasoningItem): string {
  const said = content?.length ? content : (summary ?? []);
  return said.map(({ text }) => text).join("\n\n");
}

function toText(content: string | readonly ItemPart[]): string {
  if (typeof content === "string") return content;
  return content.map((part) => ("text" in part ? part.text : "")).join("");
}

/** A string where there is no image. */
function toContent(content: string | readonly ItemPart[]): string | ContentPart[] {
  if (typeof content === "string") return content;
  return content.some(({ type }) => type === "input_image") ? content.map(toPart) : toText(content);
}

function toPart(part: ItemPart): ContentPart {
  if (part.type !== "input_image") return { type: "text", text: part.text };
  const { image_url: url, detail } = part;
  return { type: "image_url", image_url: detail == null ? { url } : { url, detail } };
}
