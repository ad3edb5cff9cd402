import { pause } from "../sse/pause.js";
import type { Fault } from "./fault.js";

const COMMENT = ": keep-alive\n\n";

const FLUSH_MS = 10;

const DEFAULT_ERROR = {
  object: "error",
  type: "server_error",
  code: "internal_server_error",
  message: "Internal server error",
};

/** The same event stream with the fault in it. Relies on one event a chunk. */
export function withStreamFault(
  body: ReadableStream<Uint8Array>,
  fault: Fault,
  resetConnection: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const reader = body.getReader();
  let sent = 0;
  const end = (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    controller.close();
    return reader.cancel();
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent === fault.errorAfterEvents) {
        const error = JSON.stringify({ error: fault.error ?? DEFAULT_ERROR });
        controller.enqueue(encoder.encode(`data: ${error}\n\n`));
        return end(controller);
      }
      if (sent === fault.cutAfterEvents) {
        if (fault.resetConnection !== true) return end(controller);
        // Destroying a socket drops what was written in the same turn; the client shall see it.
        await pause(FLUSH_MS);
        resetConnection();
        return end(controller);
      }
      // Never settles: the reader waits until it leaves, and cancelling frees both streams.
      if (sent === fault.stallAfterEvents) return new Promise<void>(() => {});
      const { done, value } = await reader.read();
      if (done) return controller.close();
      if (fault.commentLines === true) controller.enqueue(encoder.encode(COMMENT));
      controller.enqueue(value);
      sent += 1;
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
