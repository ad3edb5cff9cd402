import {
  type ChunkQuirk,
  isFinish,
  type LooseCall,
  type LooseChunk,
  type LooseDelta,
  withChoices,
} from "./chunk-quirk.js";

/** A tool call that has arrived whole. */
export interface WholeCall {
  index: number;
  id: string;
  name: string;
  arguments: string;
}

/** How collected calls are written. */
export interface WrittenCalls {
  /** One chunk each. */
  deltas: LooseDelta[];
  /** Default: the stream's own finish reason. */
  finishReason?: string;
}

/** Holds the pieces of tool calls back until their choice ends, and writes the calls another way. */
export function rewriteCalls(write: (calls: WholeCall[]) => WrittenCalls): ChunkQuirk {
  return () => {
    const collected = new Map<unknown, { chunk: LooseChunk; calls: WholeCall[] }>();
    return {
      take(chunk) {
        const [choice] = chunk.choices ?? [];
        const pieces = choice?.delta?.tool_calls;
        if (pieces != null) {
          const known = collected.get(choice?.index) ?? { chunk, calls: [] };
          collected.set(choice?.index, known);
          pieces.forEach((piece) => addPiece(known.calls, piece));
          if (!isFinish(chunk)) return [];
        }
        const held = collected.get(choice?.index);
        if (!isFinish(chunk) || held === undefined) return [chunk];
        const { deltas, finishReason } = write(held.calls);
        const written = deltas.map((delta) =>
          withChoices(held.chunk, (one) => ({ ...one, delta, finish_reason: null })),
        );
        const finish = withChoices(chunk, (one) => ({
          ...one,
          delta: {},
          finish_reason: finishReason ?? one.finish_reason,
        }));
        return [...written, finish];
      },
    };
  };
}

function addPiece(calls: WholeCall[], { index, id, function: part }: LooseCall): void {
  const at = typeof index === "number" ? index : calls.length;
  const call = (calls[at] ??= { index: at, id: "", name: "", arguments: "" });
  call.id ||= typeof id === "string" ? id : "";
  call.name += typeof part?.["name"] === "string" ? part["name"] : "";
  call.arguments += typeof part?.["arguments"] === "string" ? part["arguments"] : "";
}

/** A call as one piece that says everything. */
export function wholePiece(call: WholeCall): LooseCall {
  const { index, id, name, arguments: text } = call;
  return { index, id, type: "function", function: { name, arguments: text } };
}
