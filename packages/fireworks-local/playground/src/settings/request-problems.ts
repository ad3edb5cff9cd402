import type { ChatCompletionRequest } from "fireworks-client/wire";
import { chatRequestShape } from "../../../src/requests/chat-schema.js";
import { findProblems } from "../../../src/requests/validate.js";

/** Something Fireworks would refuse, in its words, and the key of the body it is about. */
export interface RequestProblem {
  key: string;
  text: string;
}

/** Keys that Fireworks refuses together (contract 2.1). */
const EXCLUSIVE = [
  ["max_tokens", "max_completion_tokens"],
  ["thinking", "reasoning_effort"],
] as const;

/** What is known to be refused, before it is sent: the check is the server's own. */
export function requestProblems(request: ChatCompletionRequest): RequestProblem[] {
  const shape = chatRequestShape({ audio: true });
  const keys = Object.keys(request);
  const shapeProblems = findProblems(request, shape).map((text) => ({
    key: keys.find((key) => namesKey(text, key)) ?? "",
    text,
  }));
  return [...shapeProblems, ...togetherProblems(request)];
}

/** A problem names its place in quotes: `'temperature'`, `'messages[0].role'`. */
const namesKey = (text: string, key: string): boolean =>
  [`'${key}'`, `'${key}.`, `'${key}[`].some((place) => text.includes(place));

function togetherProblems(request: ChatCompletionRequest): RequestProblem[] {
  const problems: RequestProblem[] = EXCLUSIVE.filter(
    ([one, other]) => request[one] != null && request[other] != null,
  ).flatMap(([one, other]) => [
    { key: one, text: `Fireworks refuses '${one}' together with '${other}'.` },
    { key: other, text: `Fireworks refuses '${other}' together with '${one}'.` },
  ]);
  if (request.top_logprobs != null && !request.logprobs)
    problems.push({ key: "top_logprobs", text: "'top_logprobs' needs 'logprobs': true." });
  return problems;
}
