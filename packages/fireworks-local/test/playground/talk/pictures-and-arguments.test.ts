import { describe, expect, test } from "vitest";
import { readArguments } from "../../../playground/src/talk/call-arguments.js";
import { prettyJson } from "../../../playground/src/inspect/pretty-json.js";
import { picturesProblem, typeProblem } from "../../../playground/src/talk/picture-limits.js";
import { sendsByKey } from "../../../playground/src/talk/send-key.js";

const picture = (bytes: number) => ({ name: "a.png", type: "image/png", bytes, url: "data:," });

describe("what is told before sending", () => {
  test("a kind of picture Fireworks does not read", () => {
    expect(typeProblem({ name: "a.png", type: "image/png" })).toBeUndefined();
    expect(typeProblem({ name: "a.webp", type: "image/webp" })).toContain("a.webp is image/webp");
    expect(typeProblem({ name: "a", type: "" })).toContain("of an unknown type");
  });

  test("too many pictures, and too large ones", () => {
    expect(picturesProblem(Array.from({ length: 30 }, () => picture(1)))).toBeUndefined();
    expect(picturesProblem(Array.from({ length: 31 }, () => picture(1)))).toContain("31 pictures");
    expect(picturesProblem([picture(5 * 2 ** 20), picture(5 * 2 ** 20)])).toContain("10.0 MB");
    expect(picturesProblem([picture(5 * 2 ** 20), picture(5 * 2 ** 20 - 1)])).toBeUndefined();
  });

  test.each([
    ["Enter", false, false, true],
    ["Enter", true, false, false],
    ["Enter", false, true, false],
    ["a", false, false, false],
  ])("%s (shift %j, composing %j) sends: %j", (key, shiftKey, isComposing, sends) => {
    expect(sendsByKey({ key, shiftKey, isComposing })).toBe(sends);
  });
});

describe("arguments of a call", () => {
  test("are shown as they come, and whole at the end", () => {
    expect(readArguments('{"city":"Os', false)).toEqual({ kind: "growing", value: { city: "Os" } });
    expect(readArguments('{"city":"Oslo"}', true)).toEqual({
      kind: "whole",
      value: { city: "Oslo" },
    });
    expect(readArguments("", true)).toEqual({ kind: "whole", value: {} });
  });

  test.each([true, false])("that nest without end are kept as text; over: %s", (isOver) => {
    const text = `${"[[],".repeat(3_000)}1${"]".repeat(3_000)}`;
    expect(readArguments(text, isOver)).toMatchObject({ kind: "invalid", text });
    expect(prettyJson(text)).toBe(text);
  });

  test("that are no JSON in the end are said to be none, and kept", () => {
    expect(readArguments('{"city":', true)).toMatchObject({ kind: "invalid", text: '{"city":' });
  });
});
