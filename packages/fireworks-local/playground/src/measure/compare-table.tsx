import type { VNode } from "preact";
import type { Exchange } from "../state/exchange.js";
import { compareFigures } from "./compare.js";
import "./measure.css";

/** Answers to the same prompt, figure by figure. */
export function CompareTable({ exchanges }: { exchanges: readonly Exchange[] }): VNode {
  return (
    <table class="figures compare">
      <caption>The answers compared; ✓ marks the better figure</caption>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          {exchanges.map(({ id, request }, at) => (
            <th key={id} scope="col">
              {String.fromCharCode(65 + at)}: {request.model.split("/").at(-1)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {compareFigures(exchanges).map(({ name, cells }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map(({ shown, isBetter }, at) => (
              <td key={at} class={isBetter ? "better" : undefined}>
                {shown}
                {isBetter && (
                  <>
                    {" "}
                    <span aria-hidden="true">✓</span>
                    <span class="unseen">better</span>
                  </>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
