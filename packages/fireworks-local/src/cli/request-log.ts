import type { RecordedRequest } from "../journal/recorded-request.js";

const GREEN = 32;
const YELLOW = 33;
const RED = 31;
const GREY = 90;

/**
 * One line a request: time, status, method, path, model, duration, and below it the words of a refusal.
 * Coloured for a terminal.
 */
export function logLine(request: RecordedRequest, tookMs: number, coloured: boolean): string {
  const paint = (text: string, colour: number): string =>
    coloured ? `\u001B[${colour}m${text}\u001B[0m` : text;
  const { status, answer } = request;
  const time = new Date(request.at).toISOString().slice(11, 19);
  const line = [
    paint(time, GREY),
    paint(status === 0 ? "---" : String(status), statusColour(status)),
    request.method,
    printable(request.path + bodySummary(request.body)),
    paint(`${tookMs.toFixed(0)} ms`, GREY),
    ...notes(request).map((note) => paint(note, YELLOW)),
  ].join(" ");
  return answer.error === undefined
    ? line
    : `${line}\n         ${paint(printable(answer.error, 1_000), statusColour(status))}`;
}

function bodySummary(body: unknown): string {
  const { model, stream } = (body ?? {}) as { model?: unknown; stream?: unknown };
  return (typeof model === "string" ? ` ${model}` : "") + (stream === true ? " (stream)" : "");
}

/** What is not as the client would have it. */
function notes({ answer, isFaulty }: RecordedRequest): string[] {
  const isWhole = answer.end === "complete";
  return [...(isFaulty ? ["fault"] : []), ...(isWhole ? [] : [answer.end])];
}

function statusColour(status: number): number {
  if (status >= 500 || status === 0) return RED;
  return status >= 400 ? YELLOW : GREEN;
}

/** What a client sends must not steer the terminal, nor fill it. */
function printable(text: string, longest = 200): string {
  return text.slice(0, longest).replaceAll(/\p{Cc}/gu, "?");
}
