import { isRecord } from "../json/is-record.js";
import type { RequestIssue } from "../requests/request-issue.js";

/** Nobody reads more, and a long history that lost its calls has thousands. */
const MOST_NOTES = 20;

/**
 * What no server refuses in a conversation, and what is a mistake of the application all the same: results
 * of tools that belong to no call, calls without a result, arguments that are no JSON.
 */
export function notesOn(body: unknown): RequestIssue[] {
  const messages = isRecord(body) && Array.isArray(body["messages"]) ? body["messages"] : [];
  const calls = new Map<string, string>();
  const answered = new Set<string>();
  const notes: RequestIssue[] = [];
  for (const [at, message] of messages.entries()) {
    if (notes.length >= MOST_NOTES) break;
    if (!isRecord(message)) continue;
    const place = `messages[${at}]`;
    notes.push(...noteCalls(message, place, calls));
    if (message["role"] === "tool") notes.push(...noteResult(message, { place, calls, answered }));
  }
  for (const [id, place] of calls)
    if (!answered.has(id))
      notes.push({
        path: place,
        message: `No message of role "tool" answers the call ${id}`,
        advice: "Send a result for every call, also when the tool failed.",
      });
  return notes.slice(0, MOST_NOTES);
}

function noteCalls(
  message: Readonly<Record<string, unknown>>,
  place: string,
  calls: Map<string, string>,
): RequestIssue[] {
  const made: unknown[] = Array.isArray(message["tool_calls"]) ? message["tool_calls"] : [];
  return made.flatMap((call, at) => {
    if (!isRecord(call)) return [];
    const path = `${place}.tool_calls[${at}]`;
    if (typeof call["id"] === "string" && call["id"] !== "") calls.set(call["id"], path);
    const { function: called } = call;
    const text = isRecord(called) ? called["arguments"] : undefined;
    if (typeof text !== "string" || isJson(text)) return [];
    return [
      {
        path: `${path}.function.arguments`,
        message: "The arguments are no JSON",
        advice: "The stream of the answer they come from may have been cut: look at that exchange.",
      },
    ];
  });
}

interface ResultPlace {
  place: string;
  calls: ReadonlyMap<string, string>;
  answered: Set<string>;
}

function noteResult(
  message: Readonly<Record<string, unknown>>,
  { place, calls, answered }: ResultPlace,
): RequestIssue[] {
  const { tool_call_id: id } = message;
  const path = `${place}.tool_call_id`;
  const known = [...calls.keys()].filter((call) => !answered.has(call));
  const advice =
    known.length === 0
      ? "Keep the assistant's message with its tool_calls in the history, before the results."
      : `Copy the id of the call that it answers: ${known.join(", ")}.`;
  if (typeof id !== "string" || id === "")
    return [{ path, message: "This result of a tool does not say which call it answers", advice }];
  if (calls.has(id)) {
    answered.add(id);
    return [];
  }
  return [{ path, message: `No call before it has the id ${id}`, advice }];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
