import { CsvRecords } from "./csv-records.js";

/** Rows by the names in the first record. Bytes are UTF-8, or UTF-16 if they begin by its mark. */
export async function* csvRows(
  bytes: AsyncIterable<Uint8Array>,
  delimiter: string,
): AsyncGenerator<Record<string, string>> {
  const records = new CsvRecords(delimiter);
  let columns: string[] | undefined;
  for await (const record of recordsOf(bytes, records)) {
    if (columns === undefined) columns = record;
    else if (record.length === columns.length) yield rowOf(columns, record);
    else throw new Error(unequal(record.length, columns.length, records.line));
  }
}

async function* recordsOf(
  bytes: AsyncIterable<Uint8Array>,
  records: CsvRecords,
): AsyncGenerator<string[]> {
  let decoder: TextDecoder | undefined;
  for await (const piece of bytes) {
    decoder ??= new TextDecoder(piece[0] === 0xff && piece[1] === 0xfe ? "utf-16le" : "utf-8");
    yield* records.push(decoder.decode(piece, { stream: true }));
  }
  yield* records.push(decoder?.decode() ?? "");
  yield* records.end();
}

const rowOf = (columns: string[], record: string[]): Record<string, string> =>
  Object.fromEntries(columns.map((name, at) => [name, record[at] ?? ""]));

const unequal = (got: number, wanted: number, line: number): string =>
  `the record before line ${line} has ${got} fields, and there are ${wanted} columns`;
