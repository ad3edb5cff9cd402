import { FireworksConnectionError } from "../errors/connection-errors.js";
import { FireworksError } from "../errors/fireworks-error.js";
import { redactCause } from "../errors/redact-cause.js";
import type { AttemptClock } from "../http/attempt-clock.js";
import type { Exchange } from "../http/send.js";
import type { AnyCompletion } from "../wire/index.js";
import type { Assembly, StreamedChunk } from "./assembly.js";
import { notAStreamError } from "./not-a-stream.js";
import { OpeningText } from "./opening-text.js";
import { SseDecoder } from "./sse-events.js";
import type { SseEvent } from "./sse-events.js";
import { streamFailureError } from "./stream-failure.js";
import { judgeEnd, readEvent, startOfStream } from "./stream-progress.js";
import type { StreamFailure } from "./stream-progress.js";

export interface ChunkReaderParts<Chunk, Whole> {
  clock: AttemptClock;
  /** Puts the chunks together; belongs to this reader. */
  assembly: Assembly<Chunk, Whole>;
  options: ChunkReaderOptions;
}

export interface ChunkReaderOptions {
  allowIncompleteStream?: boolean;
  maxEventLength?: number;
}

/** Bytes → chunks of one streamed answer. Ends by itself, by `close`, or by one typed error. */
export class ChunkReader<Chunk extends StreamedChunk, Whole extends AnyCompletion> {
  readonly #exchange: Exchange;
  readonly #clock: AttemptClock;
  readonly #options: ChunkReaderOptions;
  readonly #decoder: SseDecoder;
  readonly #progress = startOfStream();
  readonly #received: Assembly<Chunk, Whole>;
  readonly #opening = new OpeningText();
  #first: Chunk | undefined;
  #sawEvent = false;
  #queue: SseEvent[] = [];
  #position = 0;
  #ended = false;

  constructor(exchange: Exchange, { clock, assembly, options }: ChunkReaderParts<Chunk, Whole>) {
    this.#exchange = exchange;
    this.#clock = clock;
    this.#received = assembly;
    this.#options = options;
    this.#decoder = new SseDecoder(options.maxEventLength);
  }

  /** Waits for the first chunk and keeps it for the first read. */
  async readFirst(): Promise<void> {
    this.#first = await this.read();
  }

  /** The next chunk of the bytes that are already here: no promise per event. */
  takeBuffered(): Chunk | undefined {
    if (this.#ended) return undefined;
    if (this.#clock.failure !== undefined) throw this.#fail(this.#clock.failure);
    if (this.#first !== undefined) return this.#takeFirst();
    while (this.#position < this.#queue.length) {
      const chunk = this.#takeEvent(this.#queue[this.#position++] as SseEvent);
      if (chunk !== undefined || this.#ended) return chunk;
    }
    if (this.#decoder.tooLarge) throw this.#failure({ reason: "too-large" });
    return undefined;
  }

  /** The next chunk; undefined at the end. */
  async read(): Promise<Chunk | undefined> {
    let chunk = this.takeBuffered();
    while (chunk === undefined && !this.#ended) {
      const bytes = await this.#readBytes();
      if (this.#ended) return undefined; // closed while waiting
      this.#decode(bytes);
      chunk = this.takeBuffered();
      if (bytes === undefined && chunk === undefined && !this.#ended) this.#end(false);
    }
    return chunk;
  }

  /** What has arrived so far, as an answer that was not streamed. */
  received(): Whole {
    return this.#received.whole();
  }

  /** Nobody wants the rest: frees the connection. */
  close(reason?: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#exchange.body.cancel(reason);
  }

  #takeFirst(): Chunk | undefined {
    const first = this.#first;
    this.#first = undefined;
    return first;
  }

  #readBytes(): Promise<Uint8Array | undefined> {
    return this.#exchange.body.read().catch((error: unknown) => this.#brokenOff(error));
  }

  #brokenOff(error: unknown): undefined {
    if (this.#ended) return;
    if (FireworksConnectionError.isInstance(error) && this.#progress.sawChunk) {
      // A broken connection ends the stream as surely as its proper end: judged the same way.
      this.#end(false, error);
      return;
    }
    throw this.#fail(error as FireworksError);
  }

  #decode(bytes: Uint8Array | undefined): void {
    this.#queue = bytes === undefined ? this.#decoder.end() : this.#decoder.push(bytes);
    this.#position = 0;
    if (this.#sawEvent) return;
    this.#sawEvent = this.#queue.length > 0;
    if (this.#sawEvent) this.#opening.clear();
    else if (bytes !== undefined) this.#opening.add(bytes);
  }

  #takeEvent(event: SseEvent): Chunk | undefined {
    try {
      return this.#readEvent(event);
    } catch (error) {
      if (FireworksError.isInstance(error)) throw error;
      const cause = redactCause(error, this.#exchange.secrets);
      throw this.#failure({ reason: "malformed", data: event.data }, { cause });
    }
  }

  #readEvent(event: SseEvent): Chunk | undefined {
    const isFirst = !this.#progress.sawChunk;
    const step = readEvent<Chunk>(this.#progress, event);
    if (step.kind === "failed") throw this.#failure(step.failure, { isFirst });
    if (step.kind === "done") this.#end(true);
    if (step.kind !== "chunk") return undefined;
    this.#received.add(step.chunk);
    if (isFirst) this.#clock.firstByteArrived();
    return step.chunk;
  }

  /** The end of the stream, by `[DONE]` or by the end of its bytes. */
  #end(sawDone: boolean, cause?: unknown): void {
    const verdict = judgeEnd(this.#progress, sawDone);
    const accepted = verdict === "cut-short" && this.#options.allowIncompleteStream === true;
    if (verdict !== "complete" && !accepted) {
      const text = this.#opening.foreignText();
      if (text !== "") throw this.#fail(notAStreamError(this.#exchange, text));
      throw this.#failure({ reason: verdict }, { cause });
    }
    this.#ended = true;
    this.#exchange.spent?.(this.#received.whole().usage);
    this.#exchange.body.finish();
  }

  #failure(failure: StreamFailure<Chunk>, state: { isFirst?: boolean; cause?: unknown } = {}) {
    const { isFirst = !this.#progress.sawChunk, cause } = state;
    if (failure.chunk !== undefined) this.#received.add(failure.chunk);
    return this.#fail(streamFailureError({ failure, isFirst, cause }, this.#exchange));
  }

  /** Ends the stream with `error`, which gets what had arrived. */
  #fail(error: FireworksError): FireworksError {
    this.#ended = true;
    if (this.#received.hasChoices()) error.partial ??= this.#received.whole();
    error.attempts ??= this.#exchange.info.attempts;
    this.#exchange.body.cancel();
    return error;
  }
}
