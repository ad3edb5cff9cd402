const DONE = /^data: ?\[DONE\]\s*$/;

/** Whether the piece is the `[DONE]` that ends a stream. */
export const isDone = (piece: Uint8Array): boolean =>
  piece.length < 20 && DONE.test(new TextDecoder().decode(piece));

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Where one read of the network brought several events, each is a piece: how many come at once is
 * chance. Where it cut an event, the cut stays.
 */
export function splitAfterEvents(bytes: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let start = 0;
  let isLineEmpty = false;
  for (const [at, byte] of bytes.entries()) {
    if (byte === CARRIAGE_RETURN) continue;
    if (byte === LINE_FEED && isLineEmpty) {
      pieces.push(bytes.subarray(start, at + 1));
      start = at + 1;
    }
    isLineEmpty = byte === LINE_FEED && start <= at;
  }
  if (start < bytes.length) pieces.push(bytes.subarray(start));
  return pieces;
}
