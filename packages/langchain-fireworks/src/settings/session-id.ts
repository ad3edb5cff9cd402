import { inputError } from "../errors/input-error.js";
import { sha256 } from "./sha256.js";

/** An id of a conversation, or one with more to say about it. */
export type SessionId = string | IsolatedSession;

/** A conversation whose cached prompts can be kept apart. */
export interface IsolatedSession {
  /** The conversation's id. */
  id: string;
  /** Share cached prompts with nobody else (`prompt_cache_isolation_key`). Default false. */
  isolate?: boolean;
}

/** What one session id stands for, by the names of the call options. */
export interface SessionFields {
  /** Header `x-session-affinity`. */
  sessionAffinity?: string;
  /** Header `x-multi-turn-session-id`. */
  multiTurnSessionId?: string;
  /** Body field `prompt_cache_key`. */
  promptCacheKey?: string;
  /** Body field `prompt_cache_isolation_key`; with `isolate` only. */
  promptCacheIsolationKey?: string;
}

/** What goes through HTTP headers and their logs unchanged; anything else is hashed. */
const HEADER_SAFE = /^[\x21-\x7e]{1,128}$/;

/**
 * The settings that one id of a conversation stands for (contract 1.5). Visible ASCII of at most 128
 * characters is sent as it is, any other id as its SHA-256 in hex. Pure, and the same everywhere.
 *
 * @throws {@link FireworksConfigurationError} for an id that is empty or no string
 */
export function sessionFields(sessionId: SessionId | null | undefined): SessionFields {
  if (sessionId == null) return {};
  const { id, isolate = false } =
    typeof sessionId === "object" ? sessionId : { id: sessionId as unknown };
  if (typeof id !== "string" || id.trim() === "") throw noSessionId();
  const sent = HEADER_SAFE.test(id) ? id : sha256(id);
  return {
    sessionAffinity: sent,
    multiTurnSessionId: sent,
    promptCacheKey: sent,
    ...(isolate && { promptCacheIsolationKey: sent }),
  };
}

/** An empty id would put all conversations into one. */
function noSessionId(): Error {
  return inputError("`sessionId` is empty or not a string.", {
    field: "sessionId",
    code: "invalid_session_id",
    hint: "Pass the conversation's id, or leave `sessionId` out.",
  });
}
