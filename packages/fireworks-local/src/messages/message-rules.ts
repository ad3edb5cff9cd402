import type { LocalModel } from "../models/local-model.js";
import { checkChatRules } from "../requests/chat-rules.js";
import { invalidRequest, type Refusal } from "../requests/refusal.js";
import type { InputBlock, InputMessage, MessagesRequest } from "./messages-request.js";
import { toChat } from "./to-chat.js";

/** What the shape cannot say; then what holds for the chat that asks the same. */
export function checkMessagesRules(
  request: MessagesRequest,
  model: LocalModel,
): Refusal | undefined {
  return (
    checkBudget(request) ??
    checkDocuments(request) ??
    checkChatRules(toChat(request), model, MESSAGES_IMAGES)
  );
}

/** Contract 6.5: WebP as well. */
const MESSAGES_IMAGES = /^data:image\/(png|jpe?g|gif|webp);/i;

function checkBudget({ thinking, max_tokens }: MessagesRequest): Refusal | undefined {
  if (thinking?.type !== "enabled" || max_tokens === undefined) return undefined;
  const { budget_tokens: budget } = thinking;
  if (budget < max_tokens) return undefined;
  const text = `Input should be less than max_tokens, field: 'thinking.budget_tokens', value: ${budget}`;
  return invalidRequest(text);
}

/** A stand-in that says something about a PDF it cannot read would mislead. */
function checkDocuments({ messages }: MessagesRequest): Refusal | undefined {
  const isPdf = messages.flatMap(blocksOf).some(isUnread);
  return isPdf
    ? invalidRequest(
        "fireworks-local cannot read PDF documents: send their text, or images of pages",
      )
    : undefined;
}

function blocksOf({ content }: InputMessage): InputBlock[] {
  if (typeof content === "string") return [];
  return content.flatMap((block) =>
    block.type === "tool_result" && Array.isArray(block.content) ? block.content : [block],
  );
}

function isUnread(block: InputBlock): boolean {
  return (
    block.type === "document" && (block.source.type === "base64" || block.source.type === "url")
  );
}
