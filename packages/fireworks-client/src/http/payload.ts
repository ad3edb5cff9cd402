import { FireworksConfigurationError } from "../errors/configuration-error.js";
import type { FireworksError } from "../errors/fireworks-error.js";
import { redactCause } from "../errors/redact-cause.js";

/** Bytes to send, of which every attempt opens its own copy. */
export interface Payload {
  contentType: string;
  /** In bytes. */
  size: number;
  open(): OpenPayload;
}

/** The bytes of one attempt. */
export interface OpenPayload {
  readonly body: Blob | ReadableStream<Uint8Array>;
  /** Why the bytes could not be had, if that is why sending them failed. */
  readonly failure: FireworksError | undefined;
  /** The rest is not wanted: lets go of whatever the bytes come from. */
  release(): void;
}

/** Something that can be read again and again, a piece at a time. */
export interface ByteSource {
  size: number;
  stream(): ReadableStream<Uint8Array> | Promise<ReadableStream<Uint8Array>>;
}

/** A blob knows its size and is never held in memory by us. */
export function blobPayload(blob: Blob, contentType: string): Payload {
  const open = { body: blob, failure: undefined, release: () => undefined };
  return { contentType, size: blob.size, open: () => open };
}

export interface StreamParts {
  before?: Uint8Array;
  source: ByteSource;
  after?: Uint8Array;
}

/** A stream of known length, with something around it if need be. Holds one piece at a time. */
export function streamPayload(parts: StreamParts, contentType: string): Payload {
  const { before, source, after } = parts;
  const size = source.size + (before?.length ?? 0) + (after?.length ?? 0);
  return { contentType, size, open: () => new OpenStream(parts) };
}

class OpenStream implements OpenPayload {
  readonly body: ReadableStream<Uint8Array>;
  failure: FireworksError | undefined;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #released = false;

  constructor(parts: StreamParts) {
    const bytes = this.#bytesOf(parts);
    const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
      try {
        const { done, value } = await bytes.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        this.failure = sourceError(error);
        controller.error(this.failure);
      }
    };
    this.body = new ReadableStream({ pull, cancel: () => this.release() }, { highWaterMark: 0 });
  }

  /** The source may hold a file open, and may be stuck: it is told, not waited for. */
  release(): void {
    this.#released = true;
    void this.#reader?.cancel().catch(() => undefined);
  }

  /** What is around the source, and of the source exactly as many bytes as it said. */
  async *#bytesOf({ before, source, after }: StreamParts): AsyncGenerator<Uint8Array, void> {
    if (before !== undefined) yield before;
    this.#reader = (await source.stream()).getReader();
    if (this.#released) this.release();
    let sent = 0;
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done) break;
      sent += value.length;
      if (sent > source.size) this.release();
      if (sent > source.size) throw wrongSize(source.size, "more");
      if (value.length > 0) yield value;
    }
    if (sent < source.size) throw wrongSize(source.size, "fewer");
    if (after !== undefined) yield after;
  }
}

function wrongSize(size: number, than: string): FireworksConfigurationError {
  return new FireworksConfigurationError(`The file has ${than} bytes than its size of ${size}`, {
    code: "wrong_size",
    field: "size",
    hint: "Give its size in bytes, and a stream that starts at its beginning every time.",
  });
}

function sourceError(error: unknown): FireworksError {
  if (error instanceof FireworksConfigurationError) return error;
  const cause = redactCause(error, []);
  const reason = cause?.message ? `: ${cause.message}` : "";
  return new FireworksConfigurationError(`The file could not be read${reason}`, {
    code: "unreadable_file",
    field: "file",
    cause,
  });
}
