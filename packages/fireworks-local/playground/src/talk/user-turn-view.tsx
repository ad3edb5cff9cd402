import { useSignal } from "@preact/signals";
import type { TargetedKeyboardEvent, VNode } from "preact";
import type { UserTurn } from "../state/conversation.js";
import type { Talk } from "../state/talk.js";
import { PictureStrip } from "./picture-strip.js";
import { sendsByKey } from "./send-key.js";

/** What the person wrote; it can be said differently. */
export function UserTurnView({ talk, turn }: { talk: Talk; turn: UserTurn }): VNode {
  const edited = useSignal<string | undefined>(undefined);
  return (
    <article class="turn user-turn" aria-label="You">
      <PictureStrip pictures={turn.pictures} />
      {edited.value === undefined ? (
        <>
          <p class="user-text">{turn.text}</p>
          <p class="turn-actions">
            <button type="button" onClick={() => (edited.value = turn.text)}>
              Edit
            </button>
            <button type="button" onClick={() => talk.remove(turn.id)}>
              Delete
            </button>
          </p>
        </>
      ) : (
        <TurnEditor talk={talk} turn={turn} edited={edited} />
      )}
    </article>
  );
}

interface EditorProps {
  talk: Talk;
  turn: UserTurn;
  edited: { value: string | undefined };
}

function TurnEditor({ talk, turn, edited }: EditorProps): VNode {
  const send = (): void => talk.sayInstead(turn.id, edited.value ?? "");
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === "Escape") edited.value = undefined;
    if (!sendsByKey(event)) return;
    event.preventDefault();
    send();
  };
  return (
    <>
      <textarea
        aria-label="Edit the message"
        rows={3}
        value={edited.value}
        ref={(field) => field?.focus()}
        onInput={(event) => (edited.value = event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p class="turn-actions">
        <button type="button" class="primary" onClick={send}>
          Send again
        </button>
        <button type="button" onClick={() => (edited.value = undefined)}>
          Cancel
        </button>
        <span class="quiet">What followed is replaced.</span>
      </p>
    </>
  );
}
