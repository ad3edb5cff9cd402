import type { CellScope } from "./cell-scope.js";

/** A controller whose signal counts the listeners that are on it. */
export function countedController(scope: CellScope): AbortController {
  const controller = new AbortController();
  const { signal } = controller;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  const known = new Set<unknown>();
  const forget = (listener: unknown): void => {
    if (known.delete(listener)) scope.listeners -= 1;
  };
  signal.addEventListener = (type: string, listener: Listener, options?: Options) => {
    if (listener === null) return;
    if (!known.has(listener)) scope.listeners += 1;
    known.add(listener);
    const once = typeof options === "object" && options.once === true;
    const isOver = typeof options === "object" ? options.signal : undefined;
    isOver?.addEventListener("abort", () => forget(listener), { once: true });
    // A listener that ran once is off by itself.
    if (once) add(type, () => forget(listener), { once, signal: isOver });
    add(type, listener, options);
  };
  signal.removeEventListener = (type: string, listener: Listener, options?: Options) => {
    forget(listener);
    remove(type, listener as EventListener, options);
  };
  return controller;
}

type Listener = EventListenerOrEventListenerObject | null;
type Options = boolean | AddEventListenerOptions;
