import type { VNode } from "preact";

interface NumberFieldProps {
  label: string;
  /** Undefined: the box is empty. */
  value: number | undefined;
  placeholder?: string;
  step?: "any";
  onChange: (value: number | undefined) => void;
}

/** A number from 0, or nothing. */
export function NumberField({
  label,
  value,
  placeholder,
  step,
  onChange,
}: NumberFieldProps): VNode {
  return (
    <label>
      {label}
      <input
        type="number"
        min={0}
        step={step}
        placeholder={placeholder}
        value={value ?? ""}
        onInput={({ currentTarget: { valueAsNumber } }) =>
          onChange(Number.isNaN(valueAsNumber) ? undefined : valueAsNumber)
        }
      />
    </label>
  );
}
