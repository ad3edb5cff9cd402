import type { Signal } from "@preact/signals";
import type { VNode } from "preact";
import { readTools } from "../settings/read-tools.js";
import { TOOL_EXAMPLES } from "../settings/tool-examples.js";
import type { Settings } from "../state/settings.js";
import type { Store } from "../state/store.js";
import { type StartIdea, START_IDEAS } from "./start-ideas.js";

/** What to try first. */
export function EmptyTalk({ store, draft }: { store: Store; draft: Signal<string> }): VNode {
  const begin = (idea: StartIdea): void => {
    const changes = changesOf(idea);
    if (changes !== undefined)
      store.lanes.value = store.lanes.value.map((lane) => ({ ...lane, ...changes }));
    draft.value = "";
    store.talk.say(idea.prompt);
  };
  return (
    <div class="empty-talk">
      <h2>Ask something</h2>
      {store.front.status.value?.source !== "upstream" && (
        <p class="quiet">
          The local engine answers here. It is not a language model: it makes answers of the right
          form from your request, the same ones every time.
        </p>
      )}
      <ul class="ideas">
        {START_IDEAS.map((idea) => (
          <li key={idea.title}>
            <button type="button" onClick={() => begin(idea)}>
              <strong>{idea.title}</strong>
              <span>{idea.prompt}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What of the settings an idea needs. */
function changesOf({ tools, schemaText, wantsProbabilities }: StartIdea): Partial<Settings> {
  const example = TOOL_EXAMPLES.find(({ title }) => title === tools);
  const read = example === undefined ? undefined : readTools(example.text);
  return {
    ...(read !== undefined && { tools: read.tools }),
    ...(schemaText !== undefined && { form: { kind: "json_schema", schemaText } as const }),
    ...(wantsProbabilities === true && { wantsProbabilities }),
  };
}
