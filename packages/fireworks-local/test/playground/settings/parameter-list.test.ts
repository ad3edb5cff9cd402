import { describe, expect, test } from "vitest";
import { WIRE_NAMES } from "../../../../langchain-fireworks/src/settings/parameters.js";
import { findParameters, PARAMETERS } from "../../../playground/src/settings/parameter-list.js";

describe("the parameters of the panel", () => {
  test("are those of the library's one table, each with a default and the library's own words", () => {
    expect(PARAMETERS.map(({ name }) => name)).toEqual(Object.keys(WIRE_NAMES));
    for (const { name, whenUnset, help } of PARAMETERS) {
      expect(whenUnset, name).not.toBe("");
      expect(help.length, name).toBeGreaterThan(15);
    }
  });

  test.each([
    ["temperature", { kind: "number", whole: false, min: 0, max: 2 }],
    ["topK", { kind: "number", whole: true, min: 0, max: 100 }],
    ["maxTokens", { kind: "number", whole: true, min: 1, max: undefined }],
    ["rawOutput", { kind: "switch" }],
    ["user", { kind: "text" }],
    ["contextLengthExceededBehavior", { kind: "choice", choices: ["truncate", "error"] }],
    ["stop", { kind: "json", hint: "a text, or a list of up to 4" }],
  ])("take the range of %s from the server's own description", (name, control) => {
    expect(PARAMETERS.find((one) => one.name === name)?.control).toEqual(control);
  });

  test("are found by any of their names and by words of their help", () => {
    expect(findParameters("top_p").map(({ name }) => name)).toContain("topP");
    expect(findParameters("nucleus").map(({ name }) => name)).toEqual(["topP"]);
    expect(findParameters("no such thing")).toEqual([]);
  });
});
