import type { VNode } from "preact";
import type { JournalRow } from "../../../src/admin/admin-answers.js";
import type { ListPlace } from "../parts/use-virtualizer.js";
import { VirtualList } from "../parts/virtual-list.js";
import type { Watch } from "../state/watch.js";
import { JournalLine } from "./journal-line.js";
import { scaleOf, shownTime } from "./timing.js";

const ROW_HEIGHT = 44;

/** What arrived, newest first. What is being read does not move when more arrives. */
export function JournalList({ watch, place }: { watch: Watch; place: ListPlace }): VNode {
  const rows = watch.shown.value;
  const now = watch.now.value;
  const scale = scaleOf(rows, now);
  const picked = watch.picked.value;
  return (
    <div class="journal-list">
      <p class="journal-legend">
        <span aria-live="off">
          {rows.length.toLocaleString("en")} of {watch.rows.value.length.toLocaleString("en")}
        </span>
        <span class="legend-part waiting">waiting</span>
        <span class="legend-part first-token">first token</span>
        <span class="legend-part streaming">streaming</span>
        <span>whole bar: {shownTime(scale)}</span>
        {!place.isAtStart.value && (
          <button type="button" onClick={place.toStart}>
            Jump to newest
          </button>
        )}
      </p>
      <VirtualList<JournalRow>
        label="Exchanges, newest first"
        rows={rows}
        keyOf={({ seq }) => String(seq)}
        rowHeight={ROW_HEIGHT}
        chosen={watch.chosen}
        place={place}
        onOpen={({ seq }) => watch.open(seq)}
        show={(row) => (
          <JournalLine row={row} scale={scale} now={now} isPicked={picked.has(row.seq)} />
        )}
      />
    </div>
  );
}
