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
  /** An HTTP status named in the body; only errors inside a stream need it. */
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

/** The same for JSON that is already parsed. */
export function readErrorJson(json: unknown): Omit<ErrorBody, "body"> {
  if (typeof json === "string") return { message: shorten(json) };
  if (Array.isArray(json)) return json.length === 0 ? {} : readErrorJson(json[0]);
  if (!isJsonObject(json)) return {};
  const inner = isJsonObject(json.error) ? json.error : json;
  return {
    message: messageOf(json, inner),
    code: codeOf(inner) ?? codeOf(json),
    type: textOf(inner.type),
    param: textOf(inner.param),
    requestId: textOf(json.request_id) ?? textOf(inner.request_id),
    status: statusOf(inner) ?? statusOf(json),
  };
}

/** `{"error": …}`, or the error object itself (E4): a body that is an error whatever its status. */
export const isErrorJson = (json: JsonObject): boolean =>
  (json.error !== undefined && json.error !== null) || json.object === "error";

function messageOf(json: JsonObject, inner: JsonObject): string | undefined {
  return (
    textOf(json.error) ??
    textOf(inner.message) ??
    asJson(inner.message) ??
    textOf(json.message) ??
    detailText(json.detail) ??
    detailText(inner.detail) ??
    textOf(json.error_message)
  );
}

/** E7: one sentence, or a list of problems with the place of each. */
function detailText(detail: unknown): string | undefined {
  if (!Array.isArray(detail)) return textOf(detail) ?? asJson(detail);
  const problems = detail.map((item: unknown) => {
    if (!isJsonObject(item)) return textOf(item) ?? asJson(item) ?? "";
    const place = Array.isArray(item.loc) ? item.loc.join(".") : "";
    return [place, textOf(item.msg) ?? asJson(item) ?? ""].filter(Boolean).join(": ");
  });
  return problems.length === 0 ? undefined : shorten(problems.join("; "));
}

function codeOf({ code, message }: JsonObject): string | undefined {
  if (typeof code !== "number") return textOf(code);
  return (typeof message === "string" ? GRPC_CODES[code] : undefined) ?? String(code);
}

function statusOf(source: JsonObject): number | undefined {
  const candidates = [source.status, source.status_code, source.http_status, source.code];
  const found = candidates.map(Number).find((value) => value >= 400 && value <= 599);
  return found === undefined ? undefined : Math.trunc(found);
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
