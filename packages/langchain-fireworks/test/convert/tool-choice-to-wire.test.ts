import type { Tool } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { toolChoiceToWire } from "../../src/convert/tool-choice-to-wire.js";
import { failureOf } from "../failure.js";

const tools: Tool[] = ["add", "now"].map((name) => ({
  type: "function",
  function: { name, parameters: {} },
}));
const add = { type: "function", function: { name: "add" } };

test.each([
  ["auto", "auto"],
  ["none", "none"],
  ["any", "any"],
  ["required", "required"],
  [false, "none"],
  [true, "any"],
  ["add", add],
  [add, add],
  [{ type: "tool", name: "add" }, add],
  [{ type: "function", name: "add" }, add],
  [{ type: "auto" }, "auto"],
  [{ type: "any" }, "any"],
  [{ type: "none" }, "none"],
  [undefined, undefined],
  [null, undefined],
])("A71: %o is sent as %o", (choice, wire) => {
  expect(toolChoiceToWire(choice, tools)).toStrictEqual(wire);
});

test("A71: true names the only tool", () => {
  expect(toolChoiceToWire(true, tools.slice(0, 1))).toStrictEqual(add);
});

test.each(["subtract", { type: "function", function: { name: "subtract" } }, { type: "weird" }, 7])(
  "A71: %o names no bound tool and is refused with the names there are",
  async (choice) => {
    const error = await failureOf(() => toolChoiceToWire(choice, tools));
    expect(error).toMatchObject({
      name: "FireworksConfigurationError",
      field: "tool_choice",
      code: "unknown_tool",
    });
    expect(error.message).toContain("add, now");
  },
);

test("A71: without tools a name is refused as well", async () => {
  const error = await failureOf(() => toolChoiceToWire("add", []));
  expect(error.message).toContain("no tool is bound");
});

test.each(["auto", "none", false, { type: "auto" }])(
  "A71: without tools %o says nothing and is not sent",
  (choice) => {
    expect(toolChoiceToWire(choice, [])).toBeUndefined();
  },
);

test.each(["any", "required", true, { type: "any" }])(
  "A71: without tools %o, which wants a call, is refused",
  async (choice) => {
    const error = await failureOf(() => toolChoiceToWire(choice, []));
    expect(error).toMatchObject({ code: "unknown_tool", field: "tool_choice" });
    expect(error.message).toContain("Bind the tools");
  },
);
