import type { RowFields } from "./input-file.js";
import type { ResultRecord } from "./result-record.js";

const COLUMNS = [
  "output",
  "error",
  "finish_reason",
  "input_tokens",
  "output_tokens",
  "cost",
] as const;

/** One JSON object a line. */
export async function* jsonLines(records: AsyncIterable<ResultRecord>): AsyncGenerator<string> {
  for await (const record of records) yield `${JSON.stringify(record)}\n`;
}

/**
 * CSV: the columns of the input, where it is given, then those of the answer. The column names come
 * from the first row.
 *
 * @param rows - The input again, in the order of the records.
 */
export async function* csvLines(
  records: AsyncIterable<ResultRecord>,
  rows: AsyncIterable<RowFields> | undefined,
): AsyncGenerator<string> {
  const input = rows?.[Symbol.asyncIterator]();
  let names: string[] | undefined;
  try {
    for await (const record of records) {
      const fields: RowFields = (await input?.next())?.value ?? {};
      const given = input === undefined ? { index: record.index, id: record.id } : fields;
      if (names === undefined) {
        names = Object.keys(given);
        yield csvLine([...names, ...COLUMNS]);
      }
      yield csvLine([...names.map((name) => Reflect.get(given, name)), ...answer(record)]);
    }
  } finally {
    await input?.return?.();
  }
}

function answer(record: ResultRecord): unknown[] {
  return COLUMNS.map((name) => (name === "error" ? record.error?.message : record[name]));
}

const csvLine = (values: readonly unknown[]): string => `${values.map(csvValue).join(",")}\n`;

function csvValue(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
