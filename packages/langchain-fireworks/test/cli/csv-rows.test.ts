import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvRows } from "../../src/cli/csv-rows.js";

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function rowsOf(text: string | Uint8Array, { size = 1_000, delimiter = "," } = {}) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const rows: unknown[] = [];
  for await (const row of csvRows(pieces(bytes, size), delimiter)) rows.push(row);
  return rows;
}

const OPTIONS = { columns: true, bom: true, skip_empty_lines: true } as const;

/** The rows, or that there are none to be had. */
const judged = (text: string): unknown => {
  try {
    return parse(text, OPTIONS);
  } catch {
    return "refused";
  }
};

test("whatever is CSV, cut anywhere, gives the rows that csv-parse gives, and the rest is refused", async () => {
  // One kind of line end in a file: csv-parse goes by the first it sees, ours takes any.
  const part = fc.constantFrom("a", "é😀", ",", '"', '""', '"b"', "END", " ");
  const text = fc.tuple(fc.array(part, { maxLength: 20 }), fc.constantFrom("\n", "\r\n"));
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 2, max: 9 }), async ([parts, end], size) => {
      const csv = `x,y${end}${parts.join("").replaceAll("END", end)}`;
      expect(await rowsOf(csv, { size }).catch(() => "refused")).toEqual(judged(csv));
    }),
    { numRuns: 2_000 },
  );
});

test("line ends of all three kinds end a record, and one within quotes does not", async () => {
  expect(await rowsOf('a,b\r1,2\n3,4\r\n"5\r\n",6', { size: 1 })).toEqual([
    { a: "1", b: "2" },
    { a: "3", b: "4" },
    { a: "5\r\n", b: "6" },
  ]);
});

test("UTF-16, as spreadsheets write it, is read by its mark", async () => {
  const bytes = Buffer.from("\uFEFFa;b\r\né;2\r\n", "utf16le");
  expect(await rowsOf(bytes, { delimiter: ";" })).toEqual([{ a: "é", b: "2" }]);
});

test.each([
  ["a,b\n1,2\n1,2,3\n", "has 3 fields, and there are 2 columns"],
  ['a,b\n1,"2\n', "a quote is not closed in line 3"],
  ['a,b\n1,2"\n', "a quote stands within a field in line 2"],
])("%j is refused with its line", async (text, message) => {
  await expect(rowsOf(text)).rejects.toThrow(message);
});
