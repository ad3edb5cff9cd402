import type { RecordedRequest } from "./recorded-request.js";

/** Hears of every change. Nothing is passed on twice for its sake, so it looks when it has time. */
export interface FeedListener {
  changed(request: RecordedRequest): void;
  gone(seqs: readonly number[]): void;
  /** The server closes. */
  end(): void;
}

/** What of all scopes is remembered, in the order of arrival, and who wants to hear of changes. */
export class JournalFeed {
  /** Which run of the server counts. */
  readonly run: string = crypto.randomUUID();
  #revision = 0;
  #last = 0;
  readonly #held = new Map<number, { request: RecordedRequest; revision: number }>();
  readonly #listeners = new Set<FeedListener>();

  /** Grows with every change. */
  get revision(): number {
    return this.#revision;
  }

  /** Gives the request its number. */
  arrived(request: RecordedRequest): void {
    this.#last += 1;
    request.seq = this.#last;
    this.#revision += 1;
    this.#held.set(request.seq, { request, revision: this.#revision });
    for (const listener of this.#listeners) listener.changed(request);
  }

  changed(request: RecordedRequest): void {
    const held = this.#held.get(request.seq);
    if (held === undefined) return;
    this.#revision += 1;
    held.revision = this.#revision;
    for (const listener of this.#listeners) listener.changed(request);
  }

  gone(requests: readonly RecordedRequest[]): void {
    if (requests.length === 0) return;
    this.#revision += 1;
    for (const { seq } of requests) this.#held.delete(seq);
    const seqs = requests.map(({ seq }) => seq);
    for (const listener of this.#listeners) listener.gone(seqs);
  }

  find(seq: number): RecordedRequest | undefined {
    return this.#held.get(seq)?.request;
  }

  /** The numbers of all that is remembered. */
  seqs(): number[] {
    return [...this.#held.keys()];
  }

  /** What arrived or changed after that revision, oldest arrival first. */
  since(revision: number): RecordedRequest[] {
    const changed = [...this.#held.values()].filter((held) => held.revision > revision);
    return changed.map(({ request }) => request);
  }

  /** Sends all listeners away: an answer that never ends would keep the server from closing. */
  endAll(): void {
    for (const listener of this.#listeners) listener.end();
  }

  /** Returns how to stop listening. */
  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
