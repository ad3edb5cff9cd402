import type { Signal } from "@preact/signals";
import type { TargetedKeyboardEvent, VNode } from "preact";
import { useId, useRef } from "preact/hooks";
import { nextRow } from "./list-keys.js";
import { type ListPlace, useVirtualizer } from "./use-virtualizer.js";
import "./virtual-list.css";

interface VirtualListProps<Row> {
  /** What the rows are, for screen readers. */
  label: string;
  rows: readonly Row[];
  /** Names a row for as long as it is there. */
  keyOf: (row: Row, index: number) => string;
  /** All rows are this high, in pixels: nothing has to be measured. */
  rowHeight: number;
  /** One line of a row; no buttons in it, because the list is one control. */
  show: (row: Row, index: number) => VNode;
  /** The key of the row that the arrows move. */
  chosen: Signal<string | undefined>;
  /** Enter, or a click. */
  onOpen?: (row: Row, index: number) => void;
  /** Marks a row, beside `aria-selected`. */
  rowClass?: (row: Row) => string | undefined;
  /** Where the list stands, and how to move it from outside. */
  place?: ListPlace;
  /** Rows come at the end, and who looks at the end goes on seeing it. */
  followsEnd?: boolean;
}

/**
 * A list of any length, of which only the rows in sight are elements. It is a listbox by the ARIA pattern: one
 * stop of the Tab key, arrows choose a row. Rows that come before what is being read do not move it.
 */
export function VirtualList<Row>(props: VirtualListProps<Row>): VNode {
  const { label, rows, keyOf, rowHeight, chosen } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const chosenKey = chosen.value;
  const chosenAt =
    chosenKey === undefined ? -1 : rows.findIndex((row, index) => keyOf(row, index) === chosenKey);
  const { items, height, scrollTo } = useVirtualizer({
    scroller,
    count: rows.length,
    keyAt: (index) => {
      const row = rows[index];
      return row === undefined ? "" : keyOf(row, index);
    },
    rowHeight,
    kept: chosenAt,
    place: props.place,
    followsEnd: props.followsEnd ?? false,
  });
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / rowHeight) - 1);
    const at = nextRow(event.key, { at: chosenAt, count: rows.length, page });
    const row = rows[at ?? chosenAt];
    if (row === undefined) return;
    if (at !== undefined) {
      chosen.value = keyOf(row, at);
      scrollTo(at);
    } else if (event.key === "Enter") props.onOpen?.(row, chosenAt);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      class="virtual-list"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={chosenAt < 0 ? undefined : `${id}-${chosenAt}`}
      onKeyDown={onKeyDown}
    >
      <div class="virtual-list-rows" role="presentation" style={{ height: `${height}px` }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const key = keyOf(row, index);
          return (
            // The keyboard is the list's.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={key}
              id={`${id}-${index}`}
              role="option"
              class={props.rowClass?.(row)}
              aria-selected={key === chosenKey}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              style={{ height: `${rowHeight}px`, transform: `translateY(${start}px)` }}
              onClick={() => {
                chosen.value = key;
                props.onOpen?.(row, index);
              }}
            >
              {props.show(row, index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
