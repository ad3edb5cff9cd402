import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { VNode } from "preact";
import type { JournalEntry, JournalRow } from "../../../src/admin/admin-answers.js";
import { isRecord } from "../../../src/json/is-record.js";
import { CopyPanel } from "../inspect/copy-panel.js";
import type { OpenedEntry, Watch } from "../state/watch.js";
import { Contained } from "../parts/contained.js";
import { AnswerSection } from "./answer-section.js";
import { explain } from "./explain.js";
import { Findings } from "./findings.js";
import { shownStatus } from "./journal-line.js";
import { MarkedJson } from "./marked-json.js";
import { readAnswer } from "./read-answer.js";
import { durationOf, shownTime, timingParts } from "./timing.js";
import { PART_WORDS } from "./timing-bar.js";

interface ExchangeDetailProps {
  watch: Watch;
  opened: OpenedEntry;
  /** Where a copied program sends to. */
  baseURL: string;
}

/** The exchange that was opened. */
export function ExchangeDetail({ watch, opened, baseURL }: ExchangeDetailProps): VNode {
  return (
    // Escape closes it from wherever in it the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      class="exchange-detail"
      aria-label="Exchange"
      onKeyDown={(event) => {
        if (event.key === "Escape") watch.close();
      }}
    >
      <button type="button" class="close" onClick={watch.close}>
        ✕ Close
      </button>
      {opened.kind === "loading" && <p role="status">Loading…</p>}
      {opened.kind === "failed" && <p role="alert">{opened.message}</p>}
      {opened.kind === "shown" && (
        <Contained key={opened.entry.row.seq} what="This exchange">
          <Shown entry={opened.entry} watch={watch} baseURL={baseURL} />
        </Contained>
      )}
    </section>
  );
}

interface ShownProps {
  entry: JournalEntry;
  watch: Watch;
  baseURL: string;
}

function Shown({ entry, watch, baseURL }: ShownProps): VNode {
  const { row, request } = entry;
  const answer = readAnswer(entry);
  const findings = explain(entry, answer);
  const isPicked = watch.picked.value.has(row.seq);
  return (
    <>
      <h2>
        {row.method} {row.path} <span class="quiet">{shownStatus(row)}</span>
      </h2>
      <p class="quiet">
        {row.id} {row.scope !== "" && `· scope ${row.scope}`}{" "}
        {row.isFromPlayground && "· playground"}
      </p>
      <Findings findings={findings} />
      <p class="detail-actions">
        <button type="button" onClick={() => watch.pick(row.seq)} aria-pressed={isPicked}>
          Pick for export
        </button>
      </p>
      <section aria-label="Request">
        <h3>Request</h3>
        {request.body === undefined ? (
          <p class="quiet">No body.</p>
        ) : (
          <MarkedJson
            label="Body of the request"
            value={request.body}
            issues={findings.flatMap(({ issues }) => issues)}
          />
        )}
        {isChat(entry) && (
          <details>
            <summary>As a program that sends the same</summary>
            <CopyPanel body={request.body as ChatCompletionRequest} baseURL={baseURL} />
          </details>
        )}
        <Headers title="Headers of the request" headers={request.headers} />
      </section>
      <AnswerSection answer={answer} />
      <Headers title="Headers of the answer" headers={entry.answer.headers} />
      {entry.answer.omittedBytes > 0 && (
        <p>{entry.answer.omittedBytes.toLocaleString("en")} more bytes were sent and not kept.</p>
      )}
      <Times row={row} />
    </>
  );
}

/** The programs are written from chats that are of the right form: a body that was refused may hold anything. */
const isChat = ({ row, request: { body } }: JournalEntry): boolean =>
  row.path.endsWith("/chat/completions") &&
  row.issues === undefined &&
  isRecord(body) &&
  Array.isArray(body["messages"]) &&
  body["messages"].every(isRecord);

function Headers({ title, headers }: { title: string; headers: Record<string, string> }): VNode {
  return (
    <details>
      <summary>{title}</summary>
      <table>
        <tbody>
          {Object.entries(headers).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Times({ row }: { row: JournalRow }): VNode {
  const now = row.endedAt ?? row.firstTokenAt ?? row.at;
  const { usage } = row;
  return (
    <section aria-label="Times">
      <h3>Times and tokens</h3>
      <table>
        <tbody>
          {timingParts(row, now).map(({ name, from, to }) => (
            <tr key={name}>
              <th scope="row">{PART_WORDS[name]}</th>
              <td>{shownTime(to - from)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">whole</th>
            <td>{row.endedAt === undefined ? "not over" : shownTime(durationOf(row, now))}</td>
          </tr>
          <tr>
            <th scope="row">end</th>
            <td>{row.end}</td>
          </tr>
          {usage !== undefined && (
            <tr>
              <th scope="row">tokens</th>
              <td>
                {usage.prompt} in{usage.cached === undefined ? "" : ` (${usage.cached} cached)`},{" "}
                {usage.completion} out
                {usage.reasoning === undefined ? "" : ` (${usage.reasoning} reasoning)`}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
