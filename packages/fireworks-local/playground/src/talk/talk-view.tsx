import type { VNode } from "preact";
import { Contained } from "../parts/contained.js";
import { SettingsDrawer } from "../settings/settings-drawer.js";
import type { Turn } from "../state/conversation.js";
import type { Store } from "../state/store.js";
import { AnswerAnnouncement } from "./answer-announcement.js";
import { AnswerTurnView } from "./answer-turn-view.js";
import { Composer } from "./composer.js";
import { EmptyTalk } from "./empty-talk.js";
import { ResultsTurnView } from "./results-turn-view.js";
import { useStickToEnd } from "./stick-to-end.js";
import { SystemPrompt } from "./system-prompt.js";
import { UserTurnView } from "./user-turn-view.js";
import "./talk.css";

/** A conversation with the model in front, and beside it what goes with every request. */
export function TalkView({ store }: { store: Store }): VNode {
  const { talk } = store;
  const turns = talk.turns.value;
  const { scroller, content } = useStickToEnd(turns.length > 0);
  return (
    <div class="talk">
      <section class="conversation" aria-label="Conversation">
        {/* The keyboard scrolls it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div class="turns" ref={scroller} tabIndex={0} role="region" aria-label="Messages">
          <div class="turns-column" ref={content}>
            <SystemPrompt talk={talk} />
            {turns.length === 0 && <EmptyTalk store={store} />}
            {turns.map((turn) => (
              <Contained key={turn.id} what="This turn">
                <TurnView store={store} turn={turn} />
              </Contained>
            ))}
          </div>
        </div>
        <AnswerAnnouncement talk={talk} />
        <Composer talk={talk} />
      </section>
      <SettingsDrawer store={store} />
    </div>
  );
}

function TurnView({ store, turn }: { store: Store; turn: Turn }): VNode {
  switch (turn.kind) {
    case "user":
      return <UserTurnView talk={store.talk} turn={turn} />;
    case "results":
      return <ResultsTurnView turn={turn} />;
    case "answer":
      return <AnswerTurnView store={store} turn={turn} />;
  }
}
