import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { Plot } from "../parts/plot.js";
import { gapPicture, type GapScale } from "./gap-picture.js";
import { stretchesOf } from "./gap-stretches.js";
import { sayMs } from "./wording.js";

const MOST_ROWS = 20;

interface GapPlotProps {
  /** When each token came, in milliseconds since the request. */
  times: readonly number[];
  /** How far the axes go at least. */
  scale?: GapScale | undefined;
}

/** The gaps between the tokens of an answer: a picture, a sentence, and a table for who asks for it. */
export function GapPlot({ times, scale }: GapPlotProps): VNode {
  const { x, series, description } = gapPicture(times);
  return (
    <figure class="gaps">
      {x.length > 0 && (
        <Plot
          description={description}
          x={x}
          series={series}
          axes={{
            x: { label: "ms since the request", max: scale?.x },
            y: { label: "gap, ms", max: scale?.y },
          }}
        />
      )}
      <figcaption>{description}</figcaption>
      {x.length > 0 && <GapTable times={times} />}
    </figure>
  );
}

function GapTable({ times }: { times: readonly number[] }): VNode {
  const isOpen = useSignal(false);
  return (
    <details onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>Gaps as a table</summary>
      {isOpen.value && (
        <table class="figures">
          <thead>
            <tr>
              {["Tokens", "Shortest", "Median", "95 %", "Longest"].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stretchesOf(times, MOST_ROWS).map(({ from, to, min, median, p95, max }) => (
              <tr key={from}>
                <th scope="row">{from === to ? from : `${from}–${to}`}</th>
                {[min, median, p95, max].map((ms, column) => (
                  <td key={column}>{sayMs(ms)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
