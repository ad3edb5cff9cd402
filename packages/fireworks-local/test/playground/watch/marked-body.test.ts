import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placeIn, readPath } from "../../../playground/src/watch/body-path.js";
import { jsonLines } from "../../../playground/src/watch/json-lines.js";

describe("the place of an issue in a body", () => {
  test.each([
    ["messages[0].content", ["messages", 0, "content"]],
    ["max_token", ["max_token"]],
    ["a[1][2].b", ["a", 1, 2, "b"]],
    ["", []],
  ])("%s is read as steps", (path, steps) => {
    expect(readPath(path)).toEqual(steps);
  });

  test("is as deep as the body goes; the rest is missing there", () => {
    const body = { messages: [{ role: "tool" }] };
    expect(placeIn(body, "messages[0].tool_call_id")).toEqual({
      path: ["messages", 0],
      missing: ["tool_call_id"],
    });
    expect(placeIn(body, "messages[0].role")).toEqual({
      path: ["messages", 0, "role"],
      missing: [],
    });
    expect(placeIn(body, "toString").missing).toEqual(["toString"]);
  });
});

describe("JSON over several lines", () => {
  test("a value that nests without end is cut, not followed", () => {
    const lines = jsonLines(JSON.parse(`${"[".repeat(10_000)}${"]".repeat(10_000)}`));
    expect(lines.map(({ text }) => text)).toEqual([
      ...Array.from({ length: 100 }, () => "["),
      "…",
      ...Array.from({ length: 100 }, () => "]"),
    ]);
  });

  test("is the same JSON, whatever it holds", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = jsonLines(value)
          .map((line) => line.text)
          .join("\n");
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("knows the place of each line, and cuts a picture", () => {
    const lines = jsonLines({ list: [1, {}], picture: "x".repeat(5_000) });
    expect(lines.map(({ path }) => path)).toEqual([
      [],
      ["list"],
      ["list", 0],
      ["list", 1],
      ["list"],
      ["picture"],
      [],
    ]);
    expect(lines[5]?.text).toContain("(5,000 characters)");
    expect(lines[5]?.text.length).toBeLessThan(2_100);
  });
});
