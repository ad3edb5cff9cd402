import { pause } from "../sse/pause.js";
import type { Fault } from "./fault.js";

/** The bytes in other pieces, slower, or not to the end. */
export async function* withByteFaults(
  bytes: AsyncIterable<Uint8Array>,
  fault: Fault,
  { stall, signal }: { stall: () => Promise<void>; signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const { cutAfterBytes = Infinity, stallAfterBytes = Infinity, chunkDelayMs = 0 } = fault;
  const last = Math.min(cutAfterBytes, stallAfterBytes);
  let sent = 0;
  if (last > 0)
    for await (const piece of piecesOf(bytes, fault.chunkBytes)) {
      if (chunkDelayMs > 0) await pause(chunkDelayMs, signal);
      yield piece.subarray(0, last - sent);
      sent += piece.length;
      if (sent >= last) break;
    }
  if (sent >= last && stallAfterBytes === last) await stall();
}

async function* piecesOf(
  bytes: AsyncIterable<Uint8Array>,
  size: number | undefined,
): AsyncGenerator<Uint8Array> {
  if (size === undefined) return yield* bytes;
  for await (const chunk of bytes)
    for (let start = 0; start < chunk.length; start += size)
      yield chunk.subarray(start, start + size);
}
