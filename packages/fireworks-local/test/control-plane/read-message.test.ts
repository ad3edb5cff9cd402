import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readMessage } from "../../src/control-plane/messages/read-message.js";
import {
  boolean,
  duration,
  int64,
  integerRange,
  list,
  map,
  object,
  oneOf,
  optional,
  outputOnly,
  required,
  string,
  timestamp,
} from "../../src/requests/shape.js";

const SHAPE = object({
  displayName: required({ kind: "string", maxLength: 10 }),
  state: outputOnly(string),
  kind: optional(oneOf("A", "B")),
  count: optional(int64),
  replicas: optional(integerRange(0, 9)),
  window: optional(duration),
  at: optional(timestamp),
  flag: optional(boolean),
  tags: optional(list(string)),
  sizes: optional(map(int64)),
  inner: optional(object({ baseModel: required(string) })),
});

const read = (json: unknown): unknown => readMessage(json, SHAPE);

test("both spellings are one field, numbers may be text, and 64 bits are text", () => {
  const json = {
    display_name: "x",
    count: 3,
    replicas: "2",
    sizes: { some_file: 12, other: "9223372036854775807" },
    inner: { base_model: "m" },
    tags: null,
  };
  expect(read(json)).toEqual({
    displayName: "x",
    count: "3",
    replicas: 2,
    sizes: { some_file: "12", other: "9223372036854775807" },
    inner: { baseModel: "m" },
  });
});

test("what only the server says is dropped", () => {
  expect(read({ displayName: "x", state: "READY" })).toEqual({ displayName: "x" });
});

test.each<[unknown, string]>([
  [{ displayName: "x", nope: 1 }, 'unknown field "nope"'],
  [{ displayName: "x", inner: { baseModel: "m", nope: 1 } }, 'unknown field "nope" (inner.nope)'],
  [{ displayName: "x", display_name: "y" }, 'duplicate field "display_name"'],
  [{}, "display_name is required"],
  [undefined, "display_name is required"],
  [{ displayName: "" }, "display_name is required"],
  [{ displayName: "x", inner: {} }, "inner.base_model is required"],
  [{ displayName: 1 }, "invalid value for field displayName: 1"],
  [{ displayName: "longer than ten" }, "invalid value for field displayName"],
  [{ displayName: "x", kind: "C" }, 'invalid value for field kind: "C"'],
  [{ displayName: "x", count: "1.5" }, 'invalid value for field count: "1.5"'],
  [{ displayName: "x", count: "9223372036854775808" }, "invalid value for field count"],
  [{ displayName: "x", replicas: 10 }, "invalid value for field replicas: 10"],
  [{ displayName: "x", replicas: 1.5 }, "invalid value for field replicas: 1.5"],
  [{ displayName: "x", window: "10m" }, 'invalid value for field window: "10m"'],
  [{ displayName: "x", at: "2026-08-30" }, "invalid value for field at"],
  [{ displayName: "x", flag: "true" }, 'invalid value for field flag: "true"'],
  [{ displayName: "x", tags: "a" }, 'invalid value for field tags: "a"'],
  [{ displayName: "x", tags: ["a", 1] }, "invalid value for field tags[1]: 1"],
  [[], "invalid value for the body: []"],
  ["x", 'invalid value for the body: "x"'],
])("%j is refused: %s", (json, problem) => {
  expect(() => read(json)).toThrow(problem);
});

test("no JSON makes it fail otherwise than by a refusal", () => {
  const keys = fc.constantFrom("displayName", "inner", "tags", "sizes", "count", "__proto__", "x");
  const json = fc.oneof(fc.jsonValue(), fc.dictionary(keys, fc.jsonValue()));
  fc.assert(
    fc.property(json, (value) => {
      try {
        read(value);
      } catch (error) {
        expect(error).toMatchObject({ status: 400, body: { code: 3 } });
      }
    }),
  );
});
