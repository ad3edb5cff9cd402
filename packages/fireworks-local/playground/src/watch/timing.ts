import type { JournalRow } from "../../../src/admin/admin-answers.js";

/** A part of the time of an exchange, in milliseconds since it arrived. */
export interface TimingPart {
  /** `waiting` until the first byte, `first-token` from there to the first word, `streaming` the rest. */
  name: "waiting" | "first-token" | "streaming";
  from: number;
  to: number;
}

/** Where the time of an exchange went. `now` is the end of one that is still open. */
export function timingParts(row: JournalRow, now: number): TimingPart[] {
  const over = Math.max(0, (row.endedAt ?? now) - row.at);
  const byte = within((row.firstByteAt ?? row.startedAt ?? row.at + over) - row.at, over);
  const token = Math.max(byte, within((row.firstTokenAt ?? row.at + byte) - row.at, over));
  const parts: TimingPart[] = [
    { name: "waiting", from: 0, to: byte },
    { name: "first-token", from: byte, to: token },
    { name: "streaming", from: token, to: over },
  ];
  return parts.filter(({ from, to }) => to > from);
}

const within = (ms: number, end: number): number => Math.min(Math.max(0, ms), end);

export const durationOf = (row: JournalRow, now: number): number =>
  Math.max(0, (row.endedAt ?? now) - row.at);

/** So many rows say how long the scale is; all of 10,000 would say the same and cost a sort of them. */
const ROWS_FOR_SCALE = 200;

/**
 * The longest time that the bars show, a round figure: nearly all of the rows fit. The few that take longer
 * end in an arrow, so that one hanging request does not make all other bars invisible.
 */
export function scaleOf(rows: readonly JournalRow[], now: number): number {
  const times = rows.slice(0, ROWS_FOR_SCALE).map((row) => durationOf(row, now));
  times.sort((left, right) => left - right);
  const most = times[Math.min(times.length - 1, Math.ceil(times.length * 0.95) - 1)] ?? 0;
  return roundUp(Math.max(1, most));
}

/** To 1, 2 or 5 times a power of ten. */
function roundUp(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(ms));
  return ([1, 2, 5].find((digit) => digit * power >= ms) ?? 10) * power;
}

/** `840 ms`, `2.4 s`, `3 min 5 s`. */
export function shownTime(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1_000).toFixed(ms < 10_000 ? 2 : 1))} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
