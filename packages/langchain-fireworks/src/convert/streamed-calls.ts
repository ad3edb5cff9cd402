import type { InvalidToolCall, ToolCall, ToolCallChunk } from "@langchain/core/messages";
import { PartialJson } from "./partial-json.js";
import { type Reader, SharedReading } from "./shared-reading.js";
import type { ReadCalls } from "./tool-calls-from-wire.js";
import { isRecord } from "./unknown-values.js";

/** A piece of the call at this place in a sum's list. */
export interface PlacedPiece {
  place: number;
  piece: ToolCallChunk;
}

/** The calls of a stream so far, with their arguments completed. */
export type StreamedCalls = SharedReading<PlacedPiece, ReadCalls>;

/** The calls that core would read, each time from their beginning, with `collapseToolCallChunks`. */
export function streamedCalls(calls: readonly ToolCallChunk[]): StreamedCalls {
  const pieces = calls.map((piece, place) => ({ place, piece }));
  return SharedReading.open(openReader, pieces);
}

/** The calls in the pieces of one chunk. A piece that does not begin a call is none. */
export function callsInPieces(pieces: readonly ToolCallChunk[]): ReadCalls {
  const [only] = pieces;
  if (only === undefined || only.id || pieces.length > 1) return streamedCalls(pieces).value;
  const written = (only.args ?? "").trim();
  return { tool_calls: [], invalid_tool_calls: [malformed(only.name ?? "", only.id, written)] };
}

/** Whether pieces are as `chunk-from-wire.ts` makes them: one for each call, which has its index. */
export function areOurs(calls: readonly ToolCallChunk[]): boolean {
  const [only] = calls;
  if (only === undefined) return true;
  if (calls.length === 1) return isOurs(only);
  return calls.every(isOurs) && new Set(calls.map(({ index }) => index)).size === calls.length;
}

function isOurs(call: ToolCallChunk): boolean {
  return (
    call.type === "tool_call_chunk" &&
    typeof call.index === "number" &&
    typeof call.args === "string" &&
    !("isCustomTool" in call)
  );
}

/** Where in a list the call stands that a piece continues, as core finds it; -1 for a new call. */
export function placeOf(calls: readonly ToolCallChunk[], piece: ToolCallChunk): number {
  return calls.findIndex(
    ({ index, id }) => index === piece.index && (!id || !piece.id || id === piece.id),
  );
}

/** A call with another piece. */
export function continued(call: ToolCallChunk, piece: ToolCallChunk): ToolCallChunk {
  const longer = { ...call, args: (call.args ?? "") + (piece.args ?? "") };
  if (piece.id) longer.id = piece.id;
  if (piece.name) longer.name = piece.name;
  return longer;
}

function openReader(): Reader<PlacedPiece, ReadCalls> {
  const calls: GrowingCall[] = [];
  return {
    push({ place, piece }) {
      (calls[place] ??= new GrowingCall()).push(piece);
    },
    value() {
      const read: ReadCalls = { tool_calls: [], invalid_tool_calls: [] };
      for (const growing of calls) {
        const call = growing.read();
        if (call.type === "tool_call") read.tool_calls.push(call);
        else read.invalid_tool_calls.push(call);
      }
      return read;
    },
  };
}

class GrowingCall {
  readonly #json = new PartialJson();
  #id: string | undefined = undefined;
  #name = "";
  /** The arguments as they were written, without the space around them. */
  #written = "";
  /** Space that stands inside the arguments only if something follows it. */
  #space = "";

  push({ id, name, args = "" }: ToolCallChunk): void {
    if (id) this.#id = id;
    if (name) this.#name = name;
    const text = this.#written === "" ? args.trimStart() : args;
    const end = text.trimEnd();
    if (end === "") {
      this.#space += text;
      return;
    }
    const added = this.#space + end;
    this.#space = text.slice(end.length);
    this.#written += added;
    this.#json.push(added);
  }

  read(): (ToolCall & { type: "tool_call" }) | (InvalidToolCall & { type: "invalid_tool_call" }) {
    const [name, id] = [this.#name, this.#id];
    const args = this.#arguments();
    if (id && isRecord(args)) return { name, args, id, type: "tool_call" };
    return malformed(name, id, this.#written);
  }

  #arguments(): unknown {
    if (this.#written === "") return {};
    // Something stands behind the value: the text is no JSON, as a whole.
    return this.#json.length < this.#written.length ? undefined : this.#json.completed();
  }
}

/** In core's words. */
function malformed(
  name: string,
  id: string | undefined,
  written: string,
): InvalidToolCall & { type: "invalid_tool_call" } {
  const args = written === "" ? "{}" : written;
  return { name, args, id, error: "Malformed args.", type: "invalid_tool_call" };
}
