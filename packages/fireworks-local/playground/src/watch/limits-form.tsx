import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { RateLimitSettings } from "../../../src/rate-limits/options.js";
import type { Faults } from "../state/faults.js";
import { NumberField } from "./number-field.js";

/** The limits people meet; the others are Fireworks' own unless a plan of the server says otherwise. */
const FIELDS: readonly { key: NumberKey; label: string; usual: string }[] = [
  { key: "requests", label: "Requests", usual: "no limit" },
  { key: "promptTokens", label: "Prompt tokens", usual: "3600000" },
  { key: "generatedTokens", label: "Generated tokens", usual: "36000" },
  { key: "windowMs", label: "in how many ms", usual: "60000" },
];

type NumberKey = "requests" | "promptTokens" | "generatedTokens" | "windowMs";

/** How much each model may be asked in a window; over it the answer is 429. */
export function LimitsForm({ faults }: { faults: Faults }): VNode {
  const now = faults.limits.value;
  const edited = useSignal<RateLimitSettings | undefined>(undefined);
  const settings = edited.value ?? now ?? {};
  const apply = async (limits: RateLimitSettings | undefined): Promise<void> => {
    await faults.setLimits(limits);
    edited.value = undefined;
  };
  return (
    <form
      class="pace-form"
      onSubmit={(event) => {
        event.preventDefault();
        void apply(settings);
      }}
    >
      <p role="status">Now: {limitsText(now)}</p>
      {FIELDS.map(({ key, label, usual }) => (
        <NumberField
          key={key}
          label={label}
          placeholder={usual}
          value={settings[key]}
          onChange={(value) => {
            const { [key]: _, ...others } = settings;
            edited.value = value === undefined ? others : { ...others, [key]: value };
          }}
        />
      ))}
      <label>
        <input
          type="checkbox"
          checked={settings.retryAfter === true}
          onChange={(event) =>
            (edited.value = { ...settings, retryAfter: event.currentTarget.checked })
          }
        />{" "}
        send Retry-After
      </label>
      <p>
        <button type="submit">Set limits</button>{" "}
        <button type="button" onClick={() => void apply(undefined)}>
          As the server was started
        </button>
      </p>
    </form>
  );
}

function limitsText(limits: RateLimitSettings | null | undefined): string {
  if (limits === undefined) return "asking…";
  if (limits === null) return "nothing is limited";
  const set = Object.entries(limits).map(([name, value]) => `${name} ${String(value)}`);
  return set.length === 0 ? "what Fireworks starts with" : set.join(", ");
}
