import { AsyncLocalStorage } from "node:async_hooks";

/** What is known of a cell while it runs, wherever its code is. */
export interface CellScope {
  /** Timers that were set and have neither run nor been cleared, and where they were set. */
  readonly timers: Map<unknown, string>;
  /** Listeners on the signals it made: how many there are now. */
  listeners: number;
  readonly rejections: unknown[];
  /** What was printed on the console, call by call. */
  readonly printed: unknown[];
}

export const cellScopes: AsyncLocalStorage<CellScope> = new AsyncLocalStorage();

export const newScope = (): CellScope => ({
  timers: new Map(),
  listeners: 0,
  rejections: [],
  printed: [],
});
