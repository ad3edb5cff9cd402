import type { VNode } from "preact";
import type { ServerStatus } from "../server/connection.js";

interface ModelFieldProps {
  id: string;
  model: string;
  status: ServerStatus | undefined;
  onChange: (model: string) => void;
}

/** Any id may be typed; those the server knows are suggested. */
export function ModelField({ id, model, status, onChange }: ModelFieldProps): VNode {
  const known = status?.models ?? [];
  return (
    <div class="model">
      <label for={id}>Model</label>
      <input
        type="text"
        id={id}
        list={`${id}-known`}
        spellcheck={false}
        value={model}
        onChange={(event) => onChange(event.currentTarget.value.trim())}
      />
      <datalist id={`${id}-known`}>
        {known.map((one) => (
          <option key={one.id} value={one.id} />
        ))}
      </datalist>
    </div>
  );
}
