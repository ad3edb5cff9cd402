import { type Signal, signal } from "@preact/signals";
import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
  type VirtualItem,
  Virtualizer,
} from "@tanstack/virtual-core";
import { useLayoutEffect, useReducer, useRef } from "preact/hooks";

/** Where a list stands; made by who shows the list, and known to it. */
export interface ListPlace {
  /** Whether the first row is in sight: then rows that come before it are shown at once. */
  readonly isAtStart: Signal<boolean>;
  /** Scrolls there. Does nothing while the list is not shown. */
  toStart: () => void;
}

export const listPlace = (): ListPlace => ({ isAtStart: signal(true), toStart: () => {} });

interface VirtualizerRequest {
  scroller: { readonly current: HTMLDivElement | null };
  count: number;
  keyAt: (index: number) => string;
  rowHeight: number;
  /** A row that is an element even out of sight, because it has the focus; -1 for none. */
  kept: number;
  place: ListPlace | undefined;
  followsEnd: boolean;
}

interface ShownRows {
  items: readonly VirtualItem[];
  /** Of all rows together. */
  height: number;
  scrollTo: (index: number) => void;
}

/** TanStack's virtualizer for Preact: says which rows are elements now, and shows again when that changes. */
export function useVirtualizer(request: VirtualizerRequest): ShownRows {
  const [, showAgain] = useReducer((times: number) => times + 1, 0);
  const held = useRef<Virtualizer<HTMLDivElement, HTMLDivElement>>(null);
  const { scroller, count, keyAt, rowHeight, kept, place, followsEnd } = request;
  const isAtStart = (held.current?.scrollOffset ?? 0) < 1;
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: keyAt,
    overscan: 8,
    // What is being read stays where it is, but a list at its start shows what is new.
    anchorTo: followsEnd || !isAtStart ? ("end" as const) : ("start" as const),
    followOnAppend: followsEnd,
    rangeExtractor: (range: Range) => withKept(defaultRangeExtractor(range), kept, count),
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: (instance: Virtualizer<HTMLDivElement, HTMLDivElement>) => {
      if (place !== undefined) place.isAtStart.value = (instance.scrollOffset ?? 0) < 1;
      showAgain(undefined);
    },
  };
  const virtualizer = (held.current ??= new Virtualizer(options));
  virtualizer.setOptions(options);
  if (place !== undefined) place.toStart = () => virtualizer.scrollToOffset(0);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return {
    items: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    scrollTo: (index) => virtualizer.scrollToIndex(index),
  };
}

function withKept(shown: number[], kept: number, count: number): number[] {
  if (kept < 0 || kept >= count || shown.includes(kept)) return shown;
  return kept < (shown[0] ?? 0) ? [kept, ...shown] : [...shown, kept];
}
