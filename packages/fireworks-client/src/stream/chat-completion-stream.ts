import { FireworksStreamError } from "../errors/stream-error.js";
import type { ResponseInfo } from "../http/response-info.js";
import type { ChatCompletionChunk, ChatCompletionResponse } from "../wire/index.js";
import type { ChunkReader } from "./chunk-reader.js";

type Step = IteratorResult<ChatCompletionChunk, undefined>;

const END: Step = { done: true, value: undefined };

/**
 * A streamed answer whose first event has arrived. Iterate it once, with `for await`. Leaving the
 * loop, aborting or an error closes the connection; so does `cancel`, which an unread stream needs.
 *
 * Throws, while iterating: FireworksStreamError, FireworksTimeoutError, FireworksAbortError, each
 * with what had arrived in `partial`.
 */
export class ChatCompletionStream implements AsyncIterable<ChatCompletionChunk> {
  /** Status, headers, rate-limit state and server timings of the answer. */
  readonly response: ResponseInfo;
  readonly #reader: ChunkReader;
  #waiting: Promise<Step> | undefined;
  #iterated = false;

  /** @internal Made by `client.chat.completions.create({ stream: true })`. */
  constructor(reader: ChunkReader, response: ResponseInfo) {
    this.#reader = reader;
    this.response = response;
  }

  /** What has arrived so far, put together as an answer that was not streamed. */
  received(): ChatCompletionResponse {
    return this.#reader.received();
  }

  /** Stops the answer and closes the connection. Later reads find the end. */
  async cancel(reason?: unknown): Promise<void> {
    this.#reader.close(reason);
  }

  /** @throws FireworksStreamError (`already-read`) on the second call */
  [Symbol.asyncIterator](): AsyncIterator<ChatCompletionChunk, undefined, undefined> {
    if (this.#iterated) throw new FireworksStreamError({ reason: "already-read" });
    this.#iterated = true;
    return {
      next: () => this.#next(),
      return: async () => {
        await this.cancel();
        return END;
      },
      throw: async (error: unknown) => {
        await this.cancel(error);
        throw error;
      },
    };
  }

  /** Calls that do not wait for each other are answered in order. */
  #next(): Promise<Step> {
    if (this.#waiting === undefined) {
      const chunk = this.#takeReady();
      if (chunk !== undefined) return chunk;
    }
    const before = this.#waiting?.catch(() => END) ?? Promise.resolve(END);
    const step = before.then(() => this.#readStep());
    this.#waiting = step;
    const settle = (): void => {
      if (this.#waiting === step) this.#waiting = undefined;
    };
    step.then(settle, settle);
    return step;
  }

  /** The fast path: a chunk that is already here, or the error that stands in its place. */
  #takeReady(): Promise<Step> | undefined {
    try {
      const value = this.#reader.takeBuffered();
      return value === undefined ? undefined : Promise.resolve({ done: false, value });
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async #readStep(): Promise<Step> {
    const value = await this.#reader.read();
    return value === undefined ? END : { done: false, value };
  }
}
