import { isErrorJson } from "../errors/error-body.js";
import type { StreamErrorReason } from "../errors/stream-error.js";
import { isJsonObject, parseJson } from "../json.js";
import type { JsonObject } from "../json.js";
import type { StreamedChunk } from "./assembly.js";
import type { SseEvent } from "./sse-events.js";

/** What has been seen of a stream, as far as it decides whether the stream is complete. */
export interface StreamProgress {
  /** Choices that began and have no finish reason yet. */
  open: Set<number>;
  finished: Set<number>;
  sawChunk: boolean;
}

export interface StreamFailure<Chunk = StreamedChunk> {
  reason: StreamErrorReason;
  /** The event's data, as received: whole, because secrets are to be masked before it is cut. */
  data?: string;
  /** The chunk that carried the failure, when it also carries a part of the answer. */
  chunk?: Chunk;
}

/** What one event means. */
export type StreamStep<Chunk> =
  | { kind: "chunk"; chunk: Chunk }
  | { kind: "ignored" }
  | { kind: "done" }
  | { kind: "failed"; failure: StreamFailure<Chunk> };

const IGNORED: StreamStep<never> = { kind: "ignored" };
const DONE: StreamStep<never> = { kind: "done" };

export const startOfStream = (): StreamProgress => ({
  open: new Set(),
  finished: new Set(),
  sawChunk: false,
});

/** One event of the stream; updates `progress`. */
export function readEvent<Chunk extends StreamedChunk>(
  progress: StreamProgress,
  event: SseEvent,
): StreamStep<Chunk> {
  const { name, data, terminated } = event;
  const text = data.trim();
  if (text === "[DONE]") return DONE;
  if (name === "error") return failed({ reason: "sent-inside", data });
  if (text === "") return IGNORED;
  const json = parseJson(data);
  if (!isJsonObject(json)) {
    // The end of the body cut it off: how the stream ended decides, not this.
    if (!terminated || isForeign(name)) return IGNORED;
    return failed({ reason: "not-json", data });
  }
  if (isErrorJson(json)) return failed({ reason: "sent-inside", data });
  if (isForeign(name) && !isChunkShaped(json)) return IGNORED;
  return readChunk(progress, json as unknown as Chunk);
}

function readChunk<Chunk extends StreamedChunk>(
  progress: StreamProgress,
  chunk: Chunk,
): StreamStep<Chunk> {
  progress.sawChunk = true;
  if (!Array.isArray(chunk.choices)) return { kind: "chunk", chunk };
  for (const choice of chunk.choices) {
    const index = choice?.index ?? 0;
    const reason = choice?.finish_reason;
    if (reason === "error") return failed({ reason: "sent-inside", chunk });
    if (reason) {
      progress.finished.add(index);
      progress.open.delete(index);
    } else if (!progress.finished.has(index)) {
      progress.open.add(index);
    }
  }
  return { kind: "chunk", chunk };
}

/**
 * How a stream that has ended is to be judged. After `[DONE]` one finished choice is enough; without
 * it every choice that began must have finished.
 */
export function judgeEnd(
  progress: StreamProgress,
  sawDone: boolean,
): "complete" | "empty" | "cut-short" {
  if (!progress.sawChunk) return "empty";
  if (progress.finished.size === 0) return "cut-short";
  return sawDone || progress.open.size === 0 ? "complete" : "cut-short";
}

const failed = <Chunk>(failure: StreamFailure<Chunk>): StreamStep<Chunk> => ({
  kind: "failed",
  failure,
});

/** A named event is not Fireworks' own: `ping` and the like pass by unless they hold a chunk. */
const isForeign = (name: string): boolean => name !== "" && name !== "message";

const CHUNK_OBJECTS: readonly unknown[] = ["chat.completion.chunk", "text_completion"];

const isChunkShaped = (json: JsonObject): boolean =>
  "choices" in json || "usage" in json || CHUNK_OBJECTS.includes(json.object);
