import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JournalLine } from "../../../src/admin/admin-answers.js";
import { findRow, withNews } from "../../../playground/src/state/journal-rows.js";
import { journalRow } from "../watch/journal-row.js";

const lines = (...news: JournalLine[]) => [{ kind: "lines", lines: news } as const];
const row = (seq: number, bytes = 0): JournalLine => ({
  kind: "row",
  row: journalRow(seq, { bytes }),
});
const seqs = (rows: readonly { seq: number }[]): number[] => rows.map(({ seq }) => seq);

describe("the rows that the page holds", () => {
  test("are added, and replaced where they changed", () => {
    const before = withNews([], lines(row(1), row(2), row(3)));
    const after = withNews(before, lines(row(2, 50), row(4)));
    expect(seqs(after)).toEqual([1, 2, 3, 4]);
    expect(findRow(after, 2)?.bytes).toBe(50);
    expect(findRow(before, 2)?.bytes).toBe(0);
    expect(findRow(after, 9)).toBeUndefined();
  });

  test("leave when the server forgot them, also while the page was away", () => {
    const before = withNews([], lines(row(1), row(2), row(3)));
    expect(seqs(withNews(before, lines({ kind: "gone", seqs: [1, 3] })))).toEqual([2]);
    const back: JournalLine = { kind: "begin", run: "a", revision: 9, held: [3, 5] };
    expect(seqs(withNews(before, lines(back, row(5))))).toEqual([3, 5]);
  });

  test("are replaced by all rows of another run", () => {
    const before = withNews([], lines(row(7)));
    const answer = { run: "b", revision: 1, rows: [journalRow(1)] };
    expect(seqs(withNews(before, [{ kind: "rows", answer }]))).toEqual([1]);
  });

  test("stay in order and single, in whatever order they come", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 })), (order) => {
        const held = withNews([], lines(...order.map((seq) => row(seq))));
        expect(seqs(held)).toEqual([...new Set(order)].toSorted((left, right) => left - right));
      }),
    );
  });
});
