import type { JournalMemory } from "./journal-memory.js";
import type { RecordedRequest } from "./recorded-request.js";

/** The requests of one scope, oldest first, and who waits for more of them. */
export class RequestStore {
  /** The same array for as long as the store lives. */
  readonly requests: RecordedRequest[] = [];
  /** How many were forgotten to stay within the journal's limits. */
  forgotten = 0;
  readonly #memory: JournalMemory;
  readonly #watchers = new Set<() => void>();

  constructor(memory: JournalMemory) {
    this.#memory = memory;
  }

  /** Whether answers are kept at all. */
  get keepsAnswers(): boolean {
    return this.#memory.keepsAnswers;
  }

  add(request: RecordedRequest): void {
    this.requests.push(request);
    this.#memory.add(request, this);
    this.#tellWatchers();
  }

  addBody(request: RecordedRequest, json: unknown, bytes: number): void {
    request.body = json;
    this.#memory.addBody(request, bytes);
    this.changed(request);
  }

  /** Called for every event of every stream: only the first piece is told. */
  addPiece(request: RecordedRequest, piece: Uint8Array, at: number): void {
    const isFirst = request.answer.firstByteAt === undefined;
    this.#memory.addPiece(request, piece, at);
    if (isFirst) this.#memory.feed.changed(request);
  }

  /** Called by the memory. */
  drop(request: RecordedRequest): void {
    const at = this.requests.indexOf(request);
    if (at < 0) return;
    this.requests.splice(at, 1);
    this.forgotten += 1;
  }

  clear(): void {
    this.#memory.forget(this.requests);
    this.requests.length = 0;
    this.forgotten = 0;
  }

  /** Tells the watchers that the request was read or answered, or that its answer ended. */
  changed(request: RecordedRequest): void {
    this.#memory.feed.changed(request);
    this.#tellWatchers();
  }

  /** Returns how to stop watching. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #tellWatchers(): void {
    for (const watcher of this.#watchers) watcher();
  }
}
