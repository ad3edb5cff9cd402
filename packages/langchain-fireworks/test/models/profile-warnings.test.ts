import { expect, test } from "vitest";
import { deprecationWarning, noToolsWarning } from "../../src/models/profile-warnings.js";

const NOW = Date.parse("2026-11-23T15:30:00Z");

test.each([
  ["2026-11-30", "it ends on 2026-11-30, in 7 days"],
  ["2026-11-24", "it ends on 2026-11-24, in 1 day."],
  ["2026-11-23", "it ends today, 2026-11-23"],
  ["2026-11-22", "it ended on 2026-11-22, 1 day ago"],
  ["2025-11-23", "it ended on 2025-11-23, 365 days ago"],
  ["2026-12", "its end is announced for 2026-12"],
  ["2026-13-01", "its end is announced for 2026-13-01"],
])("D12: of a model that ends on %s the warning says: %s", (deprecationDate, said) => {
  const warning = deprecationWarning("m", { deprecationDate }, NOW);
  expect(warning).toMatchObject({ code: "deprecated_model", field: "model", model: "m" });
  expect(warning?.message).toContain(said);
});

test("D12: without a date there is nothing to warn of", () => {
  expect(deprecationWarning("m", {}, NOW)).toBeUndefined();
});

test("A75: only a known no to tools is warned of", () => {
  expect(noToolsWarning("m", { toolCalling: false })).toMatchObject({ code: "no_tool_support" });
  expect(noToolsWarning("m", { toolCalling: true })).toBeUndefined();
  expect(noToolsWarning("m", {})).toBeUndefined();
});
