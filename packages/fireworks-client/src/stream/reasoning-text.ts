import type { ChatCompletionDelta, ResponseMessage } from "../wire/index.js";

/**
 * The reasoning in a message or delta; undefined when there is none. Fireworks says
 * `reasoning_content`; engines behind a gateway may say `reasoning`.
 */
export function reasoningText(
  source: ResponseMessage | ChatCompletionDelta | null | undefined,
): string | undefined {
  if (source === null || source === undefined) return undefined;
  if (typeof source.reasoning_content === "string") return source.reasoning_content;
  const other: unknown = (source as { reasoning?: unknown }).reasoning;
  return typeof other === "string" ? other : undefined;
}
