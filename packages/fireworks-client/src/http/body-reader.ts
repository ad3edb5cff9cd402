import { connectionError } from "../errors/connection-errors.js";
import type { AttemptClock } from "./attempt-clock.js";

type ByteReader = ReadableStreamDefaultReader<Uint8Array>;

/** How long an answer that is already complete may take to close, in milliseconds. */
const CLOSING_GRACE_MS = 250;

/** Reads the bytes of one answer under the attempt's clocks, and frees its connection. */
export class BodyReader {
  readonly #reader: ByteReader | undefined;
  readonly #clock: AttemptClock;
  readonly #requestId: string | undefined;

  constructor(response: Response, clock: AttemptClock, requestId: string | undefined) {
    this.#reader = response.body?.getReader();
    this.#clock = clock;
    this.#requestId = requestId;
  }

  /** The next bytes; undefined at the end. Rejects with our typed errors only. */
  read(): Promise<Uint8Array | undefined> {
    return this.#clock.guardSilence(() => this.#readOnce());
  }

  /** The whole text, or its first `limit` characters. */
  async readText(limit: number = Number.POSITIVE_INFINITY): Promise<string> {
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

  async #readOnce(): Promise<Uint8Array | undefined> {
    try {
      const result = await this.#reader?.read();
      return result?.value;
    } catch (cause) {
      throw connectionError("The connection broke while the answer was arriving", {
        cause,
        requestId: this.#requestId,
        retryable: true,
      });
    }
  }

  /** Nobody wants the rest: closes the connection. */
  async cancel(reason?: unknown): Promise<void> {
    const cancelled = this.#reader?.cancel(reason);
    this.#clock.release();
    await cancelled?.catch(() => undefined);
  }

  /**
   * The answer is complete. Waits briefly for the server to end the body, so that the connection can
   * be used again, and closes it if the server does not.
   */
  finish(): void {
    this.#clock.dispose();
    const timer = setTimeout(() => void this.cancel(), CLOSING_GRACE_MS);
    const close = (more: boolean): void => {
      clearTimeout(timer);
      if (more) void this.cancel();
    };
    this.#readOnce().then(
      (bytes) => close(bytes !== undefined),
      () => close(true),
    );
  }
}
