import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { Exchange } from "../state/exchange.js";
import { prettyJson } from "./pretty-json.js";
import "./inspect.css";

/** The exact request, and the head of the response. */
export function RequestPanel({ exchange }: { exchange: Exchange }): VNode {
  const isRaw = useSignal(false);
  const { sent, status, headers } = exchange;
  if (sent === undefined) return <p class="quiet">Nothing was sent yet.</p>;
  return (
    <div class="request">
      <h4>Request</h4>
      <p>
        <code>
          {sent.method} {sent.url}
        </code>
      </p>
      <HeaderTable caption="Request headers" headers={sent.headers} />
      <label>
        <input
          type="checkbox"
          checked={isRaw.value}
          onChange={(event) => (isRaw.value = event.currentTarget.checked)}
        />{" "}
        Body byte for byte
      </label>
      {/* It scrolls, so the keyboard has to reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} role="region" aria-label="Request body">
        {isRaw.value ? sent.body : prettyJson(sent.body)}
      </pre>
      <h4>Response{status !== undefined && ` ${status}`}</h4>
      <HeaderTable caption="Response headers" headers={headers} />
    </div>
  );
}

interface HeaderTableProps {
  caption: string;
  headers: readonly [string, string][];
}

function HeaderTable({ caption, headers }: HeaderTableProps): VNode {
  if (headers.length === 0) return <p class="quiet">No headers came.</p>;
  return (
    <table class="figures">
      <caption>{caption}</caption>
      <tbody>
        {headers.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <code>{value}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
