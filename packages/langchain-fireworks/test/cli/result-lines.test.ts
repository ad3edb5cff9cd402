import { expect, test } from "vitest";
import { csvLines, jsonLines } from "../../src/cli/result-lines.js";
import type { ResultRecord } from "../../src/cli/result-record.js";

async function* each<Value>(values: Value[]): AsyncGenerator<Value> {
  yield* values;
}

async function textOf(lines: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const line of lines) text += line;
  return text;
}

const RECORDS: ResultRecord[] = [
  { index: 0, output: 'a, "b"', finish_reason: "stop", input_tokens: 3, output_tokens: 2 },
  { index: 1, id: "x", error: { name: "E", message: "no\nluck" } },
  { index: 2, output: { n: 1 }, cost: 0.5 },
];

test("JSONL has a record a line", async () => {
  const text = await textOf(jsonLines(each(RECORDS)));
  expect(
    text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual(RECORDS);
});

test("CSV has the columns of the input, then the answer, quoted where it must be", async () => {
  const rows = each([{ q: "1" }, { q: "two, three" }, { q: "" }]);
  expect(await textOf(csvLines(each(RECORDS), rows))).toBe(
    [
      "q,output,error,finish_reason,input_tokens,output_tokens,cost",
      '1,"a, ""b""",,stop,3,2,',
      '"two, three",,"no\nluck",,,,',
      ',"{""n"":1}",,,,,0.5',
      "",
    ].join("\n"),
  );
});

test("without its input, CSV has index and id", async () => {
  const [header, , second] = (await textOf(csvLines(each(RECORDS), undefined))).split("\n");
  expect(header).toMatch(/^index,id,output,/);
  expect(second).toMatch(/^1,x,,/);
});

test("no records, no lines", async () => {
  expect(await textOf(csvLines(each([]), undefined))).toBe("");
});
