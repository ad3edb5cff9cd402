import { parseJson } from "../../json/parse-json.js";
import { isRecord } from "../../json/is-record.js";
import { chatRequestShape } from "../../requests/chat-schema.js";
import { isDeeperThan } from "../../json/json-depth.js";
import { findProblems, joinProblems } from "../../requests/validate.js";
import { type LinePlace, textOf } from "./row-lines.js";

/** One line of an input dataset, found valid. */
export interface InputRow {
  customId: string;
  body: Readonly<Record<string, unknown>>;
}

/** Keys of a row; the last two are OpenAI's, and mean nothing here. */
const ROW_KEYS = new Set(["custom_id", "body", "method", "url"]);
const ROLES = ["system", "user", "assistant", "tool"];
const MAX_DEPTH = 128;

/**
 * The row, or what is wrong with it in words that follow the place of the line. A lenient server does
 * without the description of chats.
 */
export function readRow(place: LinePlace, lenient: boolean): InputRow | { problem: string } {
  const json = parseJson(textOf(place));
  if (!isRecord(json)) return { problem: "each line must be a JSON object" };
  if (isDeeperThan(json, MAX_DEPTH)) return { problem: `nested deeper than ${MAX_DEPTH} levels` };
  const { custom_id: customId, body } = json;
  const unknown = Object.keys(json).find((key) => !ROW_KEYS.has(key));
  if (unknown !== undefined && !lenient) return { problem: `unknown field "${unknown}"` };
  if (typeof customId !== "string" || customId === "")
    return { problem: "custom_id must be a string that is not empty" };
  if (!isRecord(body)) return { problem: "body must be a JSON object" };
  const problem = bodyProblem(body, lenient);
  return problem === undefined ? { customId, body } : { problem };
}

/** A row that was found valid before. */
export function rereadRow(place: LinePlace): InputRow {
  const { custom_id: customId, body } = parseJson(textOf(place)) as {
    custom_id: string;
    body: Record<string, unknown>;
  };
  return { customId, body };
}

function bodyProblem(body: Record<string, unknown>, lenient: boolean): string | undefined {
  const { messages, prompt_token_ids: ids, ...rest } = body;
  const hasMessages = (messages ?? null) !== null;
  const hasIds = (ids ?? null) !== null;
  if (hasMessages && hasIds) return "messages and prompt_token_ids exclude each other";
  if (!hasMessages && !hasIds) return "body must have messages";
  if (hasIds && !(Array.isArray(ids) && ids.length > 0 && ids.every(Number.isInteger)))
    return "prompt_token_ids must be a list of integers";
  const badRole = hasMessages ? roleProblem(messages) : undefined;
  if (badRole !== undefined || lenient) return badRole;
  // The model is the job's: its shape wants one.
  const whole = { ...rest, model: "", messages: hasMessages ? messages : STAND_IN_MESSAGES };
  const problems = findProblems(whole, chatRequestShape({ audio: true }));
  return problems.length === 0 ? undefined : joinProblems(problems);
}

const STAND_IN_MESSAGES = [{ role: "user", content: "" }];

/** The one text that was observed (contract 7.3). */
function roleProblem(messages: unknown): string | undefined {
  if (!Array.isArray(messages)) return undefined;
  const roles = messages.map((message: unknown) => (isRecord(message) ? message["role"] : ""));
  const at = roles.findIndex((role) => typeof role === "string" && !ROLES.includes(role));
  if (at < 0 || roles[at] === "") return undefined;
  const known = "'system', 'user', 'assistant' or 'tool'";
  return `invalid role ${String(roles[at])} in message ${at + 1}, must be ${known}`;
}
