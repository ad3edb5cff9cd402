import { type Signal, signal } from "@preact/signals";
import { adminOf } from "../server/admin.js";
import type { Connection } from "../server/connection.js";
import { createFront, type Front } from "./front.js";
import { createFaults, type Faults } from "./faults.js";
import { createWatch, type Watch } from "./watch.js";
import { type Settings, startSettings } from "./settings.js";
import { createExchanges, type Exchanges } from "./exchanges.js";
import { createTalk, type Talk } from "./talk.js";

export type ViewName = "talk" | "watch";

/** The one place of the state that matters. Components read signals and call these methods. */
export interface Store {
  readonly connection: Connection;
  readonly view: Signal<ViewName>;
  readonly front: Front;
  /** One, or two that are asked side by side. */
  readonly lanes: Signal<readonly Settings[]>;
  readonly exchanges: Exchanges;
  readonly talk: Talk;
  readonly watch: Watch;
  readonly faults: Faults;
}

/** One the local engine knows, until another is chosen. */
const FIRST_MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";

export function createStore(connection: Connection): Store {
  const lanes = signal<readonly Settings[]>([startSettings(FIRST_MODEL)]);
  const exchanges = createExchanges(connection);
  return {
    connection,
    view: signal<ViewName>("talk"),
    front: createFront(adminOf(connection), connection.credentials),
    lanes,
    exchanges,
    talk: createTalk(exchanges, lanes),
    watch: createWatch(connection),
    faults: createFaults(connection),
  };
}
