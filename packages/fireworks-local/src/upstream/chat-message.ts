import { type Json, text } from "./read-json.js";

/** Under whatever name the engine has it. */
export function reasoningOf(message: Json): string | undefined {
  return text(message["reasoning_content"]) ?? text(message["reasoning"]);
}

/** Text, also of engines that write it as parts. */
export function contentOf(message: Json): string | undefined {
  const { content } = message;
  if (!Array.isArray(content)) return text(content);
  return content
    .map((part: unknown) => text((part as { text?: unknown } | null)?.text) ?? "")
    .join("");
}
