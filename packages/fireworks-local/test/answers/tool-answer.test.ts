import type { Tool } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { ask, callsOf, local, tool } from "../local.js";

const server = local();
const user = (content: string) => ({ role: "user", content });
const system = (content: string) => ({ role: "system", content });

const ADDER = tool("AdderTool", "Add two integers", {
  a: { type: "integer" },
  b: { type: "integer" },
});
const ADDITION = tool("math_addition", "", { a: { type: "number" }, b: { type: "number" } });
const WEATHER = tool("get_current_weather", "Get the current weather in a location", {
  location: { type: "string" },
});
const TIME = tool("get_current_time", "Get the current time in a location", {
  location: { type: "string" },
});
const ALL = [ADDER, WEATHER, TIME];

const SUM = "What is the sum of 1836281973 and 19973286?";
const BAD_AT_MATH = system("You are bad at math and must ALWAYS call the math_addition function.");
const NUMBERS = { a: 1836281973, b: 19973286 };
const BOTH =
  "What's the weather and current time in San Francisco?\nEnsure you ALWAYS call the 'get_current_weather' tool for weather and 'get_current_time' tool for time.";
const SF = { location: "San Francisco" };

test.each<[string, object[], Tool[], [string, unknown][]]>([
  [
    "a tool named in camel case",
    [user("What is the value of adderTool(1, 2)? Use the tool.")],
    ALL,
    [["AdderTool", { a: 1, b: 2 }]],
  ],
  [
    "the tool a system prompt insists on",
    [BAD_AT_MATH, user(SUM)],
    [ADDITION],
    [["math_addition", NUMBERS]],
  ],
  [
    "a tool that does it under another name",
    [BAD_AT_MATH, user(SUM)],
    [ADDER],
    [["AdderTool", NUMBERS]],
  ],
  [
    "the one tool that fits",
    [user("What's the weather like in San Francisco today?")],
    ALL,
    [["get_current_weather", SF]],
  ],
  [
    "two tools in parallel",
    [user(BOTH)],
    ALL,
    [
      ["get_current_weather", SF],
      ["get_current_time", SF],
    ],
  ],
  ["a tool by the sign between numbers", [user("3 + 12?")], ALL, [["AdderTool", { a: 3, b: 12 }]]],
])("calls %s", async (_case, messages, tools, calls) => {
  expect(callsOf(await ask(server, { messages, tools }))).toEqual(calls);
});

test.each(["Hello", "Hey", "Tell me a joke about cats.", "Who are you?"])(
  "answers %j in text though tools are offered",
  async (content) => {
    const response = await ask(server, { messages: [user(content)], tools: ALL });
    expect(callsOf(response)).toEqual([]);
    expect(response.choices[0]?.finish_reason).toBe("stop");
  },
);

test("calls one tool only when parallel calls are off", async () => {
  const request = { messages: [user(BOTH)], tools: ALL, parallel_tool_calls: false };
  expect(callsOf(await ask(server, request))).toHaveLength(1);
});

test.each<[unknown, string[]]>([
  ["none", []],
  ["any", ["get_current_weather"]],
  ["required", ["get_current_weather"]],
  [{ type: "function", function: { name: "get_current_time" } }, ["get_current_time"]],
])("obeys tool_choice %j", async (tool_choice, names) => {
  const messages = [user("What's the weather?")];
  const response = await ask(server, { messages, tools: ALL, tool_choice });
  expect(callsOf(response).map(([name]) => name)).toEqual(names);
});

test("calls the first tool when one is demanded and none fits", async () => {
  const request = { messages: [user("Hey")], tools: ALL, tool_choice: "any" };
  expect(callsOf(await ask(server, request)).map(([name]) => name)).toEqual(["AdderTool"]);
});

const AFTER_RESULT = [
  user(SUM),
  {
    role: "assistant",
    content: null,
    tool_calls: [{ id: "c1", type: "function", function: { name: "AdderTool", arguments: "{}" } }],
  },
  { role: "tool", tool_call_id: "c1", content: "1856255259" },
];

test("repeats the tool's result and calls nothing more", async () => {
  for (const tool_choice of ["auto", { type: "function", function: { name: "AdderTool" } }]) {
    const response = await ask(server, { messages: AFTER_RESULT, tools: ALL, tool_choice });
    expect(callsOf(response)).toEqual([]);
    expect(response.choices[0]?.message.content).toContain("AdderTool answered: 1856255259");
  }
});

