import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { CassetteExport, JournalEntry, JournalRow } from "../../../src/admin/admin-answers.js";
import { type Admin, adminOf } from "../server/admin.js";
import type { ServerPlace } from "../server/credentials.js";
import { type FeedNews, type FeedState, followJournal } from "../server/follow-journal.js";
import { EVERYTHING, type RowFilter, searchRows } from "./search-rows.js";
import type { OnNextFrame } from "./frame-batch.js";
import { findRow, type Rows, withNews } from "./journal-rows.js";

/** The exchange that is looked at. */
export type OpenedEntry =
  | { kind: "loading"; seq: number }
  | { kind: "shown"; entry: JournalEntry }
  | { kind: "failed"; seq: number; message: string };

/** The journal of the server as the page shows it. */
export interface Watch {
  readonly feed: ReadonlySignal<FeedState>;
  /** All that the server remembers, oldest first. */
  readonly rows: ReadonlySignal<Rows>;
  /** What the list shows: found by the filter, newest first. It stands still while paused. */
  readonly shown: ReadonlySignal<readonly JournalRow[]>;
  /** How many arrived since the list was paused. */
  readonly missed: ReadonlySignal<number>;
  readonly isPaused: ReadonlySignal<boolean>;
  readonly filter: Signal<RowFilter>;
  /** Names of all scopes in the rows; the shared one is empty. */
  readonly scopes: ReadonlySignal<readonly string[]>;
  /** The number, as text, of the row that the arrows move. */
  readonly chosen: Signal<string | undefined>;
  readonly opened: ReadonlySignal<OpenedEntry | undefined>;
  /** Numbers of those that are to be exported. */
  readonly picked: ReadonlySignal<ReadonlySet<number>>;
  /** Goes on while an answer is open, so that its bar grows. */
  readonly now: ReadonlySignal<number>;
  /** Why something that was asked for did not happen. */
  readonly trouble: ReadonlySignal<string | undefined>;
  /** Listens from now on, until the returned function is called. */
  follow(): () => void;
  open(seq: number): void;
  close(): void;
  /** Picks it, or no longer. */
  pick(seq: number): void;
  pause(): void;
  goOn(): void;
  /** Forgets what arrived, in all scopes, also on the server. */
  clear(): Promise<void>;
  /** The exchanges as a recording; undefined when the server could not make it. */
  exportCassette(seqs: readonly number[]): Promise<CassetteExport | undefined>;
}

export function createWatch(
  server: ServerPlace,
  onNextFrame: OnNextFrame = (run) => requestAnimationFrame(run),
): Watch {
  const admin = adminOf(server);
  const feed = signal<FeedState>({ kind: "connecting" });
  const { rows, add } = rowsByFrame(onNextFrame);
  const paused = signal<Rows | undefined>(undefined);
  const filter = signal<RowFilter>(EVERYTHING);
  const trouble = signal<string | undefined>(undefined);
  const picked = signal<ReadonlySet<number>>(new Set());
  const clock = clockWhileOpen(rows);
  const { opened, open, close } = openEntries(admin, rows);
  const attempt = async <Answer>(act: () => Promise<Answer>): Promise<Answer | undefined> => {
    try {
      trouble.value = undefined;
      return await act();
    } catch (error) {
      trouble.value = error instanceof Error ? error.message : String(error);
      return undefined;
    }
  };
  return {
    feed,
    rows,
    filter,
    trouble,
    picked,
    opened,
    open,
    close,
    now: clock.now,
    shown: computed(() => searchRows(paused.value ?? rows.value, filter.value)),
    missed: computed(() => missedSince(paused.value, rows.value)),
    isPaused: computed(() => paused.value !== undefined),
    scopes: computed(() => scopesIn(rows.value)),
    chosen: signal<string | undefined>(undefined),
    follow: () => {
      const stop = new AbortController();
      void followJournal(server, {
        signal: stop.signal,
        onNews: add,
        onState: (state) => (feed.value = state),
      });
      const stopClock = clock.start();
      return () => {
        stopClock();
        stop.abort();
      };
    },
    pick: (seq) => {
      const next = new Set(picked.value);
      if (!next.delete(seq)) next.add(seq);
      picked.value = next;
    },
    pause: () => (paused.value = rows.value),
    goOn: () => (paused.value = undefined),
    clear: async () => {
      await attempt(() => admin("/journal/rows", { method: "DELETE" }));
      paused.value = undefined;
      picked.value = new Set();
    },
    exportCassette: (seqs) =>
      attempt(() =>
        admin<CassetteExport>("/journal/cassette", { method: "POST", body: { entries: seqs } }),
      ),
  };
}

/** News is shown once a frame, however much of it comes between two. */
function rowsByFrame(onNextFrame: OnNextFrame): {
  rows: ReadonlySignal<Rows>;
  add: (news: FeedNews) => void;
} {
  const rows = signal<Rows>([]);
  let waiting: FeedNews[] = [];
  return {
    rows,
    add: (news) => {
      waiting.push(news);
      if (waiting.length > 1) return;
      onNextFrame(() => {
        const arrived = waiting;
        waiting = [];
        rows.value = withNews(rows.value, arrived);
      });
    },
  };
}

const TICK_MS = 500;

/** The time, which goes on only while one of the latest answers is open: a still page has nothing to do. */
function clockWhileOpen(rows: ReadonlySignal<Rows>): {
  now: ReadonlySignal<number>;
  start: () => () => void;
} {
  const now = signal(Date.now());
  const tick = (): void => {
    if (rows.value.slice(-200).some(({ end }) => end === "open")) now.value = Date.now();
  };
  return {
    now,
    start: () => {
      const timer = setInterval(tick, TICK_MS);
      return () => clearInterval(timer);
    },
  };
}

function missedSince(paused: Rows | undefined, rows: Rows): number {
  if (paused === undefined) return 0;
  const last = paused.at(-1)?.seq ?? 0;
  return rows.filter(({ seq }) => seq > last).length;
}

function scopesIn(rows: Rows): readonly string[] {
  return [...new Set(["", ...rows.map(({ scope }) => scope)])].toSorted();
}

interface OpenEntries {
  opened: ReadonlySignal<OpenedEntry | undefined>;
  open: (seq: number) => void;
  close: () => void;
}

/** One exchange at a time; while it is not over it is read again when its row changes. */
function openEntries(admin: Admin, rows: ReadonlySignal<Rows>): OpenEntries {
  const asked = signal<number | undefined>(undefined);
  const opened = signal<OpenedEntry | undefined>(undefined);
  const row = computed(() =>
    asked.value === undefined ? undefined : findRow(rows.value, asked.value),
  );
  let isReading = false;
  const read = async (seq: number): Promise<void> => {
    isReading = true;
    const before = row.peek();
    try {
      const entry = await admin<JournalEntry>(`/journal/entries/${seq}`);
      if (asked.peek() === seq) opened.value = { kind: "shown", entry };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (asked.peek() === seq) opened.value = { kind: "failed", seq, message };
    }
    isReading = false;
    const now = asked.peek();
    if (now !== undefined && (now !== seq || row.peek() !== before)) await read(now);
  };
  effect(() => {
    const seq = asked.value;
    // Read, so that a change of the row comes here again. A row that was forgotten stays as it was shown.
    const isThere = row.value !== undefined;
    if (seq !== undefined && isThere && !isReading) void read(seq);
  });
  return {
    opened,
    open: (seq) => {
      opened.value = { kind: "loading", seq };
      asked.value = seq;
    },
    close: () => {
      asked.value = undefined;
      opened.value = undefined;
    },
  };
}
