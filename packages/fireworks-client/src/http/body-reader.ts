import { connectionError, FireworksConnectionError } from "../errors/connection-errors.js";
import { redactCause } from "../errors/redact-cause.js";
import type { ByteReader, FetchResponse } from "./fetch-like.js";
import type { AttemptClock } from "./attempt-clock.js";

/** What errors of a reader need to know. */
export interface BodyContext {
  requestId: string | undefined;
  secrets: readonly string[];
}

/** How long an answer that is already complete may take to close, in milliseconds. */
const CLOSING_GRACE_MS = 250;

/**
 * In characters. More than the largest answer there is, 2,048 embeddings of 4,096 numbers written out, and
 * less than the longest text an engine holds.
 */
const LONGEST_TEXT = 256 * 1024 * 1024;
const TOO_LONG_HINT = "Check that the base URL points at Fireworks, or ask for less at a time.";

/** Enough for every error body; the rest of a page is not wanted. */
const LONGEST_ERROR_TEXT = 65_536;

/** How long the text of an error may take when no other clock runs, in milliseconds. */
const ERROR_TEXT_TIMEOUT_MS = 5_000;

/** Reads the bytes of one answer under the attempt's clocks, and frees its connection. */
export class BodyReader {
  readonly #reader: ByteReader | undefined;
  readonly #clock: AttemptClock;
  readonly #context: BodyContext;

  constructor(response: Pick<FetchResponse, "body">, clock: AttemptClock, context: BodyContext) {
    this.#reader = response.body?.getReader();
    this.#clock = clock;
    this.#context = context;
  }

  /** The next bytes; undefined at the end. Rejects with our typed errors only. */
  read(): Promise<Uint8Array | undefined> {
    return this.#clock.guardSilence(() => this.#readOnce());
  }

  /** The whole text. Rejects where it goes on and on: a small compressed answer can be that large. */
  async readText(): Promise<string> {
    const text = await this.#readUpTo(LONGEST_TEXT + 1);
    if (text.length <= LONGEST_TEXT) return text;
    this.cancel();
    throw new FireworksConnectionError(
      `The answer is longer than ${LONGEST_TEXT} characters. ${TOO_LONG_HINT}`,
      {
        code: "answer_too_large",
        hint: TOO_LONG_HINT,
        retryable: false,
        requestId: this.#context.requestId,
      },
    );
  }

  async #readUpTo(limit: number): Promise<string> {
    const decoder = new TextDecoder();
    let text = "";
    while (text.length < limit) {
      const bytes = await this.#clock.guard(() => this.#readOnce());
      if (bytes === undefined) return text + decoder.decode();
      this.#clock.firstByteArrived();
      text += decoder.decode(bytes, { stream: true });
    }
    return text.slice(0, limit);
  }

  /**
   * The beginning of a text that explains a failure, then the connection is closed. Empty when it
   * stalls: what failed is known without it, and must not turn into a call that never ends.
   */
  async readErrorText(): Promise<string> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stalled = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(""), ERROR_TEXT_TIMEOUT_MS);
    });
    try {
      return await Promise.race([this.#readUpTo(LONGEST_ERROR_TEXT), stalled]);
    } finally {
      clearTimeout(timer);
      this.cancel();
    }
  }

  async #readOnce(): Promise<Uint8Array | undefined> {
    try {
      const result = await this.#reader?.read();
      const bytes: unknown = result?.value;
      if (bytes === undefined || ArrayBuffer.isView(bytes)) return result?.value;
      throw new TypeError("the body that fetch gave does not consist of bytes");
    } catch (error) {
      throw connectionError("The connection broke while the answer was arriving", {
        cause: redactCause(error, this.#context.secrets),
        requestId: this.#context.requestId,
        retryable: true,
      });
    }
  }

  /** Nobody wants the rest: closes the connection. Does not wait, because a body may never answer. */
  cancel(reason?: unknown): void {
    const cancelBody = async (): Promise<void> => this.#reader?.cancel(reason);
    void cancelBody().catch(() => undefined);
    this.#clock.release();
  }

  /**
   * The answer is complete. Waits briefly for the server to end the body, so that the connection can
   * be used again, and closes it if the server does not.
   */
  finish(): void {
    this.#clock.dispose();
    const timer = setTimeout(() => this.cancel(), CLOSING_GRACE_MS);
    const close = (more: boolean): void => {
      clearTimeout(timer);
      if (more) this.cancel();
    };
    this.#readOnce().then(
      (bytes) => close(bytes !== undefined),
      () => close(true),
    );
  }
}
