import { type Signal, useSignal } from "@preact/signals";
import type { TargetedKeyboardEvent, VNode } from "preact";
import { memo } from "preact/compat";
import { useRef } from "preact/hooks";
import type { Token } from "../state/answer.js";
import { SURENESS, surenessOf } from "./probability.js";
import { growChunks, type TokenChunk } from "./token-chunks.js";
import { nextToken } from "./token-keys.js";
import { TokenPopover } from "./token-popover.js";
import "./tokens.css";

/** Tokens by how sure the model was; what else it might have written is seen on hover and on focus. */
export function TokenView({ tokens, count }: { tokens: readonly Token[]; count: number }): VNode {
  const chunks = useRef<readonly TokenChunk[]>([]);
  if (chunks.current.at(-1)?.to !== count) chunks.current = growChunks(chunks.current, tokens);
  const current = useSignal(0);
  const shown = useSignal<HTMLElement | undefined>(undefined);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    if (event.key === "Escape") shown.value = undefined;
    const at = nextToken(event.key, { at: current.value, count });
    if (at === undefined) return;
    event.preventDefault();
    current.value = at;
    event.currentTarget.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus();
  };
  return (
    <div class="token-view">
      <Legend />
      {/* The tokens in it are what is focused; `focusin` is `focus` that rises. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        class="tokens"
        role="group"
        aria-label="Tokens; arrows move"
        onKeyDown={onKeyDown}
        onPointerOver={(event) => (shown.value = tokenElement(event.target))}
        onPointerLeave={() => (shown.value = undefined)}
        onFocusIn={(event) => (shown.value = tokenElement(event.target))}
        onFocusOut={() => (shown.value = undefined)}
      >
        {chunks.current.map(({ from, to }) => (
          <Chunk key={from} tokens={tokens} from={from} to={to} at={within(current, from, to)} />
        ))}
      </div>
      <TokenPopover tokens={tokens} shown={shown} />
    </div>
  );
}

const within = ({ value }: Signal<number>, from: number, to: number): number =>
  value >= from && value < to ? value : -1;

function tokenElement(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof HTMLElement && target.dataset["at"] !== undefined ? target : undefined;
}

interface ChunkProps extends TokenChunk {
  tokens: readonly Token[];
  /** The place of the token that the Tab key finds; -1: it is not here. */
  at: number;
}

/** Drawn again only when it grew, or when the Tab key's token came or went. */
const Chunk = memo(function Chunk({ tokens, from, to, at }: ChunkProps): VNode {
  return (
    <div class="token-chunk">
      {tokens.slice(from, to).map(({ text, logprob }, place) => {
        const index = from + place;
        const isCurrent = index === at;
        return (
          <span
            key={index}
            class="token"
            data-at={index}
            data-sure={surenessOf(logprob)}
            tabIndex={isCurrent ? 0 : -1}
            role={isCurrent ? "button" : undefined}
            aria-describedby={isCurrent ? "token-popover" : undefined}
          >
            {text}
          </span>
        );
      })}
    </div>
  );
});

function Legend(): VNode {
  return (
    <p class="token-legend">
      <span class="quiet">Probability:</span>
      {SURENESS.map(({ name, title }) => (
        <span key={name} class="token" data-sure={name}>
          {title}
        </span>
      ))}
    </p>
  );
}
