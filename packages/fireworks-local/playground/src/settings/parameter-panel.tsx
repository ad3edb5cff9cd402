import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { ParameterValues } from "../state/settings.js";
import { ParameterField } from "./parameter-field.js";
import { findParameters, type Parameter } from "./parameter-list.js";
import type { RequestProblem } from "./request-problems.js";

interface PanelProps {
  idPrefix: string;
  values: ParameterValues;
  problems: readonly RequestProblem[];
  onChange: (values: ParameterValues) => void;
}

/** Every request parameter of the library's one table, in groups, with a search. */
export function ParameterPanel({ idPrefix, values, problems, onChange }: PanelProps): VNode {
  const words = useSignal("");
  const found = findParameters(words.value);
  const groups = [...new Set(found.map(({ group }) => group))];
  const changed = Object.keys(values).length;
  const field = (parameter: Parameter): VNode => (
    <ParameterField
      key={parameter.name}
      parameter={parameter}
      idPrefix={idPrefix}
      value={values[parameter.name]}
      problems={problems.filter(({ key }) => key === parameter.wireName).map(({ text }) => text)}
      onChange={(value) => onChange(withValue(values, parameter, value))}
    />
  );
  return (
    <section class="parameters" aria-label="Parameters">
      <div class="row">
        <input
          type="search"
          aria-label="Find a parameter"
          placeholder="Find a parameter"
          value={words.value}
          onInput={(event) => (words.value = event.currentTarget.value)}
        />
        <button type="button" disabled={changed === 0} onClick={() => onChange({})}>
          Reset {changed > 0 && `(${changed})`}
        </button>
      </div>
      {groups.map((group) => {
        const members = found.filter((parameter) => parameter.group === group);
        const set = members.filter(({ name }) => values[name] !== undefined).length;
        return (
          <details key={group} open={words.value !== "" || group === "Sampling" || undefined}>
            <summary>
              {group}{" "}
              <span class="quiet">
                {set > 0 ? `${set} of ${members.length} set` : members.length}
              </span>
            </summary>
            {members.map(field)}
          </details>
        );
      })}
    </section>
  );
}

function withValue(values: ParameterValues, { name }: Parameter, value: unknown): ParameterValues {
  const { [name]: _old, ...others } = values;
  return value === undefined ? others : { ...others, [name]: value };
}
