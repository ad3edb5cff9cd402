import type { ChatCompletionResponse } from "fireworks-client/wire";
import { isRecord } from "../../convert/unknown-values.js";

/** What a line of an output or error file says. */
export type ResultLine =
  | { kind: "answer"; customId: string; response: ChatCompletionResponse }
  /** `error` in whatever shape it came; `status` if one stood beside it. */
  | { kind: "error"; customId: string; error: unknown; status?: number }
  /** A row that names its request and says nothing that can be used. */
  | { kind: "empty"; customId: string; row: Record<string, unknown> }
  /** No JSON object, or one that does not say whose it is. */
  | { kind: "unreadable" };

/** A line that names a row. */
export type RowLine = Exclude<ResultLine, { kind: "unreadable" }>;

/** Which of several lines about a row counts: an answer is paid, and never lost to an error beside it. */
export const LINE_WEIGHTS: Readonly<Record<RowLine["kind"], number>> = {
  empty: 1,
  error: 2,
  answer: 3,
};

/**
 * Reads one line of a job's files. Answers are flat (contract, section 7.3); OpenAI's `response.body` with
 * its status is read too, and an error is found beside, inside or instead of a response.
 */
export function readResultLine(text: string): ResultLine {
  const row = parsed(text);
  const customId = isRecord(row) ? customIdOf(row) : undefined;
  if (!isRecord(row) || customId === undefined) return { kind: "unreadable" };
  const { response, status } = responseOf(row);
  if (isRecord(response) && hasChoices(response))
    return { kind: "answer", customId, response: response as unknown as ChatCompletionResponse };
  const error = errorIn(row) ?? (isRecord(response) ? errorIn(response) : undefined);
  if (error !== undefined) return { kind: "error", customId, error, ...status };
  if (status.status !== undefined && status.status >= 400)
    return { kind: "error", customId, error: response ?? {}, ...status };
  if (typeof response === "string" && response !== "")
    return { kind: "error", customId, error: response };
  const bare = isRecord(response) ? undefined : bareError(row);
  if (bare !== undefined) return { kind: "error", customId, error: bare, ...status };
  return { kind: "empty", customId, row };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In the row, or in a copy of the request inside of it. */
function customIdOf(row: Record<string, unknown>): string | undefined {
  for (const place of [row, row.request, row.input]) {
    const given: unknown = isRecord(place) ? (place.custom_id ?? place.customId) : undefined;
    if (typeof given === "number") return String(given);
    if (typeof given === "string") return given;
  }
  return undefined;
}

function responseOf(row: Record<string, unknown>): {
  response: unknown;
  status: { status?: number };
} {
  const { response } = row;
  const code: unknown =
    (isRecord(response) ? (response.status_code ?? response.status) : undefined) ?? row.status_code;
  const status = Number.isInteger(code) ? { status: Number(code) } : {};
  const isWrapped = isRecord(response) && response.body !== undefined && !hasChoices(response);
  return { response: isWrapped ? response.body : response, status };
}

/** A choice needs a message; with `n` above 1 the first one counts. */
function hasChoices({ choices }: Record<string, unknown>): boolean {
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined;
  return isRecord(first) && isRecord(first.message);
}

function errorIn({ error, errors }: Record<string, unknown>): unknown {
  if (isFilled(error)) return error;
  const first: unknown = Array.isArray(errors) ? errors[0] : errors;
  return isFilled(first) ? first : undefined;
}

function isFilled(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === false) return false;
  return !isRecord(value) || Object.keys(value).length > 0;
}

/** The error's fields may stand in the row itself. */
function bareError(row: Record<string, unknown>): Record<string, unknown> | undefined {
  const { custom_id: _id, customId: _other, response: _none, request: _asked, ...rest } = row;
  const says = ["message", "detail", "error_message", "code", "status"];
  return says.some((name) => isFilled(rest[name])) ? rest : undefined;
}
