import type { VNode } from "preact";
import type { Control } from "./parameter-control.js";
import type { Parameter } from "./parameter-list.js";
import { readEntry, showEntry } from "./parameter-value.js";

interface FieldProps {
  parameter: Parameter;
  /** Tells the fields of two lanes apart. */
  idPrefix: string;
  value: unknown;
  problems: readonly string[];
  onChange: (value: unknown) => void;
}

/** One parameter: its name, range and default, its value, and what Fireworks would say to it. */
export function ParameterField({
  parameter,
  idPrefix,
  value,
  problems,
  onChange,
}: FieldProps): VNode {
  const { name, wireName, control, whenUnset, help } = parameter;
  const id = `${idPrefix}-${name}`;
  const isSet = value !== undefined;
  return (
    <div class={isSet ? "parameter set" : "parameter"}>
      <div class="head">
        <label htmlFor={id}>
          <code>{wireName}</code>
        </label>
        <span class="quiet">{describeRange(control, whenUnset)}</span>
      </div>
      <Entry
        id={id}
        control={control}
        value={value}
        isWrong={problems.length > 0}
        onChange={onChange}
      />
      {isSet && (
        <button type="button" class="clear" onClick={() => onChange(undefined)}>
          Clear<span class="unseen"> {wireName}</span>
        </button>
      )}
      <div id={`${id}-about`} class="about">
        {problems.map((problem) => (
          <p key={problem} class="problem">
            {problem}
          </p>
        ))}
        <p class="quiet">{help}</p>
      </div>
    </div>
  );
}

function describeRange(control: Control, whenUnset: string): string {
  const range =
    control.kind === "number" && (control.min !== undefined || control.max !== undefined)
      ? `${control.min ?? "…"} to ${control.max ?? "…"}, `
      : "";
  return `${range}default: ${whenUnset}`;
}

interface EntryProps {
  id: string;
  control: Control;
  value: unknown;
  isWrong: boolean;
  onChange: (value: unknown) => void;
}

function Entry({ id, control, value, isWrong, onChange }: EntryProps): VNode {
  const shared = {
    id,
    "aria-describedby": `${id}-about`,
    "aria-invalid": isWrong,
    value: showEntry(control, value),
  };
  const take = (event: Event): void => {
    onChange(readEntry(control, (event.currentTarget as HTMLInputElement).value));
  };
  switch (control.kind) {
    case "number":
      return <NumberEntry {...{ id, control, value, isWrong, onChange }} />;
    case "switch":
      return <Choice shared={shared} choices={["true", "false"]} onInput={take} />;
    case "choice":
      return <Choice shared={shared} choices={control.choices} onInput={take} />;
    case "text":
      return <input type="text" {...shared} onChange={take} />;
    case "json":
      return (
        <input
          type="text"
          spellcheck={false}
          placeholder={control.hint}
          {...shared}
          onChange={take}
        />
      );
  }
}

interface ChoiceProps {
  shared: { id: string; value: string };
  choices: readonly string[];
  onInput: (event: Event) => void;
}

function Choice({ shared, choices, onInput }: ChoiceProps): VNode {
  return (
    <select {...shared} onChange={onInput}>
      <option value="">default</option>
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </select>
  );
}

/** A box, and where both ends are known a slider that says the same. */
function NumberEntry({ id, control, value, isWrong, onChange }: EntryProps): VNode | null {
  if (control.kind !== "number") return null;
  const { whole, min, max } = control;
  const step = whole ? 1 : "any";
  const take = (event: Event): void => {
    onChange(readEntry(control, (event.currentTarget as HTMLInputElement).value));
  };
  return (
    <span class="number">
      {min !== undefined && max !== undefined && (
        <input
          type="range"
          aria-label={`${id.split("-").at(-1) ?? ""}, slider`}
          min={min}
          max={max}
          step={whole ? 1 : (max - min) / 100}
          value={typeof value === "number" ? value : (min + max) / 2}
          onInput={take}
        />
      )}
      <input
        type="number"
        id={id}
        step={step}
        aria-describedby={`${id}-about`}
        aria-invalid={isWrong}
        value={showEntry(control, value)}
        onInput={take}
      />
    </span>
  );
}
