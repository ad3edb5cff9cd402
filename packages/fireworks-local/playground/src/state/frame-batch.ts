import type { Signal } from "@preact/signals";

/** What `requestAnimationFrame` does; a test passes its own. */
export type OnNextFrame = (run: () => void) => void;

/**
 * Applies events at once and shows the result once a frame: a stream may bring a thousand events between
 * two pictures, and a hidden page gets no frames at all, so the last state is shown by `flush`.
 */
export function showByFrame<State, Event>(
  shown: Signal<State>,
  reduce: (state: State, event: Event) => State,
  onNextFrame: OnNextFrame,
): { add: (event: Event) => void; flush: () => void } {
  let state = shown.value;
  let isWaiting = false;
  const flush = (): void => {
    isWaiting = false;
    shown.value = state;
  };
  return {
    flush,
    add: (event) => {
      state = reduce(state, event);
      if (isWaiting) return;
      isWaiting = true;
      onNextFrame(flush);
    },
  };
}
