import { describe, expect, test } from "vitest";
import { marksOf } from "../../../playground/src/watch/row-marks.js";
import { journalRow } from "./journal-row.js";

const fault = (kinds: ("status" | "delayHeadersMs" | "cutAfterEvents")[]) => ({
  rule: 0,
  kinds,
  text: kinds.join(),
});

describe("marks of a row", () => {
  test.each([
    ["an answer that was fine", {}, []],
    ["a refusal", { status: 400, error: "no" }, ["refused"]],
    ["a status of the plan", { status: 500, fault: fault(["status"]) }, ["fault"]],
    ["a late refusal", { status: 400, fault: fault(["delayHeadersMs"]) }, ["refused", "fault"]],
    [
      "a stream the plan cut",
      { end: "cut-off", fault: fault(["cutAfterEvents"]) },
      ["cut-off", "fault"],
    ],
    ["an error in the stream", { error: "broken" }, ["error"]],
    ["a client that left", { end: "client-left" }, ["client-left"]],
    ["this page's own, not over", { end: "open", isFromPlayground: true }, ["open", "playground"]],
  ] as const)("%s", (_, different, names) => {
    expect(marksOf(journalRow(1, different)).map(({ name }) => name)).toEqual(names);
  });
});
