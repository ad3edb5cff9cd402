import type { VNode } from "preact";
import { type Settings, toRequest } from "../state/settings.js";
import type { Store } from "../state/store.js";
import { FormEditor } from "./form-editor.js";
import { ModelField } from "./model-field.js";
import { ParameterPanel } from "./parameter-panel.js";
import { requestProblems } from "./request-problems.js";
import { ToolsEditor } from "./tools-editor.js";
import "./settings.css";

/** Stands for the messages while a request is only checked. */
const ANY_MESSAGES = [{ role: "user" as const, content: "" }];

/** Everything of a request but its messages, for one lane. */
export function SettingsPanel({ store, lane }: { store: Store; lane: number }): VNode | null {
  const settings = store.lanes.value[lane];
  if (settings === undefined) return null;
  const change = (changes: Partial<Settings>): void => {
    store.lanes.value = store.lanes.value.map((one, at) =>
      at === lane ? { ...one, ...changes } : one,
    );
  };
  const problems = requestProblems(toRequest(settings, ANY_MESSAGES));
  const idPrefix = `lane-${lane}`;
  return (
    <section
      class="settings"
      aria-label={lane === 0 ? "Settings" : "Settings of the second answer"}
    >
      <ModelField
        id={`${idPrefix}-model`}
        model={settings.model}
        status={store.front.status.value}
        onChange={(model) => change({ model })}
      />
      <label class="row">
        <input
          type="checkbox"
          checked={settings.wantsProbabilities}
          onChange={(event) => change({ wantsProbabilities: event.currentTarget.checked })}
        />
        Probabilities of tokens
      </label>
      <FormEditor
        idPrefix={idPrefix}
        form={settings.form}
        problems={problems}
        onChange={(form) => change({ form })}
      />
      <ToolsEditor
        idPrefix={idPrefix}
        tools={settings.tools}
        onChange={(tools) => change({ tools })}
      />
      <ParameterPanel
        idPrefix={idPrefix}
        values={settings.parameters}
        problems={problems}
        onChange={(parameters) => change({ parameters })}
      />
    </section>
  );
}
