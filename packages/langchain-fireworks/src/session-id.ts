/** An id of a conversation, or one with more to say about it. */
export type SessionId = string | IsolatedSession;

/** A conversation whose cached prompts can be kept apart. */
export interface IsolatedSession {
  /** The conversation's id. */
  id: string;
  /** Share cached prompts with nobody else (`prompt_cache_isolation_key`). Default false. */
  isolate?: boolean;
}
