import type { VNode } from "preact";
import type { Store } from "../state/store.js";

/** What reached this server. */
export function WatchView({ store }: { store: Store }): VNode {
  return <section aria-label="Journal">{store.statusText.value}</section>;
}
