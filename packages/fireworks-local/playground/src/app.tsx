import type { VNode } from "preact";
import { Tabs } from "./parts/tabs.js";
import { SettingsDrawer } from "./settings/settings-drawer.js";
import type { Store } from "./state/store.js";
import { TalkView } from "./talk/talk-view.js";
import { WatchView } from "./watch/watch-view.js";

/** The conversation, and beside it what its requests are made of. */
function Workbench({ store }: { store: Store }): VNode {
  return (
    <div class="workbench">
      <TalkView store={store} />
      <SettingsDrawer store={store} />
    </div>
  );
}

/** The page: what it is and where answers come from, and the views. */
export function App({ store }: { store: Store }): VNode {
  return (
    <>
      <header class="masthead">
        <h1>fireworks-local</h1>
        <p class="facts" role="status">
          {store.statusText.value}
        </p>
      </header>
      <main>
        <Tabs
          label="Views"
          chosen={store.view}
          tabs={[
            { name: "talk", title: "Talk", show: () => <Workbench store={store} /> },
            { name: "watch", title: "Watch", show: () => <WatchView store={store} /> },
          ]}
        />
      </main>
    </>
  );
}
