import { isRecord } from "../json/is-record.js";

interface ChatLike {
  choices?: { index?: number; text?: unknown; message?: Said; delta?: Said }[];
}

interface Said {
  content?: unknown;
}

/** What the first choice of an answer says, whole or in chunks. Empty when it says nothing. */
export function assembledText(parts: readonly unknown[]): string {
  return parts.map(textOfPart).join("");
}

function textOfPart(part: unknown): string {
  if (!isRecord(part)) return "";
  const { type, content, output, delta } = part;
  if (Array.isArray(part["choices"])) return textOfChoices(part);
  if (type === "message") return textsIn(content);
  if (type === "content_block_delta") return isRecord(delta) ? asText(delta["text"]) : "";
  if (type === "response.output_text.delta") return asText(delta);
  if (part["object"] !== "response" || !Array.isArray(output)) return "";
  return output.map((item) => (isRecord(item) ? textsIn(item["content"]) : "")).join("");
}

function textOfChoices({ choices = [] }: ChatLike): string {
  const choice = choices.find(({ index }) => (index ?? 0) === 0);
  return asText(choice?.message?.content ?? choice?.delta?.content ?? choice?.text);
}

/** Of blocks or parts, those that have a text. */
function textsIn(blocks: unknown): string {
  if (!Array.isArray(blocks)) return "";
  return blocks.map((block) => (isRecord(block) ? asText(block["text"]) : "")).join("");
}

const asText = (value: unknown): string => (typeof value === "string" ? value : "");
