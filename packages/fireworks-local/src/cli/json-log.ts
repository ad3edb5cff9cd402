import type { RecordedRequest } from "../journal/recorded-request.js";

/** One line of JSON a request, for programs: the same facts as the line for people. */
export function jsonLine(request: RecordedRequest, tookMs: number): string {
  const body = (request.body ?? {}) as { model?: unknown; stream?: unknown };
  return JSON.stringify({
    event: "request",
    time: new Date(request.at).toISOString(),
    id: request.id,
    status: request.status,
    method: request.method,
    path: request.path,
    model: typeof body.model === "string" ? body.model : undefined,
    stream: body.stream === true ? true : undefined,
    tookMs: Math.round(tookMs),
    end: request.answer.end,
    fault: request.isFaulty ? true : undefined,
    error: request.answer.error,
  });
}
