import type { ChatMessage } from "fireworks-client/wire";

/** What the contract allows at each level of a message (section 2.7), by the path to it. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "": ["role", "content", "reasoning_content", "tool_calls", "tool_call_id"],
  content: ["type", "text", "image_url", "video_url", "audio_url", "input_audio"],
  "content.image_url": ["url", "detail"],
  "content.video_url": ["url", "detail", "max_frames", "sample_fps", "spatial_limit"],
  "content.audio_url": ["url"],
  "content.input_audio": ["data", "format"],
  tool_calls: ["id", "type", "function"],
  "tool_calls.function": ["name", "arguments"],
};

/** The paths of all keys in a history that the contract does not list. */
export function foreignKeys(messages: readonly ChatMessage[]): string[] {
  return messages.flatMap((message) => foreignIn(message, ""));
}

function foreignIn(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => foreignIn(item, path));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return ALLOWED[path]?.includes(key) ? foreignIn(inner, at) : [at];
  });
}
