import type { ChunkQuirk, LooseDelta } from "./chunk-quirk.js";
import { rewriteCalls, wholePiece, type WholeCall } from "./whole-calls.js";

export type RewrittenCallQuirkName =
  | "call-whole"
  | "calls-together"
  | "calls-interleaved"
  | "call-repeated-at-end"
  | "call-between-texts"
  | "call-arguments-object"
  | "call-arguments-object-first"
  | "call-arguments-double-encoded"
  | "call-arguments-broken"
  | "call-arguments-say-null"
  | "call-in-content"
  | "call-in-tags"
  | "call-as-function-call";

/** Tool calls that are put together another way, or not written as tool calls at all. */
export const REWRITTEN_CALL_QUIRKS: Readonly<Record<RewrittenCallQuirkName, ChunkQuirk>> = {
  /** Each call in one delta. */
  "call-whole": inDeltas((call) => [wholePiece(call)]),
  /** All calls in one delta. */
  "calls-together": rewriteCalls((calls) => ({ deltas: [{ tool_calls: calls.map(wholePiece) }] })),
  /** Half of each call, then the other half of each. */
  "calls-interleaved": rewriteCalls((calls) => ({
    deltas: [...calls.map(firstHalf), ...calls.map(secondHalf)].map(asDelta),
  })),
  /** The whole call once more after its pieces. */
  "call-repeated-at-end": inDeltas((call) => [firstHalf(call), secondHalf(call), wholePiece(call)]),
  /** A text before the calls and one after them. */
  "call-between-texts": rewriteCalls((calls) => ({
    deltas: [
      { content: "Let me see." },
      ...calls.map((call) => asDelta(wholePiece(call))),
      { content: " So." },
    ],
  })),
  /** The value itself in place of its JSON text. */
  "call-arguments-object": withArguments(parsed),
  /** `{}` before the arguments. */
  "call-arguments-object-first": inDeltas((call) => [
    { ...wholePiece(call), function: { name: call.name, arguments: {} } },
    { index: call.index, function: { arguments: call.arguments } },
  ]),
  /** JSON text of JSON text. */
  "call-arguments-double-encoded": withArguments(({ arguments: text }) => JSON.stringify(text)),
  /** Cut in the middle: no JSON. */
  "call-arguments-broken": withArguments(({ arguments: text }) =>
    text.slice(0, Math.ceil(text.length / 2)),
  ),
  /** The text `null`. */
  "call-arguments-say-null": withArguments(() => "null"),
  /** JSON text in the content and `finish_reason: "stop"` (contract 10, 12). */
  "call-in-content": asContent((calls) => {
    const written = calls.map((call) => ({ name: call.name, parameters: parsed(call) }));
    return JSON.stringify(written.length === 1 ? written[0] : written);
  }),
  /** Between `<tool_call>` tags in the content. */
  "call-in-tags": asContent((calls) =>
    calls
      .map((call) => JSON.stringify({ name: call.name, arguments: parsed(call) }))
      .map((text) => `<tool_call>\n${text}\n</tool_call>`)
      .join("\n"),
  ),
  /** The first call as the deprecated `function_call`. */
  "call-as-function-call": rewriteCalls((calls) => ({
    deltas: calls
      .slice(0, 1)
      .map(({ name, arguments: text }) => ({ function_call: { name, arguments: text } })),
    finishReason: "function_call",
  })),
};

type Piece = ReturnType<typeof wholePiece>;

function asDelta(piece: Piece): LooseDelta {
  return { tool_calls: [piece] };
}

function inDeltas(pieces: (call: WholeCall) => Piece[]): ChunkQuirk {
  return rewriteCalls((calls) => ({ deltas: calls.flatMap(pieces).map(asDelta) }));
}

function withArguments(write: (call: WholeCall) => unknown): ChunkQuirk {
  return inDeltas((call) => [
    { ...wholePiece(call), function: { name: call.name, arguments: write(call) } },
  ]);
}

function asContent(write: (calls: WholeCall[]) => string): ChunkQuirk {
  return rewriteCalls((calls) => ({ deltas: [{ content: write(calls) }], finishReason: "stop" }));
}

function firstHalf(call: WholeCall): Piece {
  return { ...wholePiece(call), function: { name: call.name, arguments: half(call)[0] } };
}

function secondHalf(call: WholeCall): Piece {
  return { index: call.index, function: { arguments: half(call)[1] } };
}

function half({ arguments: text }: WholeCall): [string, string] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}

function parsed({ arguments: text }: WholeCall): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
