import { JournalFeed } from "./journal-feed.js";
import { DEFAULT_LIMITS, type JournalLimits } from "./options.js";
import type { RecordedRequest } from "./recorded-request.js";
import type { RequestStore } from "./request-store.js";

/** What a small piece costs beside its bytes: Node's buffer object. */
const PIECE_OVERHEAD = 150;

/** Keeps the journals of all scopes within bounds: whatever came first goes first. */
export class JournalMemory {
  readonly #limits: Required<JournalLimits>;
  readonly #held = new Map<RecordedRequest, { store: RequestStore; bytes: number; kept: number }>();
  /** For those who look at all scopes together. */
  readonly feed: JournalFeed = new JournalFeed();
  #bytes = 0;

  constructor(limits: JournalLimits = {}) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  /** Whether answers are kept at all. */
  get keepsAnswers(): boolean {
    return this.#limits.maxAnswerBytes > 0;
  }

  add(request: RecordedRequest, store: RequestStore): void {
    this.#held.set(request, { store, bytes: 0, kept: 0 });
    this.feed.arrived(request);
    this.#makeRoom();
  }

  /** Counts the bytes of its body. */
  addBody(request: RecordedRequest, bytes: number): void {
    this.#grow(request, bytes);
  }

  /** Keeps a piece of its answer, or counts it as omitted. */
  addPiece(request: RecordedRequest, piece: Uint8Array, at: number): void {
    const held = this.#held.get(request);
    const kept = (held?.kept ?? 0) + piece.length;
    if (held === undefined || kept > this.#limits.maxAnswerBytes)
      return request.answer.omit(piece, at);
    held.kept = kept;
    request.answer.keep(piece, at);
    this.#grow(request, piece.length + PIECE_OVERHEAD);
  }

  forget(requests: readonly RecordedRequest[]): void {
    this.feed.gone(requests);
    for (const request of requests) {
      this.#bytes -= this.#held.get(request)?.bytes ?? 0;
      this.#held.delete(request);
    }
  }

  #grow(request: RecordedRequest, bytes: number): void {
    const held = this.#held.get(request);
    if (held === undefined) return;
    held.bytes += bytes;
    this.#bytes += bytes;
    this.#makeRoom();
  }

  #makeRoom(): void {
    const { maxEntries, maxBytes } = this.#limits;
    while (this.#held.size > maxEntries || (this.#bytes > maxBytes && this.#held.size > 1)) {
      const oldest = this.#held.entries().next().value;
      if (oldest === undefined) return;
      const [request, { store }] = oldest;
      this.forget([request]);
      store.drop(request);
    }
  }
}
