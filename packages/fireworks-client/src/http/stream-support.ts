import { errorFromAbortedSignal } from "../errors/connection-errors.js";
import { isBrowserLike, isServerRuntime } from "../runtime.js";
import { onAbort } from "./on-abort.js";
import { streamPayload } from "./payload.js";
import type { ByteSource } from "./payload.js";

/** Whether `fetch` sends streams. Firefox and Safari do not, and would send their name as a text. */
export const sendsStreams = (): boolean =>
  !isBrowserLike() || isServerRuntime() || takesStreams(globalThis.Request);

/** Safari does not ask for `duplex`; Firefox makes a text of the stream, and says so in a header. */
function takesStreams(Request: typeof globalThis.Request | undefined): boolean {
  if (Request === undefined) return false;
  let asked = false;
  const init = {
    method: "POST",
    body: new ReadableStream(),
    get duplex(): string {
      asked = true;
      return "half";
    },
  };
  const { headers } = new Request("https://fireworks.ai", init);
  return asked && !headers.has("content-type");
}

/**
 * A stream as a blob, which browsers may keep on disk.
 *
 * @throws FireworksConfigurationError for a source that fails or is not as long as it says, and
 * FireworksAbortError
 */
export async function gatherStream(
  source: ByteSource,
  signal: AbortSignal | undefined,
): Promise<Blob> {
  const open = streamPayload({ source }, "").open();
  const stopListening = signal && onAbort(signal, () => open.release());
  try {
    return await new Response(open.body as ReadableStream).blob();
  } catch (error) {
    if (signal?.aborted === true) throw errorFromAbortedSignal(signal);
    throw open.failure ?? error;
  } finally {
    stopListening?.();
  }
}
