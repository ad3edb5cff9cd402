import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Connection, ServerStatus } from "../server/connection.js";
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
  /** Undefined until the server told. */
  readonly status: ReadonlySignal<ServerStatus | undefined>;
  /** One line about the server, for people. */
  readonly statusText: ReadonlySignal<string>;
  /** One, or two that are asked side by side. */
  readonly lanes: Signal<readonly Settings[]>;
  readonly exchanges: Exchanges;
  readonly talk: Talk;
  readonly watch: Watch;
  readonly faults: Faults;
  refreshStatus(): Promise<void>;
}

/** One the local engine knows, until another is chosen. */
const FIRST_MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";

export function createStore(connection: Connection): Store {
  const status = signal<ServerStatus | undefined>(undefined);
  const lanes = signal<readonly Settings[]>([startSettings(FIRST_MODEL)]);
  const exchanges = createExchanges(connection);
  return {
    connection,
    view: signal<ViewName>("talk"),
    status,
    statusText: computed(() => describeStatus(status.value)),
    lanes,
    exchanges,
    talk: createTalk(exchanges, lanes),
    watch: createWatch(connection.origin),
    faults: createFaults(connection.origin),
    refreshStatus: async () => {
      status.value = await connection.readStatus();
    },
  };
}

function describeStatus(status: ServerStatus | undefined): string {
  return status === undefined ? "Asking the server…" : `fireworks-local ${status.version}`;
}
