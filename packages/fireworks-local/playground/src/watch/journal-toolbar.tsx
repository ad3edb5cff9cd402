import type { VNode } from "preact";
import type { FeedState } from "../server/follow-journal.js";
import type { Watch } from "../state/watch.js";
import { ROW_KINDS, type RowFilter, type RowKind } from "../state/search-rows.js";

/** What is listened to, looked for and left out. */
export function JournalToolbar({ watch }: { watch: Watch }): VNode {
  const filter = watch.filter.value;
  const change = (part: Partial<RowFilter>): void => {
    watch.filter.value = { ...filter, ...part };
  };
  return (
    <div class="journal-toolbar" role="group" aria-label="What is shown">
      <FeedBadge state={watch.feed.value} />
      <input
        type="search"
        aria-label="Search path, model, text, status, error"
        placeholder="Search: path, model, text, 4xx, error"
        value={filter.text}
        onInput={(event) => change({ text: event.currentTarget.value })}
      />
      {(Object.keys(ROW_KINDS) as RowKind[]).map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={filter.kinds.has(kind)}
          onClick={() => change({ kinds: toggled(filter.kinds, kind) })}
        >
          {ROW_KINDS[kind].title}
        </button>
      ))}
      <label>
        <input
          type="checkbox"
          checked={filter.onlyApplication}
          onChange={(event) => change({ onlyApplication: event.currentTarget.checked })}
        />{" "}
        Only my application
      </label>
      {watch.scopes.value.length > 1 && <ScopeFilter watch={watch} onChange={change} />}
      <span class="journal-actions">
        <button type="button" onClick={watch.isPaused.value ? watch.goOn : watch.pause}>
          {watch.isPaused.value ? `Go on (${watch.missed.value} new)` : "Pause"}
        </button>
        <button type="button" onClick={() => void watch.clear()}>
          Clear
        </button>
      </span>
    </div>
  );
}

interface ScopeFilterProps {
  watch: Watch;
  onChange: (part: Partial<RowFilter>) => void;
}

/** A value no name of a scope begins with, because names are shown with this sign before them. */
const ALL = "*";

function ScopeFilter({ watch, onChange }: ScopeFilterProps): VNode {
  const { scope } = watch.filter.value;
  return (
    <label>
      Scope{" "}
      <select
        value={scope === undefined ? ALL : `=${scope}`}
        onChange={({ currentTarget: { value } }) =>
          onChange({ scope: value === ALL ? undefined : value.slice(1) })
        }
      >
        <option value={ALL}>all</option>
        {watch.scopes.value.map((name) => (
          <option key={name} value={`=${name}`}>
            {name === "" ? "shared" : name}
          </option>
        ))}
      </select>
    </label>
  );
}

function FeedBadge({ state }: { state: FeedState }): VNode {
  return (
    <span class={`feed-badge ${state.kind}`} role="status">
      {FEED_WORDS[state.kind]}
      {state.kind === "lost" && <span class="quiet"> {state.message} Trying again.</span>}
    </span>
  );
}

const FEED_WORDS = {
  connecting: "○ Connecting…",
  live: "● Live",
  lost: "✕ Not connected.",
} as const;

function toggled(kinds: ReadonlySet<RowKind>, kind: RowKind): ReadonlySet<RowKind> {
  const next = new Set(kinds);
  if (!next.delete(kind)) next.add(kind);
  return next;
}
