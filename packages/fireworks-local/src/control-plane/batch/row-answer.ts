import { isRecord } from "../../json/is-record.js";
import type { AskInference } from "../ask-inference.js";
import { type BatchFault, rowFault } from "./batch-fault.js";
import type { InputRow } from "./input-row.js";
import type { RowOutcome } from "./job-results.js";
import { type JobDefaults, requestOf } from "./row-request.js";

/** How the rows of one job are answered. */
export interface RowAnswering {
  defaults: JobDefaults;
  fault: BatchFault | undefined;
  ask: AskInference;
}

/** A refused row does not end the job: it goes to the error file. */
export async function answerRow(
  row: InputRow,
  { defaults, fault, ask }: RowAnswering,
): Promise<RowOutcome> {
  const hit = fault && rowFault(fault, row.customId);
  if (hit === "lost") return { kind: "lost" };
  if (hit !== undefined) return { kind: "failed", error: hit.error };
  const { path, body } = requestOf(row, defaults);
  const answer = await ask(path, body);
  if (answer.status === 200 && isRecord(answer.body))
    return {
      kind: "answered",
      response: path === "/completions" ? asChat(answer.body) : answer.body,
    };
  return { kind: "failed", error: errorOf(answer.body, answer.status) };
}

/** A row of token ids is asked as a text; every answer of a batch is one of a chat. */
function asChat({ choices, ...rest }: Record<string, unknown>): Record<string, unknown> {
  const messages = (choices as Record<string, unknown>[]).map(({ text, ...choice }) => ({
    ...choice,
    message: { role: "assistant", content: text },
  }));
  return { ...rest, object: "chat.completion", choices: messages };
}

/** The object inside the envelope, whichever it came in. */
function errorOf(body: unknown, status: number): Record<string, unknown> {
  const inner = isRecord(body) && "error" in body ? body["error"] : body;
  if (isRecord(inner)) return inner;
  return { message: typeof inner === "string" ? inner : `HTTP status ${status}` };
}
