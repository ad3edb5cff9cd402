import type { VNode } from "preact";
import type { Exchange } from "../state/exchange.js";
import { figureRows } from "./figure-rows.js";
import type { GapScale } from "./gap-picture.js";
import { GapPlot } from "./gap-plot.js";
import { serverTimings } from "./server-timings.js";
import { sayMs } from "./wording.js";
import "./measure.css";

interface MeasurePanelProps {
  exchange: Exchange;
  /** The scale of the gaps, where it is shared with another answer. */
  scale?: GapScale | undefined;
}

/** What an answer took and cost. */
export function MeasurePanel({ exchange, scale }: MeasurePanelProps): VNode {
  return (
    <div class="measure">
      <table class="figures">
        <caption class="unseen">Figures of this answer</caption>
        <tbody>
          {figureRows(exchange).map(({ name, shown, note }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                {shown}
                {note !== undefined && <small class="quiet"> {note}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <GapPlot times={exchange.pieceTimes} scale={scale} />
      <ServerTimings exchange={exchange} />
    </div>
  );
}

function ServerTimings({ exchange }: { exchange: Exchange }): VNode {
  const timings = serverTimings(exchange);
  if (timings.length === 0)
    return <p class="quiet">The server told no timings in its headers or in perf_metrics.</p>;
  return (
    <table class="figures">
      <caption>What the server says of itself</caption>
      <tbody>
        {timings.map(({ name, value, ms, saidBy }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              {ms === undefined ? value : sayMs(ms)}
              <small class="quiet"> {saidBy === "both" ? "header, perf_metrics" : saidBy}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
