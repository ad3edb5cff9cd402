import type { JournalLine, JournalRows } from "../../../src/admin/admin-answers.js";
import { adminOf, openAdmin } from "./admin.js";
import type { ServerPlace } from "./credentials.js";
import { readLines } from "./read-lines.js";

/** Whether the page hears of what reaches the server. */
export type FeedState =
  | { kind: "connecting" }
  | { kind: "live" }
  /** Another attempt is made by itself. */
  | { kind: "lost"; message: string; attempt: number };

/** What the feed brings: everything, or what changed. */
export type FeedNews =
  | { kind: "rows"; answer: JournalRows }
  | { kind: "lines"; lines: readonly JournalLine[] };

export interface FollowOptions {
  signal: AbortSignal;
  onNews: (news: FeedNews) => void;
  onState: (state: FeedState) => void;
  /** Waits before another attempt; a test does not. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Which rows the page has: those of this run of the server, until this revision. */
interface Place {
  run: string;
  revision: number;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

/**
 * Follows the journal until the signal fires. After a broken connection it goes on where it was; after a
 * restart of the server it begins again.
 */
export async function followJournal(server: ServerPlace, options: FollowOptions): Promise<void> {
  const { signal, onState, pause = wait } = options;
  let place: Place | undefined;
  let attempt = 0;
  const onTold = (told: Place): void => {
    place = told;
    attempt = 0;
  };
  onState({ kind: "connecting" });
  while (!signal.aborted) {
    try {
      place ??= await readAll(server, options);
      await followFrom(server, place, { ...options, onTold });
      place = undefined;
    } catch (error) {
      if (signal.aborted) return;
      attempt += 1;
      const message = error instanceof Error ? error.message : String(error);
      onState({ kind: "lost", message, attempt });
      await pause(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1)), signal);
    }
  }
}

async function readAll(server: ServerPlace, { onNews, signal }: FollowOptions): Promise<Place> {
  const answer = await adminOf(server)<JournalRows>("/journal/rows", { signal });
  onNews({ kind: "rows", answer });
  return { run: answer.run, revision: answer.revision };
}

/** Returns when another run of the server answers. Throws when the connection breaks. */
async function followFrom(
  server: ServerPlace,
  { run, revision }: Place,
  options: FollowOptions & { onTold: (place: Place) => void },
): Promise<void> {
  const { signal, onNews, onState, onTold } = options;
  const response = await openAdmin(server, `/journal/live?after=${revision}`, { signal });
  if (response.body === null) throw new Error("The server closed the live journal.");
  for await (const batch of readLines(response.body)) {
    const lines = batch.map((line) => JSON.parse(line) as JournalLine);
    if (lines.some((line) => line.kind === "begin" && line.run !== run)) return;
    onNews({ kind: "lines", lines });
    onState({ kind: "live" });
    const told = lines.findLast((line) => line.kind === "told");
    if (told !== undefined) onTold({ run, revision: told.revision });
  }
  throw new Error("The server closed the live journal.");
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
