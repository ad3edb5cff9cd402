import type { JournalRow } from "../../../src/admin/admin-answers.js";

/** A row of an answer that was fine; a test says what is different. */
export function journalRow(seq: number, different: Partial<JournalRow> = {}): JournalRow {
  return {
    seq,
    id: `id-${seq}`,
    scope: "",
    at: 1_000,
    method: "POST",
    path: "/inference/v1/chat/completions",
    model: "accounts/fireworks/models/kimi-k3",
    stream: true,
    status: 200,
    startedAt: 1_010,
    firstByteAt: 1_100,
    firstTokenAt: 1_150,
    endedAt: 1_400,
    end: "complete",
    bytes: 100,
    isFromPlayground: false,
    ...different,
  };
}
