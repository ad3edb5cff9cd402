import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { listPlace } from "../parts/use-virtualizer.js";
import type { Store } from "../state/store.js";
import { ConnectGuide } from "./connect-guide.js";
import { ExchangeDetail } from "./exchange-detail.js";
import { ExportBar } from "./export-bar.js";
import { FaultsPanel } from "./faults-panel.js";
import { JournalList } from "./journal-list.js";
import { JournalToolbar } from "./journal-toolbar.js";
import "./watch.css";

/** What reached this server, and what goes wrong with what will. */
export function WatchView({ store }: { store: Store }): VNode {
  const { watch, faults, connection } = store;
  const areFaultsShown = useSignal(false);
  const place = useMemo(listPlace, []);
  useEffect(() => watch.follow(), [watch]);
  const opened = watch.opened.value;
  return (
    <section class="watch" aria-label="Journal" data-detail={opened !== undefined}>
      <JournalToolbar watch={watch} />
      <div class="watch-extras">
        <button
          type="button"
          aria-expanded={areFaultsShown.value}
          aria-controls="faults-panel"
          onClick={() => (areFaultsShown.value = !areFaultsShown.value)}
        >
          Faults and latency {areFaultsShown.value ? "▾" : "▸"}
        </button>
        <ExportBar watch={watch} />
      </div>
      <div id="faults-panel" hidden={!areFaultsShown.value}>
        {areFaultsShown.value && <FaultsPanel faults={faults} scopes={watch.scopes} />}
      </div>
      <div class="watch-body">
        {watch.rows.value.length === 0 ? (
          <ConnectGuide baseURL={connection.baseURL} />
        ) : (
          <JournalList watch={watch} place={place} />
        )}
        {opened !== undefined && (
          <ExchangeDetail watch={watch} opened={opened} baseURL={connection.baseURL} />
        )}
      </div>
    </section>
  );
}
