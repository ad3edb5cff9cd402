import type { VNode } from "preact";
import type { FaultRuleReport } from "../../../src/admin/admin-answers.js";
import { describeFault } from "../../../src/faults/describe-fault.js";
import { type Faults, withoutCounters } from "../state/faults.js";
import { countText, matchText } from "./fault-catalogue.js";

/** The rules of the server with their counters, an off switch for each and for all, and the plan as JSON. */
export function FaultRules({ faults }: { faults: Faults }): VNode {
  const rules = faults.rules.value;
  if (rules === undefined) return <p class="quiet">Asking the server…</p>;
  return (
    <>
      {rules.length === 0 ? (
        <p class="quiet">Nothing: no rule is set.</p>
      ) : (
        <>
          <ol class="fault-rules">
            {rules.map((rule, at) => (
              <RuleLine key={at} rule={rule} onRemove={() => void faults.remove(at)} />
            ))}
          </ol>
          <button type="button" onClick={() => void faults.removeAll()}>
            Switch off all
          </button>
        </>
      )}
      <PlanEditor faults={faults} rules={rules} />
    </>
  );
}

interface RuleLineProps {
  rule: FaultRuleReport;
  onRemove: () => void;
}

function RuleLine({ rule, onRemove }: RuleLineProps): VNode {
  const { text } = describeFault(rule.fault, undefined);
  const isSpent = rule.times !== undefined && rule.applied >= rule.times && rule.per !== "request";
  return (
    <li class={isSpent ? "spent" : undefined}>
      <strong>{text === "" ? "nothing" : text}</strong> · {countText(rule)} · {matchText(rule)}
      <br />
      <span class="counter">
        applied {rule.applied} of {rule.matched} matching{isSpent ? ", used up" : ""}
      </span>{" "}
      <button type="button" aria-label={`Switch off: ${text}`} onClick={onRemove}>
        Off
      </button>
    </li>
  );
}

interface PlanEditorProps {
  faults: Faults;
  rules: readonly FaultRuleReport[];
}

/** The whole vocabulary, for what the catalogue does not have. Mistakes are told by the server. */
function PlanEditor({ faults, rules }: PlanEditorProps): VNode {
  return (
    <details class="plan-editor">
      <summary>The plan as JSON or YAML</summary>
      <label htmlFor="fault-plan">
        A list of rules: match, fault, times, skip, every, per. See “Faults” in the documentation.
      </label>
      <textarea
        id="fault-plan"
        rows={10}
        spellcheck={false}
        placeholder={'[{ "match": { "stream": true }, "fault": { "cutAfterEvents": 3 } }]'}
        value={faults.draft.value}
        onInput={(event) => (faults.draft.value = event.currentTarget.value)}
      />
      <p>
        <button
          type="button"
          onClick={() => (faults.draft.value = JSON.stringify(rules.map(withoutCounters), null, 2))}
        >
          Take what is set now
        </button>{" "}
        <button type="button" onClick={() => void faults.replace(faults.draft.value)}>
          Set these rules and no others
        </button>
      </p>
    </details>
  );
}
