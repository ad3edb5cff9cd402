import type { RecordedRequest } from "./recorded-request.js";
import { isStreamed, modelOf, userOf } from "./request-view.js";
import { shorten } from "./show-value.js";

const LONGEST_TEXT = 80;

/** One line a request: its number from 1, what it asked, and how it was answered. */
export function requestLine(request: RecordedRequest, number: number): string {
  const { method, path, status, answer } = request;
  const model = modelOf(request);
  const user = userOf(request);
  const parts = [
    `#${number} ${method} ${path}${isStreamed(request) ? " (stream)" : ""}`,
    typeof model === "string" ? model : "",
    user === "" ? "" : JSON.stringify(shorten(user, LONGEST_TEXT)),
    `→ ${status === 0 ? "no answer" : status}${request.isFaulty ? " (fault)" : ""}`,
    answer.end === "complete" ? "" : `(${answer.end})`,
  ];
  const line = parts.filter((part) => part !== "").join(" ");
  return answer.error === undefined ? line : `${line}: ${answer.error}`;
}
