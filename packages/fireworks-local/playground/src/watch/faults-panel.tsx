import type { ReadonlySignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { Faults, FaultsPart } from "../state/faults.js";
import { FaultForm } from "./fault-form.js";
import { FaultRules } from "./fault-rules.js";
import { LatencyForm } from "./latency-form.js";
import { LimitsForm } from "./limits-form.js";

interface FaultsPanelProps {
  faults: Faults;
  scopes: ReadonlySignal<readonly string[]>;
}

/** Counters are read back so often while the panel is open. */
const REFRESH_MS = 1_000;

/** What goes wrong from now on, and how slowly; what is shown is what the server says. */
export function FaultsPanel({ faults, scopes }: FaultsPanelProps): VNode {
  useEffect(() => {
    void faults.refresh();
    const timer = setInterval(() => void faults.refresh(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [faults]);
  const { value: scope } = faults.scope;
  return (
    <section class="faults-panel" aria-label="Faults and latency">
      {scopes.value.length > 1 && (
        <label>
          For requests of scope{" "}
          <select
            value={scope}
            onChange={(event) => void faults.chooseScope(event.currentTarget.value)}
          >
            {[...new Set([...scopes.value, scope])].map((name) => (
              <option key={name} value={name}>
                {name === "" ? "shared" : name}
              </option>
            ))}
          </select>
        </label>
      )}
      <div class="faults-columns">
        <div>
          <h3>Switch on a fault</h3>
          <FaultForm faults={faults} />
        </div>
        <div>
          <h3>What goes wrong now</h3>
          <FaultRules faults={faults} />
          <Trouble faults={faults} about="rules" />
        </div>
        <div>
          <h3>Latency</h3>
          <LatencyForm faults={faults} />
          <Trouble faults={faults} about="latency" />
          <h3>Rate limits</h3>
          <LimitsForm faults={faults} />
          <Trouble faults={faults} about="limits" />
        </div>
      </div>
    </section>
  );
}

function Trouble({ faults, about }: { faults: Faults; about: FaultsPart }): VNode {
  const trouble = faults.trouble.value;
  return (
    <div role="status">
      {trouble?.about === about && <pre class="problem">{trouble.message}</pre>}
    </div>
  );
}
