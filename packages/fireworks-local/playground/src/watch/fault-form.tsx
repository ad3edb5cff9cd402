import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { Faults } from "../state/faults.js";
import {
  FAULT_CATALOGUE,
  type FaultChoice,
  HOW_OFTEN,
  type HowOften,
  ruleFor,
} from "./fault-catalogue.js";

const READY = FAULT_CATALOGUE.flatMap(({ faults }) => faults);

/** A ready-made fault, how often and for which requests. */
export function FaultForm({ faults }: { faults: Faults }): VNode {
  const name = useSignal(READY[0]?.name ?? "");
  const choice = useSignal<FaultChoice>({ howOften: "once", number: 3, path: "", model: "" });
  const ready = READY.find((one) => one.name === name.value);
  const change = (part: Partial<FaultChoice>): void => {
    choice.value = { ...choice.value, ...part };
  };
  return (
    <form
      class="fault-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready !== undefined) void faults.add(ruleFor(ready, choice.value));
      }}
    >
      <label>
        Fault
        <select value={name.value} onChange={(event) => (name.value = event.currentTarget.value)}>
          {FAULT_CATALOGUE.map((group) => (
            <optgroup key={group.title} label={group.title}>
              {group.faults.map((fault) => (
                <option key={fault.name}>{fault.name}</option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <p class="quiet">
        What a good application does: {ready?.expects}
        {ready?.onlyStreams === true && " Happens to streams alone."}
      </p>
      <HowOftenField choice={choice.value} onChange={change} />
      <label>
        Path ends with
        <input
          placeholder="any, or /chat/completions"
          value={choice.value.path}
          onInput={(event) => change({ path: event.currentTarget.value.trim() })}
        />
      </label>
      <label>
        Model
        <input
          placeholder="any, the id as it is sent, or /kimi/"
          value={choice.value.model}
          onInput={(event) => change({ model: event.currentTarget.value.trim() })}
        />
      </label>
      <button type="submit" class="primary">
        Switch on
      </button>
    </form>
  );
}

interface HowOftenFieldProps {
  choice: FaultChoice;
  onChange: (part: Partial<FaultChoice>) => void;
}

function HowOftenField({ choice, onChange }: HowOftenFieldProps): VNode {
  const { howOften, number } = choice;
  return (
    <>
      <label>
        How often
        <select
          value={howOften}
          onChange={(event) => onChange({ howOften: event.currentTarget.value as HowOften })}
        >
          {Object.entries(HOW_OFTEN).map(([name, { title }]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {HOW_OFTEN[howOften].hasNumber && (
        <label>
          N
          <input
            type="number"
            min={1}
            required
            value={number}
            onInput={({ currentTarget: { valueAsNumber } }) => {
              if (valueAsNumber >= 1) onChange({ number: Math.floor(valueAsNumber) });
            }}
          />
        </label>
      )}
    </>
  );
}
