import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT, runCommand } from "../../scripts/run-command.mjs";

/**
 * The feature rows that a test must name, by first and last number. The others are not for this
 * repository yet.
 */
const ROWS: Readonly<Record<string, readonly (readonly [first: number, last: number])[]>> = {
  A: [
    [1, 144],
    [154, 157],
  ],
  D: [
    [1, 10],
    [12, 34],
    [36, 37],
    [39, 39],
    [41, 43],
  ],
};

const ROW = /\b([AD])(\d{1,3})(?:[–-]\1?(\d{1,3}))?\b/g;
/** The sections of another list have such names as well, and are told by it. */
const OF_ANOTHER_LIST = /\busers-ask [A-D]\d+/g;
const COMMENT = /^\s*(?:\/\/|\/?\*).*$/gm;

function numbered(letter: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${letter}${first + index}`);
}

/** The rows a text names, "A18–A20" being three. */
function rowsIn(source: string): string[] {
  const text = source.replaceAll(COMMENT, "").replaceAll(OF_ANOTHER_LIST, "");
  return [...text.matchAll(ROW)].flatMap(([, letter = "", first, last]) =>
    numbered(letter, Number(first), Number(last ?? first)),
  );
}

async function testSources(): Promise<string[]> {
  const { code, output } = await runCommand("git", ["ls-files", "--", "*.test.ts"]);
  expect(code).toBe(0);
  const files = output.split("\n").filter((file) => file !== "" && !file.includes("feature-rows"));
  return Promise.all(files.map((file) => readFile(join(ROOT, file), "utf8")));
}

test("ranges count as each of their rows; comments and other lists do not count", () => {
  expect(rowsIn('describe("A9–A11, D3: x")')).toEqual(["A9", "A10", "A11", "D3"]);
  expect(rowsIn('// A1\n * A2\ntest("users-ask D5: x")')).toEqual([]);
});

test("every one of these rows of the feature list is named by a test", async () => {
  const named = new Set((await testSources()).flatMap(rowsIn));
  const rows = Object.entries(ROWS).flatMap(([letter, ranges]) =>
    ranges.flatMap(([first, last]) => numbered(letter, first, last)),
  );
  const missing = rows.filter((row) => !named.has(row));
  expect(missing, `No test names ${missing.join(", ")}`).toEqual([]);
});
