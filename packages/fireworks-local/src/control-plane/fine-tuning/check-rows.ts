import { isRecord } from "../../json/is-record.js";
import { parseJson } from "../../json/parse-json.js";
import { linesOf, type LinePlace, textOf, type DatasetFile } from "../batch/row-lines.js";

/** Contract 7.7. */
const FEWEST_ROWS = 3;
const MOST_ROWS = 3_000_000;
const ROLES = ["system", "user", "assistant", "tool"];

/** What is wrong with a dataset to train on, in the words that were seen of a batch job; or nothing. */
export function datasetProblem(files: readonly DatasetFile[]): string | undefined {
  let rows = 0;
  for (const place of linesOf(files)) {
    const problem = rowProblem(place);
    if (problem !== undefined)
      return `Dataset has a syntax error: chat dataset validation failed on ${place.file.name}:${place.line}: ${problem}`;
    rows += 1;
  }
  if (rows >= FEWEST_ROWS && rows <= MOST_ROWS) return undefined;
  return `Dataset has ${rows} rows: a training takes ${FEWEST_ROWS} to ${MOST_ROWS}`;
}

function rowProblem(place: LinePlace): string | undefined {
  const row = readRow(place);
  if (!isRecord(row)) return "each line must be a JSON object";
  const { messages } = row;
  if (!Array.isArray(messages) || messages.length === 0) return "messages must be a list";
  const problems = messages.map((message: unknown, at) => messageProblem(message, at + 1));
  return problems.find((problem) => problem !== undefined);
}

function readRow(place: LinePlace): unknown {
  try {
    return parseJson(textOf(place));
  } catch {
    return undefined; // no UTF-8
  }
}

function messageProblem(message: unknown, at: number): string | undefined {
  if (!isRecord(message)) return `message ${at} must be a JSON object`;
  const { role, weight } = message;
  if (typeof role !== "string" || !ROLES.includes(role))
    return `invalid role ${String(role)} in message ${at}, must be 'system', 'user', 'assistant' or 'tool'`;
  if (weight !== undefined && weight !== 0 && weight !== 1)
    return `invalid weight ${JSON.stringify(weight)} in message ${at}, must be 0 or 1`;
  return undefined;
}
