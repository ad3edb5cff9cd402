import type { VNode } from "preact";
import { isRecord } from "../../../src/json/is-record.js";
import "./json-tree.css";

/** More entries of one list or object than this are counted, not shown. */
const MOST_ENTRIES = 200;

/** A value of JSON as nested lists that fold; open to the third level. */
export function JsonTree({ value, depth = 0 }: { value: unknown; depth?: number }): VNode {
  const entries = entriesOf(value);
  if (entries === undefined)
    return <span class={`json-${typeof value}`}>{JSON.stringify(value)}</span>;
  const [begin, end] = Array.isArray(value) ? "[]" : "{}";
  if (entries.length === 0) return <span>{`${begin}${end}`}</span>;
  return (
    <details class="json" open={depth < 3}>
      <summary>
        {begin}
        <span class="quiet"> {entries.length} </span>
        {end}
      </summary>
      <ul>
        {entries.slice(0, MOST_ENTRIES).map(([key, child]) => (
          <li key={key}>
            <span class="json-key">{key}</span>: <JsonTree value={child} depth={depth + 1} />
          </li>
        ))}
        {entries.length > MOST_ENTRIES && <li>… {entries.length - MOST_ENTRIES} more</li>}
      </ul>
    </details>
  );
}

function entriesOf(value: unknown): [string, unknown][] | undefined {
  if (Array.isArray(value)) return value.map((item, at) => [String(at), item]);
  return isRecord(value) ? Object.entries(value) : undefined;
}
