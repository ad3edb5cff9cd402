import type { Readable } from "node:stream";
import type { ByteReader, FetchBody } from "../http/fetch-like.js";

type Step = Awaited<ReturnType<ByteReader["read"]>>;

interface Waiting {
  resolve(step: Step): void;
  reject(error: unknown): void;
}

const END: Step = { done: true };

/** A Node stream as the client reads it, without a web stream around it. */
export class NodeBody implements FetchBody, ByteReader {
  readonly #stream: Readable;
  #waiting: Waiting | undefined;
  #error: unknown;
  #cancelled = false;

  constructor(stream: Readable) {
    this.#stream = stream;
    const look = (): void => this.#settle();
    // An error nobody listens for would end the process.
    stream.on("error", (error: unknown) => {
      this.#error = error;
      this.#settle();
    });
    stream.on("readable", look).on("end", look).on("close", look);
  }

  getReader(): ByteReader {
    return this;
  }

  /** One read at a time; all that is here comes at once. */
  read(): Promise<Step> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#settle();
    });
  }

  async cancel(): Promise<void> {
    this.#cancelled = true;
    this.#stream.destroy();
    this.#settle();
  }

  #settle(): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    const stream = this.#stream;
    const value = this.#cancelled ? null : (stream.read() as Uint8Array | null);
    // Reading may have settled it already.
    if (this.#waiting !== waiting) return;
    const isOver = this.#cancelled || stream.readableEnded;
    if (value === null && !isOver && !stream.closed && this.#error === undefined) return;
    this.#waiting = undefined;
    if (value !== null) waiting.resolve({ done: false, value });
    else if (isOver) waiting.resolve(END);
    else waiting.reject(new TypeError("terminated", { cause: this.#error })); // as fetch says it
  }
}
