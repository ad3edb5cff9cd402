import { createHash } from "node:crypto";
import type { FireworksLocal } from "fireworks-local";
import type { ChatCompletionRequest } from "fireworks-client/wire";

/** Where a request said its prompt is cached. */
export interface SentSession {
  key: string | null | undefined;
  header: string | undefined;
}

/** The session of each request that reached the server, oldest first. */
export function sentSessions(local: FireworksLocal): SentSession[] {
  return local.requests.map(({ body, headers }) => ({
    key: (body as ChatCompletionRequest).prompt_cache_key,
    header: headers["x-session-affinity"],
  }));
}

/** What the middleware sends for a thread, worked out by Node. */
export function sessionOf(threadId: string): SentSession {
  const hash = createHash("sha256").update(threadId, "utf8").digest("hex");
  return { key: hash, header: hash };
}

export const NO_SESSION: SentSession = { key: undefined, header: undefined };
