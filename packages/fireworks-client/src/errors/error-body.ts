import { isJsonObject } from "../json.js";
import type { JsonObject } from "../json.js";

/** What an error body says, whatever its shape: the twelve of section 5.2 of the wire contract. */
export interface ErrorBody {
  /** The server's own words; undefined when it sent none. */
  message?: string;
  code?: string;
  type?: string;
  param?: string;
  requestId?: string;
  /** An HTTP status named in the body, for errors that come without one of their own. */
  status?: number;
  /** The parsed JSON, or the first 2,000 characters of anything else. */
  body?: unknown;
}

const LONGEST_TEXT = 2000;

/** gRPC status codes, which the control plane sends as numbers (E8). */
const GRPC_CODES = (
  "OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS " +
  "PERMISSION_DENIED RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED " +
  "INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED"
).split(" ");

/**
 * Reads an error body of any shape. Never throws.
 *
 * @param text - the body as received
 * @param clean - removes secrets from a string; applied to everything that is returned
 */
export function parseErrorBody(text: string, clean: (text: string) => string): ErrorBody {
  const tidy = clean(text).trim();
  if (tidy === "") return {};
  try {
    const json: unknown = JSON.parse(tidy, (_key, value: unknown) =>
      typeof value === "string" ? clean(value) : value,
    );
    return { ...readErrorJson(json), body: json };
  } catch {
    const body = tidy.slice(0, LONGEST_TEXT);
    return { message: isHtml(tidy) ? htmlTitle(tidy) : body, body };
  }
}

function readErrorJson(json: unknown): Omit<ErrorBody, "body"> {
  if (typeof json === "string") return { message: shorten(json) };
  if (Array.isArray(json)) return json.length === 0 ? {} : readErrorJson(json[0]);
  if (!isJsonObject(json)) return {};
  const levels = levelsOf(json);
  // The outermost `type` beside an `error` only says that there is one (E9).
  const inner = levels.length === 1 ? levels : levels.slice(0, -1);
  return {
    message: messageOf(levels),
    code: firstOf(levels, codeOf),
    type: firstOf(inner, (level) => textOf(level.type)),
    param: firstOf(inner, (level) => textOf(level.param)),
    requestId: firstOf(levels.toReversed(), (level) => textOf(level.request_id)),
    status: firstOf(levels, statusOf),
  };
}

/** An error in an error in an error is still one; beyond this it is mischief. */
const DEEPEST = 5;

/** The object and the error objects inside it, the innermost first. */
function levelsOf(json: JsonObject): JsonObject[] {
  const levels = [json];
  let inner = errorIn(json);
  while (inner !== undefined && levels.length < DEEPEST) {
    levels.unshift(inner);
    inner = errorIn(inner);
  }
  return levels;
}

function errorIn({ error }: JsonObject): JsonObject | undefined {
  const first: unknown = Array.isArray(error) ? error[0] : error;
  return isJsonObject(first) ? first : undefined;
}

function firstOf<T>(
  levels: readonly JsonObject[],
  read: (level: JsonObject) => T | undefined,
): T | undefined {
  for (const level of levels) {
    const found = read(level);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `{"error": …}`, or the error object itself (E4): a body that is an error whatever its status. */
export const isErrorJson = (json: JsonObject): boolean =>
  (json.error !== undefined && json.error !== null) || json.object === "error";

/** Where the words may stand, in the order of section 5.2. */
const MESSAGE_READERS: readonly ((level: JsonObject) => string | undefined)[] = [
  ({ error }) => (Array.isArray(error) ? detailText(error) : textOf(error)),
  ({ message }) => textOf(message) ?? asJson(message),
  ({ detail }) => detailText(detail),
  (level) => textOf(level.error_message),
];

function messageOf(levels: readonly JsonObject[]): string | undefined {
  for (const read of MESSAGE_READERS) {
    const message = firstOf(levels, read);
    if (message !== undefined) return message;
  }
  return undefined;
}

/** E7: one sentence, or a list of problems with the place of each. */
function detailText(detail: unknown): string | undefined {
  if (!Array.isArray(detail)) return textOf(detail) ?? asJson(detail);
  const problems = detail.map((item: unknown) => {
    if (!isJsonObject(item)) return textOf(item) ?? asJson(item) ?? "";
    const place = Array.isArray(item.loc) ? item.loc.join(".") : "";
    const problem = textOf(item.msg) ?? textOf(item.message) ?? asJson(item) ?? "";
    return [place, problem].filter(Boolean).join(": ");
  });
  return problems.length === 0 ? undefined : shorten(problems.join("; "));
}

function codeOf({ code, message }: JsonObject): string | undefined {
  if (typeof code !== "number") return textOf(code);
  return (typeof message === "string" ? GRPC_CODES[code] : undefined) ?? String(code);
}

function statusOf(source: JsonObject): number | undefined {
  const candidates = [source.status, source.status_code, source.http_status, source.code];
  for (const candidate of candidates) {
    // Nothing but these two: `Number` of an object may throw.
    if (typeof candidate !== "number" && typeof candidate !== "string") continue;
    const status = Math.trunc(Number(candidate));
    if (status >= 400 && status <= 599) return status;
  }
  return undefined;
}

function htmlTitle(html: string): string | undefined {
  const title = /<title[^>]*>([^<]*)</i.exec(html.slice(0, LONGEST_TEXT))?.[1]?.trim();
  return title === undefined || title === "" ? "an HTML page" : `an HTML page, "${title}"`;
}

const isHtml = (text: string): boolean => /^<(!doctype|html|head|body|\?xml)/i.test(text);

const shorten = (text: string): string =>
  text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? shorten(value) : undefined;

const asJson = (value: unknown): string | undefined =>
  typeof value === "object" && value !== null ? shorten(JSON.stringify(value)) : undefined;
