import type {
  ChatCompletionChunk,
  FinishReason,
  TokenLogprob,
  ToolCallDelta,
  Usage,
} from "fireworks-client/wire";

/** One thing that a chunk of a chat says. */
export type Said =
  | { kind: "reasoning"; text: string }
  | { kind: "text"; text: string; logprobs: TokenLogprob[] }
  | { kind: "call"; index: number; id: string; name: string }
  | { kind: "arguments"; index: number; text: string }
  | { kind: "finish"; reason: FinishReason }
  | { kind: "usage"; usage: Usage };

/** In the order it was said. Empty texts say nothing. */
export function saidIn({ choices, usage }: ChatCompletionChunk): Said[] {
  const choice = choices?.find(({ index }) => (index ?? 0) === 0);
  const said: Said[] = [];
  const { reasoning_content: reasoning, content, tool_calls: calls } = choice?.delta ?? {};
  if (reasoning) said.push({ kind: "reasoning", text: reasoning });
  if (content) {
    const logprobs = choice?.logprobs;
    const tokens = logprobs && "content" in logprobs ? (logprobs.content ?? []) : [];
    said.push({ kind: "text", text: content, logprobs: tokens });
  }
  said.push(...(calls ?? []).flatMap(saidOfCall));
  if (choice?.finish_reason) said.push({ kind: "finish", reason: choice.finish_reason });
  if (usage) said.push({ kind: "usage", usage });
  return said;
}

/** A call begins with the piece that names it. */
function saidOfCall({ index, id, function: named }: ToolCallDelta): Said[] {
  const at = index ?? 0;
  const said: Said[] = [];
  if (named?.name) said.push({ kind: "call", index: at, id: id ?? `call_${at}`, name: named.name });
  if (named?.arguments) said.push({ kind: "arguments", index: at, text: named.arguments });
  return said;
}
