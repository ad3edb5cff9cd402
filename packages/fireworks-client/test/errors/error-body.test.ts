import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseErrorBody } from "../../src/errors/error-body.js";

const same = (text: string) => text;
const parse = (body: unknown) =>
  parseErrorBody(typeof body === "string" ? body : JSON.stringify(body), same);

/** The twelve envelopes of section 5.2 of the wire contract, and their relatives. */
test.each<[string, unknown, object]>([
  [
    "E1",
    {
      error: {
        object: "error",
        type: "invalid_request_error",
        code: "invalid_request_error",
        message: "bad",
      },
    },
    { message: "bad", code: "invalid_request_error", type: "invalid_request_error" },
  ],
  [
    "E2",
    { error: { message: "Model not found", param: "model", code: "NOT_FOUND", type: "error" } },
    { message: "Model not found", param: "model", code: "NOT_FOUND", type: "error" },
  ],
  [
    "E3",
    {
      error: { message: "invalid key", param: null, code: "UNAUTHORIZED", type: "error" },
      request_id: "r-1",
    },
    { message: "invalid key", code: "UNAUTHORIZED", requestId: "r-1" },
  ],
  [
    "E4",
    { object: "error", type: "invalid_request_error", code: "c", message: "rate limit exceeded" },
    { message: "rate limit exceeded", code: "c", type: "invalid_request_error" },
  ],
  [
    "E5",
    { error: { message: "scaled to zero", code: "DEPLOYMENT_SCALING_UP", type: "error" } },
    { message: "scaled to zero", code: "DEPLOYMENT_SCALING_UP" },
  ],
  ["E6", { error: "Model not found" }, { message: "Model not found" }],
  [
    "E7",
    { detail: [{ loc: ["body", "messages"], msg: "required", type: "t" }, { msg: "too" }] },
    { message: "body.messages: required; too" },
  ],
  ["E7, a string", { detail: "Not authenticated" }, { message: "Not authenticated" }],
  [
    "E8",
    { code: 5, message: "resource not found", details: [] },
    { message: "resource not found", code: "NOT_FOUND" },
  ],
  [
    "E9",
    { type: "error", error: { type: "invalid_request_error", message: "bad" }, request_id: null },
    { message: "bad", type: "invalid_request_error" },
  ],
  [
    "E10",
    {
      error: { type: "t", code: "model_not_supported_for_background", message: "no", param: null },
    },
    { message: "no", code: "model_not_supported_for_background" },
  ],
  ["E11", { error_message: "bad image" }, { message: "bad image" }],
  [
    "E12, a page",
    "<html><head><title>502 Bad Gateway</title></head></html>",
    { message: 'an HTML page, "502 Bad Gateway"' },
  ],
  ["E12, empty", "", { message: undefined, body: undefined }],
  ["blank", " \n", { message: undefined }],
  [
    "plain text",
    "upstream connect error",
    { message: "upstream connect error", body: "upstream connect error" },
  ],
  ["a JSON string", '"oops"', { message: "oops" }],
  [
    "a list",
    [{ error: { message: "in a list", code: 429 } }],
    { message: "in a list", code: "429", status: 429 },
  ],
  ["null", "null", { message: undefined }],
  ["an empty object", {}, { message: undefined }],
  ["an error that is a list of problems", { error: { detail: [{ msg: "x" }] } }, { message: "x" }],
  ["a message that is an object", { error: { message: { a: 1 } } }, { message: '{"a":1}' }],
])("A120: %s", (_name, body, expected) => {
  const parsed = parse(body);
  for (const [key, value] of Object.entries(expected))
    expect(parsed[key as keyof typeof parsed]).toEqual(value);
});

test("A120: keeps the first 2,000 characters of what is not JSON", () => {
  expect(parse("x".repeat(5000)).body).toBe("x".repeat(2000));
});

test("A120: never throws, whatever the text", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseErrorBody(text, same)),
  );
  const shape = fc.record(
    {
      error: fc.anything(),
      message: fc.anything(),
      detail: fc.anything(),
      code: fc.anything(),
      error_message: fc.anything(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(shape, (value) => {
      let text: string | undefined;
      try {
        text = JSON.stringify(value);
      } catch {
        text = undefined;
      }
      const { message } = parse(text ?? "");
      expect(["string", "undefined"]).toContain(typeof message);
    }),
  );
  expect(() => parse("[".repeat(60_000))).not.toThrow();
  expect(() => parse("[".repeat(60_000) + "]".repeat(60_000))).not.toThrow();
  expect(() => parse('{"a":'.repeat(60_000) + "1" + "}".repeat(60_000))).not.toThrow();
});

test("A21: secrets are removed from texts and values, also when JSON escapes them", () => {
  const clean = (text: string) => text.replaceAll("s3cret", "[redacted]");
  const parsed = parseErrorBody(
    '{"error":{"message":"key \\u0073\\u0033cret is bad","extra":["s3cret"]}}',
    clean,
  );
  expect(JSON.stringify(parsed)).not.toContain("s3cret");
  expect(parsed.message).toBe("key [redacted] is bad");
});
