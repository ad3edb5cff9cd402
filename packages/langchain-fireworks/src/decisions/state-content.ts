import { BaseMessage, type ContentBlock } from "@langchain/core/messages";
import { isRecord } from "../convert/unknown-values.js";

/** Blocks that are no JSON to be read but something to be seen or heard. */
const MEDIA_TYPES: readonly unknown[] = ["image", "image_url", "audio", "video", "video_url"];

/**
 * A value of a decision's state or question as content: its JSON under a heading, with each image, clip
 * or recording replaced by a mark, and those behind it under their marks. Messages become their role
 * and content, so that a conversation is looked at and not continued.
 */
export function contentUnder(heading: string, value: unknown): ContentBlock[] {
  const media: ContentBlock[] = [];
  const plain = withoutMedia(value, media);
  const text = typeof plain === "string" ? plain : JSON.stringify(plain);
  const marked = media.flatMap((block, at) => [textBlock(markOf(block, at)), block]);
  return [textBlock(`${heading}:\n${text}`), ...marked];
}

export const textBlock = (text: string): ContentBlock => ({ type: "text", text });

/** One string where there is only text, which more models take than a list. */
export function joined(blocks: readonly ContentBlock[]): string | ContentBlock[] {
  if (blocks.some(({ type }) => type !== "text")) return [...blocks];
  return blocks.map(({ text }) => String(text)).join("\n\n");
}

function withoutMedia(value: unknown, media: ContentBlock[]): unknown {
  if (BaseMessage.isInstance(value)) return withoutMedia(messageFields(value), media);
  if (Array.isArray(value)) return value.map((item) => withoutMedia(item, media));
  if (!isRecord(value)) return value;
  if (MEDIA_TYPES.includes(value.type)) {
    const block = value as unknown as ContentBlock;
    media.push(block);
    return markOf(block, media.length - 1);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, withoutMedia(item, media)]),
  );
}

function messageFields(message: BaseMessage): Record<string, unknown> {
  const { type, content } = message;
  const calls = "tool_calls" in message ? message.tool_calls : undefined;
  const hasCalls = Array.isArray(calls) && calls.length > 0;
  return { role: type, content, ...(hasCalls && { tool_calls: calls }) };
}

const markOf = ({ type }: ContentBlock, at: number): string =>
  `[${type.replace(/_url$/, "")} ${at + 1}]`;
