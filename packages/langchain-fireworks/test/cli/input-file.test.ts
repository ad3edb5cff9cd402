import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readRows, stampOf } from "../../src/cli/input-file.js";

async function rowsOf(name: string, text: string): Promise<unknown[]> {
  const file = join(await mkdtemp(join(tmpdir(), "cli-")), name);
  await writeFile(file, text);
  return collect(readRows(file));
}

async function collect(rows: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

test("CSV gives a row for each line, by column name, with quotes, commas and line ends inside", async () => {
  const text = '\uFEFFid,text\r\n1,"a, ""b""\nc"\r\n\r\n2,d\r\n';
  expect(await rowsOf("in.csv", text)).toEqual([
    { id: "1", text: 'a, "b"\nc' },
    { id: "2", text: "d" },
  ]);
});

test("JSONL gives objects as they are and anything else as the prompt", async () => {
  const text = '\uFEFF{"a":1}\n\n"hello"\n{"messages":[]}';
  expect(await rowsOf("in.jsonl", text)).toEqual([{ a: 1 }, { prompt: "hello" }, { messages: [] }]);
});

test("a line separator of Unicode within a text of JSONL ends no row", async () => {
  const text = '{"prompt":"a\u2028b\u2029c\u0085d"}\n"e"\n';
  expect(await rowsOf("in.jsonl", text)).toEqual([
    { prompt: "a\u2028b\u2029c\u0085d" },
    { prompt: "e" },
  ]);
});

test.each([
  ["in.jsonl", '{"a":1}\n{oops}\n', "in.jsonl:2 is no JSON"],
  ["in.csv", "a,b\n1,2,3\n", "is no CSV"],
  ["in.txt", "x", "must end in .csv"],
])("%s with a broken line is refused, naming the place", async (name, text, message) => {
  await expect(rowsOf(name, text)).rejects.toThrow(message);
});

test("a file that is not there is refused by name", async () => {
  await expect(stampOf("/nowhere/in.csv")).rejects.toThrow("/nowhere/in.csv cannot be read");
});

test.each([
  ["semicolons", '\uFEFFid;"a, b"\r\n1;x, y\r\n'],
  ["tabs", 'id\t"a, b"\n1\tx, y\n'],
])("CSV whose names have no comma between them is read with %s", async (_, text) => {
  expect(await rowsOf("in.csv", text)).toEqual([{ id: "1", "a, b": "x, y" }]);
});

test("a folder is no file of rows, and does not end the process", async () => {
  const folder = await mkdtemp(join(tmpdir(), "cli-"));
  await expect(stampOf(folder)).rejects.toThrow("it is a folder");
  const file = join(folder, "in.csv");
  await mkdir(file);
  await expect(collect(readRows(file))).rejects.toThrow("in.csv is no CSV");
});
