import { describe, expect, test } from "vitest";
import type { JournalEntry, JournalRow } from "../../../src/admin/admin-answers.js";
import { explain } from "../../../playground/src/watch/explain.js";
import { readAnswer } from "../../../playground/src/watch/read-answer.js";
import { journalRow } from "./journal-row.js";

interface Told {
  row?: Partial<JournalRow>;
  text?: string;
  body?: unknown;
}

function entryOf({ row = {}, text = "", body }: Told): JournalEntry {
  return {
    row: journalRow(1, row),
    request: { query: {}, headers: {}, body },
    answer: {
      headers: {
        "content-type": text.startsWith("data:") ? "text/event-stream" : "application/json",
      },
      pieces: [
        { at: 0, text: text.slice(0, 10) },
        { at: 1, text: text.slice(10) },
      ],
      omittedBytes: 0,
    },
  };
}

const findings = (told: Told) => {
  const entry = entryOf(told);
  return explain(entry, readAnswer(entry));
};
const event = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

describe("why an exchange went as it did", () => {
  test("has nothing to say of one that was fine", () => {
    const text = `${event({ content: "Hi" })}${event({}, "stop")}data: [DONE]\n\n`;
    expect(findings({ text, body: { messages: [{ role: "user", content: "Hi" }] } })).toEqual([]);
  });

  test("names each field of a refusal, and the words where no field is known", () => {
    const issues = [
      { path: "max_token", message: "Extra", advice: "Did you mean max_tokens?" },
      { path: "top_p", message: "Too high" },
    ];
    const [refused] = findings({ row: { status: 400, issues } });
    expect(refused).toMatchObject({ kind: "refused", title: "Refused with status 400", issues });
    expect(findings({ row: { status: 404, error: "Not found" } })[0]?.issues).toEqual([
      { path: "", message: "Not found" },
    ]);
  });

  test("says what is missing of a stream that was cut, and which rule cut it", () => {
    const fault = { rule: 1, kinds: ["cutAfterEvents" as const], text: "cut after 2 events" };
    const text = event({ role: "assistant" }) + event({ content: "Half" });
    const [applied, cut] = findings({ row: { end: "cut-off", fault }, text });
    expect(applied?.text).toContain("Rule 2");
    expect(cut?.text).toContain(
      "2 events came, then nothing: no finish_reason and no data: [DONE]",
    );
  });

  test("says that a stream is finished but for its last line", () => {
    const [cut] = findings({ row: { end: "cut-off" }, text: event({ content: "All" }, "stop") });
    expect(cut?.text).toContain("then nothing: no data: [DONE].");
  });

  test("tells an error in a stream, a client that left, and an answer at its length", () => {
    expect(findings({ row: { error: "overloaded" } })[0]).toMatchObject({ kind: "broken" });
    expect(findings({ row: { end: "client-left" } })[0]?.title).toContain("left after 400 ms");
    expect(findings({ text: event({}, "length") })[0]?.title).toContain("reached its length");
  });
});

describe("an answer of the journal", () => {
  test.each([
    'data: {"choices":5}\n\n',
    'data: {"choices":[{"index":1e9,"delta":{}}]}\n\n',
    "data: {half",
    '{"choices":[{"message":{"tool_calls":[5]}}]}',
    '{"choices":[null,{"message":5}]}',
  ])("is read as far as it goes: %s", (text) => {
    expect(readAnswer(entryOf({ text })).raw).toBe(text);
  });
});
