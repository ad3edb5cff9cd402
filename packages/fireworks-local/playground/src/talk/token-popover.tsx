import type { ReadonlySignal } from "@preact/signals";
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Token } from "../state/answer.js";
import { percent, visibleToken } from "./probability.js";

interface TokenPopoverProps {
  tokens: readonly Token[];
  /** The element of the token. */
  shown: ReadonlySignal<HTMLElement | undefined>;
}

/** What a token is, how likely it was, and what else might have stood there. */
export function TokenPopover({ tokens, shown }: TokenPopoverProps): VNode {
  const box = useRef<HTMLDivElement>(null);
  const element = shown.value;
  const token = element === undefined ? undefined : tokens[Number(element.dataset["at"])];
  useLayoutEffect(() => {
    if (box.current !== null && element !== undefined) placeUnder(box.current, element);
  }, [element]);
  return (
    <div
      ref={box}
      id="token-popover"
      class="token-popover"
      role="tooltip"
      hidden={token === undefined}
    >
      {token !== undefined && (
        <>
          <p>
            <code>{visibleToken(token.text)}</code>{" "}
            {token.logprob === undefined ? "not told" : percent(token.logprob)}
          </p>
          {token.alternatives.length > 0 && (
            <table>
              <thead class="unseen">
                <tr>
                  <th>Alternative</th>
                  <th>Probability</th>
                </tr>
              </thead>
              <tbody>
                {token.alternatives.map(({ text, logprob }) => (
                  <tr key={text} class={text === token.text ? "taken" : undefined}>
                    <td>
                      <code>{visibleToken(text)}</code>
                    </td>
                    <td>{percent(logprob)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </div>
  );
}

/** Inside the window, above the token where there is no room below it. */
function placeUnder(box: HTMLElement, element: HTMLElement): void {
  const { left, top, bottom } = element.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const isLow = bottom + height + 4 > innerHeight;
  box.style.left = `${Math.max(4, Math.min(left, innerWidth - width - 4))}px`;
  box.style.top = `${isLow ? Math.max(4, top - height - 4) : bottom + 4}px`;
}