test("after a result a demanded call goes to a tool that was not called yet", async () => {
  const extract = tool("extract", "", { answer: { type: "string" } });
  const request = { messages: AFTER_RESULT, tools: [ADDER, extract], tool_choice: "any" };
  expect(callsOf(await ask(server, request)).map(([name]) => name)).toEqual(["extract"]);
});

test("a new question after a finished turn may call tools again", async () => {
  const messages = [
    ...AFTER_RESULT,
    { role: "assistant", content: "1856255259" },
    user("And the sum of 1 and 2?"),
  ];
  expect(callsOf(await ask(server, { messages, tools: ALL }))).toEqual([
    ["AdderTool", { a: 1, b: 2 }],
  ]);
});

test("a model without tools drops them in silence", async () => {
  const model = "accounts/fireworks/models/llama-v3p1-8b-instruct";
  const bare = { model, messages: [user(SUM)], tool_choice: "any" };
  const response = await ask(server, { ...bare, tools: ALL });
  expect(callsOf(response)).toEqual([]);
  expect(response.usage?.prompt_tokens).toBeLessThan(30);
});

test("the deprecated functions are tools", async () => {
  const functions = [ADDER.function];
  const request = { messages: [user("Hey")], functions, function_call: { name: "AdderTool" } };
  expect(callsOf(await ask(server, request)).map(([name]) => name)).toEqual(["AdderTool"]);
});

test("optional arguments are only filled from the question", async () => {
  const search = tool(
    "search",
    "Search the web",
    { query: { type: "string" }, limit: { type: "integer" }, site: { type: "string" } },
    ["query"],
  );
  const messages = [user("search for cats, limit: 3")];
  expect(callsOf(await ask(server, { messages, tools: [search] }))).toEqual([
    ["search", { query: "search for cats, limit: 3", limit: 3 }],
  ]);
});

test("ids and indexes look like Fireworks'", async () => {
  const response = await ask(server, { messages: [user(BOTH)], tools: ALL });
  const calls = response.choices[0]?.message.tool_calls ?? [];
  expect(calls.map((call) => call.index)).toEqual([0, 1]);
  for (const call of calls) expect(call.id).toMatch(/^call_[A-Za-z0-9]{24}$/);
  expect(response.choices[0]).toMatchObject({
    message: { content: null },
    finish_reason: "tool_calls",
  });
});

const pair = { a: { type: "number" }, b: { type: "number" } };
const ARITHMETIC = ["add", "subtract", "multiply", "divide"].map((name) => tool(name, "", pair));

test.each<[string, [string, unknown][]]>([
  [
    "What is 3 * 12? Also, what is 11 + 49?",
    [
      ["add", { a: 11, b: 49 }],
      ["multiply", { a: 3, b: 12 }],
    ],
  ],
  ["What is 2 multiplied by 3?", [["multiply", { a: 2, b: 3 }]]],
  ["What is 12 divided by 4?", [["divide", { a: 12, b: 4 }]]],
  ["9 minus 5", [["subtract", { a: 9, b: 5 }]]],
  ["Subtracting 5 and 9, please", [["subtract", { a: 5, b: 9 }]]],
  [
    "Take the product of 5 and 6. Then the sum of 7 and 8.",
    [
      ["add", { a: 7, b: 8 }],
      ["multiply", { a: 5, b: 6 }],
    ],
  ],
  ["1 added to 2", [["add", { a: 1, b: 2 }]]],
])("each operation gets its own numbers: %s", async (content, calls) => {
  const response = await ask(server, { messages: [user(content)], tools: ARITHMETIC });
  expect(callsOf(response)).toEqual(calls);
});

test("calls start again with the first number when they run out", async () => {
  const tools = [tool("sum_up", "", pair), tool("add_up", "", pair)];
  const request = { messages: [user("sum_up and add_up: 4 and 5")], tools };
  expect(callsOf(await ask(server, request))).toEqual([
    ["sum_up", { a: 4, b: 5 }],
    ["add_up", { a: 4, b: 5 }],
  ]);
});

test("a call without an operation leaves the operation's numbers alone", async () => {
  const days = tool("get_forecast", "", { days: { type: "integer" } });
  const messages = [user("What is 3 + 4, and the forecast for 5 sunny days?")];
  const tools = [days, ...ARITHMETIC];
  expect(callsOf(await ask(server, { messages, tools }))).toEqual([
    ["get_forecast", { days: 5 }],
    ["add", { a: 3, b: 4 }],
  ]);
});
