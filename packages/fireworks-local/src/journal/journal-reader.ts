import { pause } from "../sse/pause.js";
import type { RowCache } from "./describe-request.js";
import type { FeedListener, JournalFeed } from "./journal-feed.js";
import type { JournalLine } from "./journal-row.js";
import type { RecordedRequest } from "./recorded-request.js";

/** So many rows at once; a reader that takes its time is not sent more. */
const MOST_ROWS = 500;

/** Changes come in crowds: what happens within this time is told together. */
const GATHER_MS = 40;

/** How often answers that grow are looked at. */
const GROWTH_MS = 500;

/** Something is said at least so often. */
const ALIVE_MS = 10_000;

/**
 * One who follows the journal while it is written. What waits for it is the latest state of each row, so
 * that it holds no more than the journal does, however slow it reads.
 */
export class JournalReader implements FeedListener {
  readonly #feed: JournalFeed;
  readonly #rows: RowCache;
  readonly #waiting = new Map<number, RecordedRequest>();
  /** Of what was told, to take back. */
  readonly #told = new Set<number>();
  #gone: number[] = [];
  /** Answers that were told as open, with their bytes then. */
  readonly #growing = new Map<RecordedRequest, number>();
  readonly #stop: () => void;
  #wake: () => void = () => {};
  readonly #ended = new AbortController();

  /** `after`: what changed until that revision is known already. */
  constructor(feed: JournalFeed, rows: RowCache, after: number) {
    this.#feed = feed;
    this.#rows = rows;
    for (const request of feed.since(after)) this.#waiting.set(request.seq, request);
    if (after > 0) for (const seq of feed.seqs()) this.#told.add(seq);
    this.#stop = feed.listen(this);
  }

  changed(request: RecordedRequest): void {
    this.#waiting.set(request.seq, request);
    this.#wake();
  }

  gone(seqs: readonly number[]): void {
    for (const seq of seqs) {
      this.#waiting.delete(seq);
      if (this.#told.delete(seq)) this.#gone.push(seq);
    }
    this.#wake();
  }

  /** Ends it; `next` then has nothing more. */
  end(): void {
    this.#ended.abort();
    this.#stop();
    this.#wake();
  }

  /** The next lines, as soon as there are some. Empty once it has ended. */
  async next(): Promise<JournalLine[]> {
    const isNew = await this.#news();
    if (this.#ended.signal.aborted) return [];
    const { revision } = this.#feed;
    return [...(isNew ? this.#take() : []), ...this.#closing(revision)];
  }

  /** Whether there is any, or only time went by. */
  async #news(): Promise<boolean> {
    for (let waited = 0; waited < ALIVE_MS; waited += GROWTH_MS) {
      if (this.#ended.signal.aborted || this.#hasNews) break;
      await this.#sleep(GROWTH_MS);
      this.#lookAtGrowth();
    }
    if (this.#hasNews && this.#waiting.size < MOST_ROWS) await pause(GATHER_MS, this.#ended.signal);
    return this.#hasNews;
  }

  get #hasNews(): boolean {
    return this.#waiting.size > 0 || this.#gone.length > 0;
  }

  #lookAtGrowth(): void {
    for (const [request, bytes] of this.#growing)
      if (this.#feed.find(request.seq) === undefined) this.#growing.delete(request);
      else if (request.answer.bytes > bytes) this.#waiting.set(request.seq, request);
  }

  #take(): JournalLine[] {
    const lines: JournalLine[] = this.#gone.length > 0 ? [{ kind: "gone", seqs: this.#gone }] : [];
    this.#gone = [];
    for (const [seq, request] of this.#waiting) {
      if (lines.length > MOST_ROWS) break;
      this.#waiting.delete(seq);
      this.#told.add(seq);
      const row = this.#rows.rowOf(request);
      if (request.answer.isOver) this.#growing.delete(request);
      else this.#growing.set(request, row.bytes);
      lines.push({ kind: "row", row });
    }
    return lines;
  }

  /** All was told, up to here. */
  #closing(revision: number): JournalLine[] {
    return this.#waiting.size === 0 ? [{ kind: "told", revision }] : [];
  }

  /** Until then, or until there is news. */
  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake(), ms);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = () => {};
        resolve();
      };
    });
  }
}
