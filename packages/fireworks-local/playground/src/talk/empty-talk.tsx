import type { VNode } from "preact";
import type { Store } from "../state/store.js";
import { changesOf, type StartIdea, START_IDEAS } from "./start-ideas.js";

/** What to try first. */
export function EmptyTalk({ store }: { store: Store }): VNode {
  const begin = (idea: StartIdea): void => {
    const changes = changesOf(idea);
    if (changes !== undefined)
      store.lanes.value = store.lanes.value.map((lane) => ({ ...lane, ...changes }));
    store.talk.draft.text.value = "";
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
