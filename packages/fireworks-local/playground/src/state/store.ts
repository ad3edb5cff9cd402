import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { Connection, ServerStatus } from "../server/connection.js";
import { type Settings, startSettings } from "./settings.js";
import { beginExchange, type Exchange, reduceExchange } from "./exchange.js";
import { showByFrame } from "./frame-batch.js";

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
  /** Every request of this page, oldest first. */
  readonly exchanges: ReadonlySignal<readonly ReadonlySignal<Exchange>[]>;
  refreshStatus(): Promise<void>;
  /** Sends a request; the exchange is shown as it grows. Resolves when it is over; never rejects. */
  send(request: ChatCompletionRequest, options?: { signal?: AbortSignal }): Promise<Exchange>;
}

/** One the local engine knows, until another is chosen. */
const FIRST_MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";

export function createStore(connection: Connection): Store {
  const status = signal<ServerStatus | undefined>(undefined);
  const exchanges = signal<readonly Signal<Exchange>[]>([]);
  return {
    connection,
    view: signal<ViewName>("talk"),
    status,
    statusText: computed(() => describeStatus(status.value)),
    lanes: signal([startSettings(FIRST_MODEL)]),
    exchanges,
    refreshStatus: async () => {
      status.value = await connection.readStatus();
    },
    send: async (request, options = {}) => {
      const shown = signal(beginExchange(crypto.randomUUID(), request));
      exchanges.value = [...exchanges.value, shown];
      const { add, flush } = showByFrame(shown, reduceExchange, (run) =>
        requestAnimationFrame(run),
      );
      await connection.ask(request, { ...options, onEvent: add });
      flush();
      return shown.value;
    },
  };
}

function describeStatus(status: ServerStatus | undefined): string {
  return status === undefined ? "Asking the server…" : `fireworks-local ${status.version}`;
}
