import type { RecordedRequest } from "../journal/recorded-request.js";

const GREEN = 32;
const YELLOW = 33;
const RED = 31;
const GREY = 90;

/** One line a request: time, status, method, path, model, duration. Coloured for a terminal. */
export function logLine(request: RecordedRequest, tookMs: number, coloured: boolean): string {
  const paint = (text: string, colour: number): string =>
    coloured ? `\u001B[${colour}m${text}\u001B[0m` : text;
  const body = (request.body ?? {}) as { model?: unknown; stream?: unknown };
  const model = typeof body.model === "string" ? ` ${body.model}` : "";
  const time = new Date(request.at).toISOString().slice(11, 19);
  return [
    paint(time, GREY),
    paint(String(request.status), statusColour(request.status)),
    request.method,
    printable(request.path + model + (body.stream === true ? " (stream)" : "")),
    paint(`${tookMs.toFixed(0)} ms`, GREY),
  ].join(" ");
}

function statusColour(status: number): number {
  if (status >= 500) return RED;
  return status >= 400 ? YELLOW : GREEN;
}

/** What a client sends must not steer the terminal, nor fill it. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, "?").slice(0, 200);
}
