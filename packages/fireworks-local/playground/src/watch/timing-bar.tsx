import type { VNode } from "preact";
import type { JournalRow } from "../../../src/admin/admin-answers.js";
import { durationOf, shownTime, timingParts } from "./timing.js";

interface TimingBarProps {
  row: JournalRow;
  /** Milliseconds that the whole width stands for. */
  scale: number;
  now: number;
}

/** Where the time went, on the scale that all bars share; an arrow where it goes beyond. */
export function TimingBar({ row, scale, now }: TimingBarProps): VNode {
  const whole = durationOf(row, now);
  const parts = timingParts(row, now);
  const words = parts.map(({ name, from, to }) => `${PART_WORDS[name]} ${shownTime(to - from)}`);
  return (
    <span class="timing" title={words.join(", ")}>
      <span class="timing-bar" aria-hidden="true">
        {parts.map(({ name, from, to }) => (
          <span
            key={name}
            class={`timing-part ${name}`}
            style={{ width: `${(Math.max(0, Math.min(scale, to) - from) / scale) * 100}%` }}
          />
        ))}
        {whole > scale && <span class="timing-beyond">▸</span>}
      </span>
      <span class="timing-text">{shownTime(whole)}</span>
    </span>
  );
}

export const PART_WORDS = {
  waiting: "waiting",
  "first-token": "to the first token",
  streaming: "streaming",
} as const;
