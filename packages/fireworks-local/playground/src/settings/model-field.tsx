import type { VNode } from "preact";
import { describeModel } from "./describe-model.js";
import type { ServerStatus } from "../../../src/admin/admin-answers.js";

interface ModelFieldProps {
  id: string;
  model: string;
  status: ServerStatus | undefined;
  onChange: (model: string) => void;
}

/** Any id may be typed; those the server knows are suggested. */
export function ModelField({ id, model, status, onChange }: ModelFieldProps): VNode {
  const chatModels = (status?.models ?? []).filter(({ tasks }) => tasks.includes("chat"));
  const facts = chatModels.find((one) => one.id === model);
  return (
    <div class="model">
      <label htmlFor={id}>Model</label>
      <input
        type="text"
        id={id}
        list={`${id}-known`}
        spellcheck={false}
        value={model}
        onChange={(event) => onChange(event.currentTarget.value.trim())}
      />
      <datalist id={`${id}-known`}>
        {chatModels.map((one) => (
          <option key={one.id} value={one.id}>
            {one.id}
          </option>
        ))}
      </datalist>
      {facts !== undefined && <p class="quiet">{describeModel(facts)}</p>}
    </div>
  );
}
