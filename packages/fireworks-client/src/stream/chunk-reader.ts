import { redact } from "../errors/redact.js";
import { FireworksConnectionError } from "../errors/connection-errors.js";
import { FireworksStreamError } from "../errors/stream-error.js";
import type { FireworksError } from "../errors/fireworks-error.js";
import type { AttemptClock } from "../http/attempt-clock.js";
import { isRetryableStatus } from "../http/retry.js";
import type { Exchange } from "../http/send.js";
import type { ChatCompletionChunk, ChatCompletionResponse } from "../wire/index.js";
import { accumulate, emptyAccumulation, toCompletion } from "./accumulate.js";
import { SseDecoder } from "./sse-events.js";
import type { SseEvent } from "./sse-events.js";
import { judgeEnd, readEvent, startOfStream } from "./stream-progress.js";
import type { StreamFailure } from "./stream-progress.js";

export interface ChunkReaderOptions {
  allowIncompleteStream?: boolean;
  maxEventLength?: number;
}

/** Bytes → chunks of one streamed answer. Ends by itself, by `close`, or by one typed error. */
export class ChunkReader {
  readonly #exchange: Exchange;
  readonly #clock: AttemptClock;
  readonly #options: ChunkReaderOptions;
  readonly #decoder: SseDecoder;
  readonly #progress = startOfStream();
  readonly #received = emptyAccumulation();
  #queue: SseEvent[] = [];
  #position = 0;
  #ended = false;

  constructor(exchange: Exchange, clock: AttemptClock, options: ChunkReaderOptions) {
    this.#exchange = exchange;
    this.#clock = clock;
    this.#options = options;
    this.#decoder = new SseDecoder(options.maxEventLength);
  }

  /** The next chunk of the bytes that are already here: no promise per event. */
  takeBuffered(): ChatCompletionChunk | undefined {
    if (this.#ended) return undefined;
    if (this.#clock.failure !== undefined) throw this.#fail(this.#clock.failure);
    while (this.#position < this.#queue.length) {
      const chunk = this.#takeEvent(this.#queue[this.#position++] as SseEvent);
      if (chunk !== undefined || this.#ended) return chunk;
    }
    if (this.#decoder.tooLarge) throw this.#failure({ reason: "too-large" });
    return undefined;
  }

  /** The next chunk; undefined at the end. */
  async read(): Promise<ChatCompletionChunk | undefined> {
    let chunk = this.takeBuffered();
    while (chunk === undefined && !this.#ended) {
      const bytes = await this.#readBytes();
      if (this.#ended) return undefined; // closed while waiting
      this.#queue = bytes === undefined ? this.#decoder.end() : this.#decoder.push(bytes);
      this.#position = 0;
      chunk = this.takeBuffered();
      if (bytes === undefined && chunk === undefined && !this.#ended) this.#end(false);
    }
    return chunk;
  }

  /** What has arrived so far, as an answer that was not streamed. */
  received(): ChatCompletionResponse {
    return toCompletion(this.#received);
  }

  /** Nobody wants the rest: frees the connection. */
  async close(reason?: unknown): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#exchange.body.cancel(reason);
  }

  async #readBytes(): Promise<Uint8Array | undefined> {
    try {
      return await this.#exchange.body.read();
    } catch (error) {
      if (this.#ended) return undefined;
      if (FireworksConnectionError.isInstance(error) && this.#progress.sawChunk) {
        // A broken connection ends the stream as surely as its proper end: judged the same way.
        this.#end(false, error);
        return undefined;
      }
      throw this.#fail(error as FireworksError);
    }
  }

  #takeEvent(event: SseEvent): ChatCompletionChunk | undefined {
    const isFirst = !this.#progress.sawChunk;
    const step = readEvent(this.#progress, event);
    if (step.kind === "failed") throw this.#failure(step.failure, isFirst);
    if (step.kind === "done") this.#end(true);
    if (step.kind !== "chunk") return undefined;
    accumulate(this.#received, step.chunk);
    if (isFirst) this.#clock.firstByteArrived();
    return step.chunk;
  }

  /** The end of the stream, by `[DONE]` or by the end of its bytes. */
  #end(sawDone: boolean, cause?: unknown): void {
    const verdict = judgeEnd(this.#progress, sawDone);
    const accepted = verdict === "cut-short" && this.#options.allowIncompleteStream === true;
    if (verdict !== "complete" && !accepted)
      throw this.#failure({ reason: verdict }, undefined, cause);
    this.#ended = true;
    this.#exchange.body.finish();
  }

  #failure(failure: StreamFailure, isFirst = !this.#progress.sawChunk, cause?: unknown) {
    const { reason, chunk, status, message } = failure;
    if (chunk !== undefined) accumulate(this.#received, chunk);
    const clean = (text?: string) => text && redact(text, this.#exchange.secrets);
    const error = new FireworksStreamError({
      reason,
      detail: clean(message),
      code: clean(failure.code),
      type: clean(failure.type),
      param: clean(failure.param),
      status,
      requestId: clean(failure.requestId) ?? this.#exchange.info.requestId,
      retryable: isFirst && isRetryableStart(failure),
      cause,
    });
    return this.#fail(error);
  }

  /** Ends the stream with `error`, which gets what had arrived. */
  #fail(error: FireworksError): FireworksError {
    this.#ended = true;
    if (this.#received.choices.size > 0) error.partial ??= toCompletion(this.#received);
    void this.#exchange.body.cancel();
    return error;
  }
}

/** Whether a stream that failed before its first event may be asked for again. */
function isRetryableStart({ reason, status, code, type }: StreamFailure): boolean {
  if (reason === "empty" || reason === "cut-short") return true;
  if (reason !== "sent-inside") return false;
  if (status !== undefined) return isRetryableStatus(status);
  return [code, type].some((word) => word !== undefined && RETRYABLE_WORDS.test(word));
}

/** Codes and types of errors that pass, for servers that send no status inside a stream. */
const RETRYABLE_WORDS =
  /^(rate_limit(_exceeded|_error)?|(internal_)?server_error|internal(_error)?|overloaded(_error)?|service_unavailable|unavailable|timeout)$/i;
