import { describe, expect, test } from "vitest";
import { readTools, showTools } from "../../../playground/src/settings/read-tools.js";
import { TOOL_EXAMPLES } from "../../../playground/src/settings/tool-examples.js";

describe("tools as they are written", () => {
  test("are functions, flat or as on the wire, with results that stand ready", () => {
    const flat = '[{"name":"f","canned":[{"result":1}]}]';
    const wire = '[{"type":"function","function":{"name":"f"},"canned":[{"when":{},"result":1}]}]';
    expect(readTools(flat).tools).toEqual([
      {
        definition: { type: "function", function: { name: "f" } },
        canned: [{ when: {}, result: 1 }],
      },
    ]);
    expect(readTools(wire).tools).toEqual(readTools(flat).tools);
  });

  test.each([
    ["[{]", /JSON/],
    ["[1]", /Tool 1: a tool is a JSON object/],
    ['[{"name":"f"},{"description":"d"}]', /Tool 2: it needs a `name`/],
    ['[{"name":"f","canned":[{"when":{}}]}]', /`canned` is a list/],
  ])("tell what is wrong in %s", (text, problem) => {
    expect(readTools(text)).toEqual({ tools: [], problem: expect.stringMatching(problem) });
  });

  test.each(TOOL_EXAMPLES)("are shown as they are read: $title", ({ text }) => {
    const { tools, problem } = readTools(text);
    expect(problem).toBeUndefined();
    expect(readTools(showTools(tools)).tools).toEqual(tools);
  });
});
