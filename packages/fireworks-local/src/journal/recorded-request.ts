import type { ChatCompletionRequest } from "fireworks-client/wire";
import { RecordedAnswer } from "./recorded-answer.js";
import { redactedHeaders, redactedQuery } from "./redaction.js";

/** One line of the journal: what arrived and how it was answered. */
export interface RecordedRequest {
  /** `x-request-id` as sent, otherwise a new UUID. */
  id: string;
  method: string;
  path: string;
  /** Parameters of the URL; keys and signatures are redacted. */
  query: Record<string, string>;
  /** Lower-case names; keys, tokens and cookies are redacted. */
  headers: Record<string, string>;
  /** The parsed JSON; undefined when there was none. */
  body: unknown;
  /** The chat that it stands for, where the endpoint says chats in other words. */
  asChat?: ChatCompletionRequest;
  /** 0 until the answer starts, and when the connection was dropped instead. */
  status: number;
  /** Milliseconds since 1970 when it arrived. */
  at: number;
  /** Whether the fault plan changed its answer, by more than a delay. */
  isFaulty: boolean;
  answer: RecordedAnswer;
}

export function recordRequest(request: Request, id: string, at: number): RecordedRequest {
  const { pathname, searchParams } = new URL(request.url);
  return {
    id,
    method: request.method,
    path: pathname,
    query: redactedQuery(searchParams),
    headers: redactedHeaders(request.headers),
    body: undefined,
    status: 0,
    at,
    isFaulty: false,
    answer: new RecordedAnswer(),
  };
}
