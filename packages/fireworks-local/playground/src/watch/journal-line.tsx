import type { VNode } from "preact";
import type { JournalRow } from "../../../src/admin/admin-answers.js";
import { marksOf } from "./row-marks.js";
import { TimingBar } from "./timing-bar.js";

interface JournalLineProps {
  row: JournalRow;
  scale: number;
  now: number;
  isPicked: boolean;
}

/** One exchange of the list. */
export function JournalLine({ row, scale, now, isPicked }: JournalLineProps): VNode {
  return (
    <span class="journal-line">
      <span class="journal-time">{clock(row.at)}</span>
      <span class={`journal-status ${statusClass(row)}`}>{shownStatus(row)}</span>
      <span class="journal-path" title={`${row.method} ${row.path}`}>
        {row.method} {shortPath(row.path)}
      </span>
      <span class="journal-marks">
        {isPicked && <span class="mark picked">picked</span>}
        {marksOf(row).map(({ name, word, title }) => (
          <span key={name} class={`mark ${name}`} title={title}>
            {word}
          </span>
        ))}
      </span>
      <TimingBar row={row} scale={scale} now={now} />
      <span class="journal-model" title={row.model}>
        {row.model?.split("/").at(-1)}
      </span>
      <span class="journal-tokens" title="Tokens of the prompt and of the answer">
        {row.usage === undefined ? "" : `${row.usage.prompt} → ${row.usage.completion}`}
      </span>
      <span class="journal-scope">{row.scope}</span>
      <span class="journal-said" title={row.error ?? row.said}>
        {row.error ?? row.said}
      </span>
    </span>
  );
}

const TIME = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});

const clock = (at: number): string => TIME.format(at);

/** The prefix is the same for nearly all of them. */
const shortPath = (path: string): string => path.replace(/^\/inference\/v1(?=\/.)/, "");

export function shownStatus({ status, end }: JournalRow): string {
  if (status !== 0) return String(status);
  return end === "open" ? "…" : "dropped";
}

const statusClass = ({ status, end }: JournalRow): string =>
  status >= 400 || (status === 0 && end !== "open") ? "bad" : status === 0 ? "quiet" : "good";
