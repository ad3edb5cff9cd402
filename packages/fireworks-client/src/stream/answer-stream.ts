import { FireworksStreamError } from "../errors/stream-error.js";
import type { ResponseInfo } from "../http/response-info.js";
import type {
  AnyCompletion,
  ChatCompletionChunk,
  ChatCompletionResponse,
  CompletionChunk,
  CompletionResponse,
} from "../wire/index.js";
import type { StreamedChunk } from "./assembly.js";
import type { ChunkReader } from "./chunk-reader.js";

type Step<Chunk> = IteratorResult<Chunk, undefined>;

const END: Step<never> = { done: true, value: undefined };

/** A streamed chat completion. */
export type ChatCompletionStream = AnswerStream<ChatCompletionChunk, ChatCompletionResponse>;

/** A streamed text completion. */
export type CompletionStream = AnswerStream<CompletionChunk, CompletionResponse>;

/**
 * A streamed answer whose first event has arrived. Iterate it once, with `for await`. Leaving the
 * loop, aborting or an error closes the connection; so does `cancel`, which an unread stream needs.
 *
 * Throws, while iterating: FireworksStreamError, FireworksTimeoutError, FireworksAbortError, each
 * with what had arrived in `partial`.
 */
export class AnswerStream<
  Chunk extends StreamedChunk,
  Whole extends AnyCompletion,
> implements AsyncIterable<Chunk> {
  /** Status, headers, rate-limit state and server timings of the answer. */
  readonly response: ResponseInfo;
  readonly #reader: ChunkReader<Chunk, Whole>;
  #waiting: Promise<Step<Chunk>> | undefined;
  /** Reads that have begun and not ended. */
  #steps = 0;
  #iterated = false;

  /** @internal Made by `create({ stream: true })` of chat and of text completions. */
  constructor(reader: ChunkReader<Chunk, Whole>, response: ResponseInfo) {
    this.#reader = reader;
    this.response = response;
  }

  /** What has arrived so far, put together as an answer that was not streamed. */
  received(): Whole {
    return this.#reader.received();
  }

  /**
   * The next chunk that is already here; undefined when one has to be waited for, and at the end. It is
   * then gone from the iteration, which goes on behind it. A read of the network often brings many
   * chunks; taken like this, only the first of them costs a promise.
   *
   * @throws what the iteration would throw in that place, each once
   *
   * @example
   * for await (const first of stream) {
   *   for (let chunk = first; chunk !== undefined; chunk = stream.buffered()) show(chunk);
   * }
   */
  buffered(): Chunk | undefined {
    // Reads that wait for bytes come first.
    return this.#waiting === undefined ? this.#reader.takeBuffered() : undefined;
  }

  /** Stops the answer and closes the connection. Later reads find the end. */
  async cancel(reason?: unknown): Promise<void> {
    this.#reader.close(reason);
  }

  /** @throws FireworksStreamError (`already-read`) on the second call */
  [Symbol.asyncIterator](): AsyncIterator<Chunk, undefined, undefined> {
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
  #next(): Promise<Step<Chunk>> {
    if (this.#waiting === undefined) {
      const chunk = this.#takeReady();
      if (chunk !== undefined) return chunk;
    }
    const step = this.#readStep(this.#waiting);
    this.#waiting = step;
    return step;
  }

  /** The fast path: a chunk that is already here, or the error that stands in its place. */
  #takeReady(): Promise<Step<Chunk>> | undefined {
    try {
      const value = this.#reader.takeBuffered();
      return value === undefined ? undefined : Promise.resolve({ done: false, value });
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async #readStep(before: Promise<Step<Chunk>> | undefined): Promise<Step<Chunk>> {
    this.#steps += 1;
    try {
      if (before !== undefined) await before.catch(() => END);
      const value = await this.#reader.read();
      return value === undefined ? END : { done: false, value };
    } finally {
      this.#steps -= 1;
      if (this.#steps === 0) this.#waiting = undefined;
    }
  }
}
