import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import {
  type Latency,
  LATENCY_PROFILES,
  type LatencyProfile,
} from "../../../src/latency/latency.js";
import type { Faults } from "../state/faults.js";
import { NumberField } from "./number-field.js";

const NONE = LATENCY_PROFILES.none;

/** How slowly this server answers: a profile, or figures. */
export function LatencyForm({ faults }: { faults: Faults }): VNode {
  const now = faults.latency.value;
  const figures = useSignal<Required<Latency> | undefined>(undefined);
  const edited = figures.value ?? now ?? NONE;
  const set = (part: Partial<Latency>): void => {
    figures.value = { ...edited, ...part };
  };
  const apply = async (latency: Latency | LatencyProfile | undefined): Promise<void> => {
    await faults.setLatency(latency);
    figures.value = undefined;
  };
  return (
    <form
      class="pace-form"
      onSubmit={(event) => {
        event.preventDefault();
        void apply(edited);
      }}
    >
      <p role="status">Now: {now === undefined ? "asking…" : latencyText(now)}</p>
      <label>
        Profile
        <select
          value={now === undefined ? "" : (profileOf(now) ?? "")}
          onChange={({ currentTarget: { value } }) => {
            if (value !== "") void apply(value as LatencyProfile);
          }}
        >
          <option value="">own figures</option>
          {Object.keys(LATENCY_PROFILES).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <NumberField
        label="First token, ms"
        value={edited.firstTokenMs}
        onChange={(firstTokenMs = 0) => set({ firstTokenMs })}
      />
      <NumberField
        label="Between tokens, ms"
        value={edited.betweenTokensMs}
        onChange={(betweenTokensMs = 0) => set({ betweenTokensMs })}
      />
      <NumberField
        label="Jitter, 0 to 1"
        value={edited.jitter}
        step="any"
        onChange={(jitter = 0) => set({ jitter })}
      />
      <p>
        <button type="submit">Set figures</button>{" "}
        <button type="button" onClick={() => void apply(undefined)}>
          As the server was started
        </button>
      </p>
    </form>
  );
}

function latencyText({ firstTokenMs, betweenTokensMs, jitter }: Required<Latency>): string {
  if (firstTokenMs === 0 && betweenTokensMs === 0) return "no waiting";
  return `first token ${firstTokenMs} ms, then ${betweenTokensMs} ms each, jitter ${jitter}`;
}

function profileOf(latency: Required<Latency>): string | undefined {
  return Object.entries(LATENCY_PROFILES).find(
    ([, profile]) =>
      profile.firstTokenMs === latency.firstTokenMs &&
      profile.betweenTokensMs === latency.betweenTokensMs &&
      profile.jitter === latency.jitter,
  )?.[0];
}
