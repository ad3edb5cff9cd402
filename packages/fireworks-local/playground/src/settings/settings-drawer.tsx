import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { addLane, removeLane } from "../state/settings.js";
import type { Store } from "../state/store.js";
import { SettingsPanel } from "./settings-panel.js";

/** The settings beside the conversation; below it, and folded, where the screen is narrow. */
export function SettingsDrawer({ store }: { store: Store }): VNode {
  const isOpen = useSignal(!window.matchMedia("(max-width: 60rem)").matches);
  const lanes = store.lanes.value;
  return (
    <aside class="settings-drawer" aria-label="Settings">
      <button
        type="button"
        aria-expanded={isOpen.value}
        aria-controls="settings-lanes"
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        Settings {isOpen.value ? "▾" : "▸"}
      </button>
      <div id="settings-lanes" hidden={!isOpen.value}>
        {lanes.map((_settings, lane) => (
          <SettingsPanel key={lane} store={store} lane={lane} />
        ))}
        {lanes.length === 1 ? (
          <button type="button" onClick={() => (store.lanes.value = addLane(lanes))}>
            Ask a second one side by side
          </button>
        ) : (
          <button type="button" onClick={() => (store.lanes.value = removeLane(lanes, 1))}>
            Remove the second
          </button>
        )}
      </div>
    </aside>
  );
}
