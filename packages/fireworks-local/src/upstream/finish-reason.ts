/** Names that engines have for the reasons Fireworks has. */
const REASONS: Record<string, string> = {
  stop: "stop",
  length: "length",
  tool_calls: "tool_calls",
  function_call: "function_call",
  error: "error",
  abort: "error",
  max_tokens: "length",
  model_length: "length",
};

/** Some engines say `stop` after calls. Whatever else they say ended by itself. */
export function toFinishReason(reason: string, hasCalls: boolean): string {
  const known = REASONS[reason] ?? "stop";
  return hasCalls && known === "stop" ? "tool_calls" : known;
}
