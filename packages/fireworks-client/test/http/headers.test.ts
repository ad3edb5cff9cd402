import { expect, test } from "vitest";
import { mergeHeaders } from "../../src/http/headers.js";

test("A11: later layers win without regard to case; null removes, undefined does nothing", () => {
  const merged = mergeHeaders([
    { "X-A": "1", "X-B": "1", "X-C": "1" },
    undefined,
    new Headers({ "x-a": "2" }),
    { "x-B": null, "X-c": undefined, "x-d": "4" },
  ]);
  expect([...merged]).toEqual([
    ["x-a", "2"],
    ["x-c", "1"],
    ["x-d", "4"],
  ]);
});

test.each([{ "bad name": "x" }, { "x-a": "line\nbreak-secret" }, { "x-a": "漢-secret" }])(
  "A21: %o is a configuration error that does not print the value",
  (layer) => {
    const error = thrownBy(() => mergeHeaders([layer]));
    expect(error).toMatchObject({ field: "headers", code: "invalid_header" });
    expect(error.message).not.toContain("secret");
    expect(error.cause).toBeUndefined();
  },
);

function thrownBy(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error("expected an error");
}
