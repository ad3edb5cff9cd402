import type { Example } from "./form-examples.js";

const text = { type: "string" };

const WEATHER = {
  name: "get_weather",
  description: "The weather at a place.",
  parameters: { type: "object", properties: { location: text }, required: ["location"] },
  canned: [
    { when: { location: "London" }, result: { celsius: 12, sky: "rain" } },
    { when: {}, result: { celsius: 21, sky: "clear" } },
  ],
};

const CALCULATOR = {
  name: "multiply",
  description: "The product of two numbers.",
  parameters: {
    type: "object",
    properties: { a: { type: "number" }, b: { type: "number" } },
    required: ["a", "b"],
  },
};

const example = (title: string, tools: object[]): Example => ({
  title,
  text: JSON.stringify(tools, null, 2),
});

/** `canned` results answer by themselves; calls of a tool without any wait for a person. */
export const TOOL_EXAMPLES: readonly Example[] = [
  example("Weather, answered by itself", [WEATHER]),
  example("Calculator, answered by hand", [CALCULATOR]),
  example("Both", [WEATHER, CALCULATOR]),
];
