import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { fileLines } from "../batch/files/file-lines.js";
import { delimiterOf } from "./csv-delimiter.js";
import { csvRows } from "./csv-rows.js";
import { CliUsageError } from "./usage-error.js";

/** The values of one row by column. A line of JSON that is no object is the column `prompt`. */
export type RowFields = Readonly<Record<string, unknown>>;

export type InputFormat = "csv" | "jsonl";

/** By the file's ending. @throws CliUsageError for another one. */
export function formatOf(file: string): InputFormat {
  if (/\.csv$/i.test(file)) return "csv";
  if (/\.(jsonl|ndjson)$/i.test(file)) return "jsonl";
  throw new CliUsageError(`${file} must end in .csv, .jsonl or .ndjson.`);
}

/** What tells one content of a file from another without reading it. */
export interface FileStamp {
  bytes: number;
  modified: string;
}

/** @throws CliUsageError when there is no such file */
export async function stampOf(file: string): Promise<FileStamp> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw new Error("it is a folder");
    const { size, mtime } = found;
    return { bytes: size, modified: mtime.toISOString() };
  } catch (error) {
    throw new CliUsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/**
 * The rows of a file, one at a time: memory does not grow with it. Empty lines are no rows.
 *
 * @throws CliUsageError naming the line that is neither CSV nor JSON
 */
export function readRows(file: string): AsyncIterable<RowFields> {
  return formatOf(file) === "csv" ? readCsv(file) : readJsonLines(file);
}

async function* readCsv(file: string): AsyncGenerator<RowFields> {
  try {
    yield* csvRows(createReadStream(file), await delimiterOf(file));
  } catch (error) {
    throw new CliUsageError(
      `${file} is no CSV with a line of column names: ${(error as Error).message}`,
    );
  }
}

async function* readJsonLines(file: string): AsyncGenerator<RowFields> {
  for await (const lines of fileLines(createReadStream(file))) {
    for (const { text, number } of lines) yield fieldsOf(parseLine(text, `${file}:${number}`));
  }
}

function parseLine(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliUsageError(`${place} is no JSON: ${(error as Error).message}`);
  }
}

function fieldsOf(value: unknown): RowFields {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as RowFields) : { prompt: value };
}
