import type { RequestOptions } from "../../client-options.js";
import { FireworksStorageError } from "../../errors/storage-error.js";
import type { AttemptClock } from "../../http/attempt-clock.js";
import type { Exchange } from "../../http/send.js";
import type { ReadAnswer, Transport } from "../../http/transport.js";
import { isStale } from "./stale-address.js";

/** One file of a dataset. */
export interface DatasetFile {
  /** Its place in the storage, for instance `dataset/out-1/BIJOutputSet.jsonl`. Chosen by the server. */
  path: string;
  /**
   * Its bytes, read from the network only as fast as from the stream. Failures before the first byte are
   * retried, and an address that has expired is replaced; what breaks later is the stream's error.
   *
   * @throws FireworksStorageError, FireworksConnectionError, FireworksTimeoutError, FireworksAbortError,
   * and what asking for a new address throws
   */
  open(): Promise<ReadableStream<Uint8Array>>;
}

export interface DownloadPlan {
  transport: Transport;
  /** Asks for addresses, by path. */
  findAddresses: () => Promise<Record<string, string>>;
  options: RequestOptions;
}

/** The files of a dataset. They share their addresses, and the new ones when those have expired. */
export async function* downloadFiles(plan: DownloadPlan): AsyncGenerator<DatasetFile, void> {
  const { transport, findAddresses, options } = plan;
  let addresses = await findAddresses();
  const open = async (path: string): Promise<ReadableStream<Uint8Array>> => {
    const url = addresses[path];
    if (url === undefined) throw missingAddress(path);
    return transport.requestSigned({ method: "GET", url, options }, readBytes);
  };
  const openOrRenew = async (path: string): Promise<ReadableStream<Uint8Array>> => {
    try {
      return await open(path);
    } catch (error) {
      if (!isStale(error)) throw error;
      addresses = await findAddresses();
      return open(path);
    }
  };
  for (const path of Object.keys(addresses)) yield { path, open: () => openOrRenew(path) };
}

/** Waits for the first bytes, so that what fails before them can be tried again. */
const readBytes: ReadAnswer<ReadableStream<Uint8Array>> = async (exchange, clock) => {
  const first = await exchange.body.read();
  clock.firstByteArrived();
  clock.markDelivered();
  return byteStream(exchange, clock, first);
};

/** Reads on only when asked to: nothing piles up in memory. */
function byteStream(
  { body }: Exchange,
  clock: AttemptClock,
  first: Uint8Array | undefined,
): ReadableStream<Uint8Array> {
  let waiting = first;
  const next = async (): Promise<Uint8Array | undefined> => {
    const bytes = waiting ?? (await body.read());
    waiting = undefined;
    return bytes;
  };
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    try {
      const bytes = await next();
      if (bytes !== undefined) return controller.enqueue(bytes);
    } catch (error) {
      body.cancel();
      throw error;
    }
    clock.dispose();
    controller.close();
  };
  const cancel = (reason: unknown): void => body.cancel(reason);
  return new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
}

function missingAddress(path: string): FireworksStorageError {
  return new FireworksStorageError(`The dataset has no file ${JSON.stringify(path)} any more`, {
    code: "signed_url_refused",
    origin: "",
    headers: new Headers(),
  });
}
