import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEntry, showEntry } from "../../../playground/src/settings/parameter-value.js";

const JSON_CONTROL = { kind: "json", hint: "" } as const;
const NUMBER = { kind: "number", whole: false, min: 0, max: 2 } as const;

describe("an entry of the panel", () => {
  test.each([
    [NUMBER, "0", 0],
    [NUMBER, "1.5", 1.5],
    [NUMBER, "  ", undefined],
    [NUMBER, "warm", "warm"],
    [{ kind: "switch" } as const, "false", false],
    [{ kind: "text" } as const, "12", "12"],
    [JSON_CONTROL, "low", "low"],
    [JSON_CONTROL, "2048", 2048],
    [JSON_CONTROL, '"2048"', "2048"],
    [JSON_CONTROL, '{"type":"disabled"}', { type: "disabled" }],
  ])("%j: %j stands for %j", (control, entry, value) => {
    expect(readEntry(control, entry)).toEqual(value);
  });

  test("shows a text without quotes where only texts are read", () => {
    expect(showEntry({ kind: "text" }, "true")).toBe("true");
  });

  test("shows any JSON so that it is read back the same", () => {
    fc.assert(
      fc.property(
        fc.jsonValue().filter((value) => value !== null && value !== ""),
        (value) => {
          const sent: unknown = JSON.parse(JSON.stringify(value));
          expect(readEntry(JSON_CONTROL, showEntry(JSON_CONTROL, sent))).toEqual(sent);
        },
      ),
    );
  });
});
