import { type FileHandle, open } from "node:fs/promises";
import type { StreamedFile } from "fireworks-client";
import type { SpooledPart } from "./row-spool.js";

const PIECE_BYTES = 256 * 1024;

/**
 * A part as the client uploads it: read while it is sent, and anew for each attempt.
 *
 * @param onBytes - told how many bytes of this attempt were read.
 */
export function spooledFile(
  { file, bytes }: SpooledPart,
  filename: string,
  onBytes: (read: number) => void,
): StreamedFile {
  return { filename, size: bytes, stream: () => fileStream(file, onBytes) };
}

/** Reads a piece when one is wanted, and no sooner. */
function fileStream(file: string, onBytes: (read: number) => void): ReadableStream<Uint8Array> {
  let handle: FileHandle | undefined;
  let at = 0;
  const close = async (): Promise<void> => handle?.close();
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    handle ??= await open(file);
    const piece = new Uint8Array(PIECE_BYTES);
    const { bytesRead } = await handle.read(piece, 0, PIECE_BYTES, at);
    at += bytesRead;
    onBytes(at);
    if (bytesRead > 0) return controller.enqueue(piece.subarray(0, bytesRead));
    await close();
    controller.close();
  };
  return new ReadableStream({ pull, cancel: close }, { highWaterMark: 0 });
}
