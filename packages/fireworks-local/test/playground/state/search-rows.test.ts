import { describe, expect, test } from "vitest";
import type { JournalRow } from "../../../src/admin/admin-answers.js";
import {
  EVERYTHING,
  type RowFilter,
  searchRows,
  termsOf,
} from "../../../playground/src/state/search-rows.js";
import { journalRow } from "../watch/journal-row.js";

const ROWS: JournalRow[] = [
  journalRow(1, { said: "What is the weather in Rome?" }),
  journalRow(2, {
    status: 400,
    error: "Extra inputs are not permitted, field: 'max_token', value: 5",
    issues: [{ path: "max_token", message: "Extra inputs are not permitted" }],
  }),
  journalRow(3, {
    status: 503,
    error: "overloaded",
    fault: { rule: 0, kinds: ["status"], text: "status 503" },
  }),
  journalRow(4, { fault: { rule: 1, kinds: ["delayHeadersMs"], text: "late" }, scope: "test-1" }),
  journalRow(5, { end: "cut-off" }),
  journalRow(6, { firstTokenAt: 3_000, endedAt: 3_100, isFromPlayground: true }),
  journalRow(7, { path: "/inference/v1/embeddings", model: "nomic", stream: false }),
  journalRow(8, {
    status: 400,
    fault: { rule: 1, kinds: ["delayHeadersMs"], text: "late" },
    error: "No",
  }),
  journalRow(9, { error: "server error" }),
  journalRow(10, { notes: [{ path: "messages[2].tool_call_id", message: "No call before it" }] }),
];

const found = (filter: Partial<RowFilter>): number[] =>
  searchRows(ROWS, { ...EVERYTHING, ...filter }).map(({ seq }) => seq);

describe("the search over the journal", () => {
  test("shows everything, the newest first, when nothing is asked for", () => {
    expect(found({})).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  test.each([
    ["weather rome", [1]],
    ['"in rome"', [1]],
    ["rome paris", []],
    ["EMBEDDINGS", [7]],
    ["max_token", [2]],
    ["4xx", [8, 2]],
    ["503", [3]],
    ["overloaded", [3]],
    ["cut-off", [5]],
    ["id-6", [6]],
    ["id-", []],
    ["test-1", [4]],
    ["tool_call_id", [10]],
  ])("finds %s", (text, seqs) => {
    expect(found({ text })).toEqual(seqs);
  });

  test.each([
    ["refused", [8, 2]],
    ["fault", [8, 4, 3]],
    ["cut", [9, 5]],
    ["slow", [6]],
    ["note", [10]],
  ] as const)("%s exchanges: a delay by the plan leaves a refusal a refusal", (kind, seqs) => {
    expect(found({ kinds: new Set([kind]) })).toEqual(seqs);
  });

  test("shows rows of any of the chosen kinds, of one scope, of the application alone", () => {
    expect(found({ kinds: new Set(["refused", "slow"]) })).toEqual([8, 6, 2]);
    expect(found({ kinds: new Set(["fault"]), scope: "test-1" })).toEqual([4]);
    expect(found({ scope: "" })).not.toContain(4);
    expect(found({ onlyApplication: true })).not.toContain(6);
  });

  test("reads words and phrases, and a phrase that is still being typed", () => {
    expect(termsOf('  a "b c" D "e ')).toEqual(["a", "b c", "d", "e "]);
    expect(termsOf('""')).toEqual([]);
  });
});
