import type { VNode } from "preact";
import { FrontBar } from "./front/front-bar.js";
import { Contained } from "./parts/contained.js";
import { Tabs } from "./parts/tabs.js";
import type { Store } from "./state/store.js";
import { TalkView } from "./talk/talk-view.js";
import { WatchView } from "./watch/watch-view.js";

/** The page: what it is and where answers come from, and the views. */
export function App({ store }: { store: Store }): VNode {
  return (
    <>
      <header class="masthead">
        <h1>fireworks-local</h1>
        <FrontBar front={store.front} />
      </header>
      <main>
        <Tabs
          label="Views"
          chosen={store.view}
          tabs={[
            {
              name: "talk",
              title: "Talk",
              show: () => (
                <Contained what="The conversation">
                  <TalkView store={store} />
                </Contained>
              ),
            },
            {
              name: "watch",
              title: "Watch",
              show: () => (
                <Contained what="The journal">
                  <WatchView store={store} />
                </Contained>
              ),
            },
          ]}
        />
      </main>
    </>
  );
}
