import { expect, test } from "vitest";
import { readCall } from "../../src/convert/tool-calls-from-wire.js";

const callOf = (levels: number) => {
  const written = `{"a":${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}`;
  return readCall({ id: "c", name: "f", arguments: written }, false);
};

test("arguments that nest deeper than 500 levels are an invalid call that says so", () => {
  expect(callOf(500).type).toBe("tool_call");
  for (const levels of [501, 50_000]) {
    expect(callOf(levels)).toMatchObject({
      type: "invalid_tool_call",
      error: "The arguments nest deeper than 500 levels.",
    });
  }
});
