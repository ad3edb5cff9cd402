import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { Connection } from "../server/connection.js";
import { beginExchange, type Exchange, reduceExchange } from "./exchange.js";
import { showByFrame } from "./frame-batch.js";

/** A request that was sent: what is known of it so far, and when nothing more will come. */
export interface RunningExchange {
  exchange: ReadonlySignal<Exchange>;
  /** Never rejects. */
  over: Promise<Exchange>;
}

export interface Exchanges {
  /** Every request of this page, oldest first. */
  readonly all: ReadonlySignal<readonly ReadonlySignal<Exchange>[]>;
  /** Sends a request; the exchange is shown as it grows. */
  send(request: ChatCompletionRequest, options?: { signal?: AbortSignal }): RunningExchange;
}

export function createExchanges(connection: Connection): Exchanges {
  const all = signal<readonly Signal<Exchange>[]>([]);
  let sent = 0;
  return {
    all,
    send: (request, options = {}) => {
      sent += 1;
      const exchange = signal(beginExchange(`exchange-${sent}`, request));
      all.value = [...all.value, exchange];
      const { add, flush } = showByFrame(exchange, reduceExchange, (run) =>
        requestAnimationFrame(run),
      );
      const over = connection.ask(request, { ...options, onEvent: add }).then(() => {
        flush();
        return exchange.value;
      });
      return { exchange, over };
    },
  };
}
