import type { ChatMessage, ContentPart, UserMessage } from "fireworks-client/wire";

/**
 * For models that read images in user messages only: the media of tool results move into one user
 * message behind all results of the turn, since nothing may stand between parallel results.
 */
export function imagesAfterResults(messages: readonly ChatMessage[]): ChatMessage[] {
  const sent: ChatMessage[] = [];
  let moved: ContentPart[] = [];
  for (const message of messages) {
    if (message.role === "tool") {
      const media = mediaOf(message.content);
      if (media.length > 0) moved.push(caption(message.tool_call_id), ...media);
      sent.push(media.length > 0 ? { ...message, content: textOf(message.content) } : message);
      continue;
    }
    if (moved.length === 0) sent.push(message);
    // Two user messages in a row break the templates that want turns to alternate.
    else if (message.role === "user") sent.push(withParts(moved, message));
    else sent.push({ role: "user", content: moved }, message);
    moved = [];
  }
  return moved.length > 0 ? [...sent, { role: "user", content: moved }] : sent;
}

type Content = UserMessage["content"];

function mediaOf(content: Content): ContentPart[] {
  return typeof content === "string" ? [] : content.filter((part) => part.type !== "text");
}

function textOf(content: Content): string {
  if (typeof content === "string") return content;
  const texts = content.flatMap((part) => (part.type === "text" ? [part.text] : []));
  return texts.length > 0 ? texts.join("\n") : "The result is shown in the next message.";
}

function caption(toolCallId: string | null | undefined): ContentPart {
  return { type: "text", text: `Shown by the tool call ${toolCallId ?? "above"}:` };
}

function withParts(parts: ContentPart[], message: UserMessage): UserMessage {
  const { content } = message;
  const own: ContentPart[] =
    typeof content === "string" ? [{ type: "text", text: content }] : content;
  return { role: "user", content: [...parts, ...own] };
}
