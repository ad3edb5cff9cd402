import { type ReadonlySignal, signal } from "@preact/signals";
import type { ServerStatus, SourceAnswer, SourceName } from "../../../src/admin/admin-answers.js";
import { type Admin, AdminError } from "../server/admin.js";
import type { Credentials } from "../server/credentials.js";

/** What the page knows of the server behind it. */
export type FrontState =
  | { kind: "asking" }
  | { kind: "known"; status: ServerStatus }
  /** The server was started with an admin token, which a person has to type. */
  | { kind: "locked"; message: string }
  | { kind: "failed"; message: string };

/** Who answers here: the engine, recordings or an upstream, and what has to be typed to get in. */
export interface Front {
  readonly state: ReadonlySignal<FrontState>;
  readonly status: ReadonlySignal<ServerStatus | undefined>;
  refresh(): Promise<void>;
  /** Lets another of the configured sources answer. */
  choose(source: SourceName): Promise<void>;
  /** Tries the token, and keeps it for this page. */
  unlock(adminToken: string): Promise<void>;
  /** The key for inference, where only certain ones are taken. */
  useKey(key: string): void;
}

export function createFront(admin: Admin, credentials: Credentials): Front {
  const state = signal<FrontState>({ kind: "asking" });
  const status = signal<ServerStatus | undefined>(undefined);
  const show = (known: ServerStatus): void => {
    status.value = known;
    state.value = { kind: "known", status: known };
  };
  const refresh = async (): Promise<void> => {
    try {
      show(await admin<ServerStatus>("/status"));
    } catch (error) {
      state.value = failedState(error);
    }
  };
  return {
    state,
    status,
    refresh,
    choose: async (source) => {
      if (status.value === undefined) return;
      try {
        const answer = await admin<SourceAnswer>("/source", { method: "PUT", body: { source } });
        show({ ...status.value, ...answer });
      } catch (error) {
        state.value = failedState(error);
      }
    },
    unlock: (adminToken) => {
      credentials.adminToken = adminToken;
      return refresh();
    },
    useKey: (key) => {
      credentials.inferenceKey = key === "" ? undefined : key;
    },
  };
}

function failedState(error: unknown): FrontState {
  const message = error instanceof Error ? error.message : String(error);
  const isLocked = error instanceof AdminError && error.code === "ADMIN_TOKEN_WANTED";
  return { kind: isLocked ? "locked" : "failed", message };
}
