import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { AppliedFault } from "../faults/applied-fault.js";
import type { RequestIssue } from "../requests/request-issue.js";
import { RecordedAnswer } from "./recorded-answer.js";
import { redactedHeaders, redactedQuery } from "./redaction.js";

/** One line of the journal: what arrived and how it was answered. */
export interface RecordedRequest {
  /** Its number, in the order of arrival over all scopes. */
  seq: number;
  /** `x-request-id` as sent, otherwise a new UUID. */
  id: string;
  /** The name of its scope; empty for the shared one. */
  scope: string;
  method: string;
  path: string;
  /** Parameters of the URL; keys and signatures are redacted. */
  query: Record<string, string>;
  /** Lower-case names; keys, tokens and cookies are redacted. */
  headers: Record<string, string>;
  /** The parsed JSON; undefined when there was none. */
  body: unknown;
  /** The chat that it stands for, where the endpoint says chats in other words; not shown as JSON. */
  asChat?: ChatCompletionRequest;
  /** 0 until the answer starts, and when the connection was dropped instead. */
  status: number;
  /** Milliseconds since 1970 when it arrived. */
  at: number;
  /** Whether the fault plan changed its answer, by more than a delay. */
  isFaulty: boolean;
  /** What the fault plan did, a delay alone as well; undefined when it did nothing. */
  fault: AppliedFault | undefined;
  /** What was wrong with it, field by field, when this server refused it. */
  issues: readonly RequestIssue[] | undefined;
  /** Whether it came from this server's own page. */
  isFromPlayground: boolean;
  answer: RecordedAnswer;
}

export function recordRequest(
  request: Request,
  { id, at, scope }: Pick<RecordedRequest, "id" | "at" | "scope">,
): RecordedRequest {
  const url = new URL(request.url);
  const { pathname, searchParams } = url;
  return {
    seq: 0,
    id,
    scope,
    method: request.method,
    path: pathname,
    query: redactedQuery(searchParams),
    headers: redactedHeaders(request.headers),
    body: undefined,
    status: 0,
    at,
    isFaulty: false,
    fault: undefined,
    issues: undefined,
    isFromPlayground: isOwnOrigin(request.headers.get("origin"), url),
    answer: new RecordedAnswer(),
  };
}

/** Browsers say so with every POST, and this server has one page. */
function isOwnOrigin(origin: string | null, { host }: URL): boolean {
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host;
}

/** Called by the server, once a request in other words has been read as a chat. */
export function readAsChat(recorded: RecordedRequest, chat: ChatCompletionRequest): void {
  Object.defineProperty(recorded, "asChat", { value: chat, enumerable: false });
}
