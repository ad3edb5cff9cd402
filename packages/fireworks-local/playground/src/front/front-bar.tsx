import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { ServerStatus, SourceName } from "../../../src/admin/admin-answers.js";
import type { Front } from "../state/front.js";
import { sourceNote, sourceTitle } from "./describe-source.js";
import "./front.css";

/** Who answers, and what to believe of it; where the server is locked, the way in. */
export function FrontBar({ front }: { front: Front }): VNode {
  const state = front.state.value;
  switch (state.kind) {
    case "asking":
      return <p class="front quiet">Asking the server …</p>;
    case "known":
      return <KnownServer front={front} status={state.status} />;
    case "locked":
      return (
        <div class="front">
          <p role="status">{state.message}</p>
          <SecretForm
            label="Admin token"
            action="Unlock"
            onSubmit={(token) => void front.unlock(token)}
          />
        </div>
      );
    case "failed":
      return (
        <div class="front">
          <p role="alert">{state.message}</p>
          <button type="button" onClick={() => void front.refresh()}>
            Ask again
          </button>
        </div>
      );
  }
}

function KnownServer({ front, status }: { front: Front; status: ServerStatus }): VNode {
  const { sources, source, version, hasRestrictedKeys } = status;
  const inFront = sources.find(({ name }) => name === source);
  return (
    <div class="front">
      <span class="quiet">{version}</span>
      {sources.length > 1 ? (
        <label>
          <span class="unseen">Who answers</span>
          <select
            value={source}
            onChange={(event) => void front.choose(event.currentTarget.value as SourceName)}
          >
            {sources.map((one) => (
              <option key={one.name} value={one.name}>
                {sourceTitle(one)}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <span>{inFront !== undefined && sourceTitle(inFront)}</span>
      )}
      <p class="quiet" role="status">
        {inFront !== undefined && sourceNote(inFront)}
      </p>
      {hasRestrictedKeys && (
        <SecretForm label="API key of this server" action="Use" onSubmit={front.useKey} />
      )}
    </div>
  );
}

interface SecretFormProps {
  label: string;
  action: string;
  onSubmit: (secret: string) => void;
}

function SecretForm({ label, action, onSubmit }: SecretFormProps): VNode {
  const secret = useSignal("");
  const isUsed = useSignal(false);
  return (
    <form
      class="secret"
      onSubmit={(event) => {
        event.preventDefault();
        isUsed.value = true;
        onSubmit(secret.value);
      }}
    >
      <label>
        {label}{" "}
        <input
          type="password"
          autocomplete="off"
          value={secret.value}
          onInput={(event) => {
            isUsed.value = false;
            secret.value = event.currentTarget.value;
          }}
        />
      </label>
      <button type="submit">{isUsed.value ? "Used" : action}</button>
    </form>
  );
}
