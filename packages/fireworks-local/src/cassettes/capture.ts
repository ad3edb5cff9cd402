import { isDone, splitAfterEvents } from "../sse/event-pieces.js";

/** A stream's bytes as they passed, and when. */
export interface Captured {
  pieces: Uint8Array[];
  /** Milliseconds since the request, of each piece. */
  times: number[];
  /** False when the reader left before the end. */
  isWhole: boolean;
}

/**
 * The same answer. `keep` is waited for before the reader has the last piece of an answer that says
 * where it ends, and else before it learns of the end: whoever has read an answer finds it recorded.
 */
export function captured(
  response: Response,
  started: number,
  keep: (captured: Captured) => Promise<void>,
): Response {
  const source = response.body ?? new Response("").body;
  if (source === null) return response;
  const reader = source.getReader();
  const pieces: Uint8Array[] = [];
  const times: number[] = [];
  let isKept = false;
  const end = async (isWhole: boolean): Promise<void> => {
    if (isKept) return;
    isKept = true;
    await keep({ pieces, times, isWhole });
  };
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) {
        await end(true);
        return controller.close();
      }
      const at = Math.round(performance.now() - started);
      for (const piece of splitAfterEvents(value)) {
        pieces.push(piece.slice());
        times.push(at);
        // Clients leave at `[DONE]`: nothing of the stream follows.
        if (isDone(piece)) await end(true);
        controller.enqueue(piece);
      }
    },
    async cancel(reason) {
      await reader.cancel(reason);
      await end(false);
    },
  });
  return new Response(body, response);
}
