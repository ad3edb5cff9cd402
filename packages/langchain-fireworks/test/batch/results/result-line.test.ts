import fc from "fast-check";
import { FireworksContextOverflowError, FireworksRateLimitError } from "fireworks-client";
import { describe, expect, it } from "vitest";
import { BatchRowError } from "../../../src/batch/errors/batch-row-error.js";
import { readResultLine } from "../../../src/batch/results/result-line.js";

const RESPONSE = {
  id: "x",
  choices: [{ index: 0, message: { role: "assistant", content: "Hi" } }],
};

const read = (row: unknown) => readResultLine(JSON.stringify(row));

/** The error of a line, as the item has it. */
function errorOf(row: Record<string, unknown>): BatchRowError {
  const line = read({ custom_id: "5:mine", ...row });
  if (line.kind !== "error") throw new Error(`a line of the kind ${line.kind}`);
  const { error: said, status } = line;
  return new BatchRowError({ reason: "refused", key: { index: 5, id: "mine" }, said, status });
}

describe("a line of an output file", () => {
  it("is an answer, flat or as OpenAI wraps it", () => {
    const answer = { kind: "answer", customId: "1", response: RESPONSE };
    expect(read({ custom_id: "1", response: RESPONSE })).toEqual(answer);
    expect(
      read({ custom_id: "1", response: { status_code: 200, body: RESPONSE }, error: null }),
    ).toEqual(answer);
    expect(read({ customId: 1, response: RESPONSE })).toEqual(answer);
    expect(read({ request: { custom_id: "1" }, response: RESPONSE })).toEqual(answer);
  });

  it.each([
    { response: {} },
    { response: null },
    {},
    { response: { choices: [] } },
    { response: { choices: [{ index: 0 }] } },
    { response: { choices: "none" }, error: {} },
  ])("without a choice says nothing: %j", (row) => {
    expect(read({ custom_id: "1", ...row })).toMatchObject({ kind: "empty", customId: "1" });
  });

  it.each(["", "nul", '{"custom_id":"1","resp', "[]", "7", "{}", '{"custom_id":{}}', "<html>"])(
    "that names no row cannot be read: %j",
    (text) => {
      expect(readResultLine(text)).toEqual({ kind: "unreadable" });
    },
  );

  it("never throws", () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (json, text) => {
        for (const line of [
          json,
          text,
          `{"custom_id":"1","response":${json}}`,
          `{"custom_id":"1","error":${json}}`,
        ]) {
          const read = readResultLine(line);
          if (read.kind === "error")
            expect(
              new BatchRowError({ reason: "refused", key: { index: 1 }, said: read.error }).message,
            ).toContain("Row 1 was refused");
        }
      }),
    );
  });
});

describe("a row that Fireworks refused", () => {
  const MESSAGE = "The prompt is too long: 140000, model maximum context length: 131072";

  it.each<[string, Record<string, unknown>]>([
    [
      "an object",
      { error: { message: MESSAGE, code: "invalid_request_error", type: "t", param: "messages" } },
    ],
    ["a text", { error: MESSAGE }],
    ["an envelope in an envelope", { error: { error: { message: MESSAGE } } }],
    ["a list", { errors: [{ message: MESSAGE }] }],
    [
      "an OpenAI response",
      { response: { status_code: 400, body: { error: { message: MESSAGE } } }, error: null },
    ],
    ["an error in the response", { response: { error: { message: MESSAGE } } }],
    ["a text for a response", { response: MESSAGE }],
    ["FastAPI's detail", { error: { detail: MESSAGE } }],
    ["gRPC", { error: { code: 3, message: MESSAGE, details: [] } }],
    ["fields in the row", { message: MESSAGE, code: 400 }],
    ["a status beside it", { error: { message: MESSAGE }, status_code: 400 }],
    ["JSON in a text", { error: JSON.stringify({ error: { message: MESSAGE } }) }],
  ])("keeps its words and its kind in %s", (_, row) => {
    const error = errorOf(row);
    expect(error.message).toContain(MESSAGE);
    expect(error).toMatchObject({
      name: "BatchRowError",
      index: 5,
      id: "mine",
      reason: "refused",
      status: 400,
    });
    expect(FireworksContextOverflowError.isInstance(error)).toBe(true);
    expect(BatchRowError.isInstance(error)).toBe(true);
    expect(error.retryable).toBe(false);
  });

  it("says whether asking again may help", () => {
    const error = errorOf({ error: { message: "Too many requests", code: "rate_limit_exceeded" } });
    expect(error).toMatchObject({ status: 429, retryable: true, code: "rate_limit_exceeded" });
    expect(FireworksRateLimitError.isInstance(error)).toBe(true);
    expect(errorOf({ error: { message: "odd" } })).toMatchObject({
      retryable: false,
      code: "row_refused",
    });
  });

  it("is JSON with all that is known", () => {
    expect(
      JSON.parse(JSON.stringify(errorOf({ error: { message: "odd", code: "x" } }))),
    ).toMatchObject({
      name: "BatchRowError",
      message: "Row 5 (mine) was refused: odd.",
      code: "x",
      index: 5,
      body: { message: "odd", code: "x" },
    });
  });
});
