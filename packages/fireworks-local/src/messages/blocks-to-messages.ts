import type {
  AssistantMessage,
  ChatMessage,
  ContentPart,
  ToolResultMessage,
} from "fireworks-client/wire";
import type {
  DocumentBlock,
  ImageBlock,
  InputBlock,
  InputMessage,
  TextBlock,
} from "./messages-request.js";

/** One message of this vocabulary is one of a chat, but for tool results: each is a message there. */
export function toChatMessages({ role, content }: InputMessage): ChatMessage[] {
  if (typeof content === "string") return [{ role, content }];
  return role === "assistant" ? [toAssistant(content)] : toUserTurn(content);
}

function toAssistant(blocks: readonly InputBlock[]): AssistantMessage {
  const texts = blocks.flatMap((block) => (block.type === "text" ? [block.text] : []));
  const thoughts = blocks.flatMap((block) => (block.type === "thinking" ? [block.thinking] : []));
  const calls = blocks.flatMap((block) =>
    block.type === "tool_use"
      ? [
          {
            id: block.id,
            type: "function" as const,
            function: { name: block.name, arguments: JSON.stringify(block.input) },
          },
        ]
      : [],
  );
  return {
    role: "assistant",
    content: texts.length === 0 ? null : texts.join(""),
    ...(thoughts.length === 0 ? {} : { reasoning_content: thoughts.join("") }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
}

/** The results of the calls before it, then what the user says. */
function toUserTurn(blocks: readonly InputBlock[]): ChatMessage[] {
  const results = blocks.flatMap((block): ToolResultMessage[] =>
    block.type === "tool_result"
      ? [
          {
            role: "tool",
            tool_call_id: block.tool_use_id,
            content: asContent(toParts(asBlocks(block.content))),
          },
        ]
      : [],
  );
  const parts = toParts(blocks);
  if (parts.length === 0 && results.length > 0) return results;
  return [...results, { role: "user", content: asContent(parts) }];
}

function asBlocks(content: string | InputBlock[] | undefined): InputBlock[] {
  if (content === undefined || content === "") return [];
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

function toParts(blocks: readonly InputBlock[]): ContentPart[] {
  return blocks.flatMap((block): ContentPart[] => {
    switch (block.type) {
      case "text":
        return [{ type: "text", text: block.text }];
      case "image":
        return [toImage(block)];
      case "document":
        return documentParts(block);
      default:
        return [];
    }
  });
}

/** A string is what most templates and scripts expect of a lone text. */
function asContent(parts: ContentPart[]): string | ContentPart[] {
  const [only] = parts;
  if (only === undefined) return "";
  return parts.length === 1 && only.type === "text" ? only.text : parts;
}

function toImage({ source }: ImageBlock): ContentPart {
  const url =
    source.type === "url" ? source.url : `data:${source.media_type};base64,${source.data}`;
  return { type: "image_url", image_url: { url } };
}

/** Its title and context stand before it. A PDF has no text here; the rules refuse it. */
function documentParts({ source, title, context }: DocumentBlock): ContentPart[] {
  const heading = [title, context].flatMap((text): ContentPart[] =>
    text == null ? [] : [{ type: "text", text: `${text}\n` }],
  );
  return [...heading, ...bodyOf(source)];
}

function bodyOf(source: DocumentBlock["source"]): ContentPart[] {
  if (source.type === "text") return [{ type: "text", text: source.data }];
  if (source.type !== "content") return [];
  const { content } = source;
  const blocks: (TextBlock | ImageBlock)[] =
    typeof content === "string" ? [{ type: "text", text: content }] : content;
  return toParts(blocks);
}
