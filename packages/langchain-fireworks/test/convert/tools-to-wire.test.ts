import { RunnableLambda } from "@langchain/core/runnables";
import { DynamicTool, StructuredTool, tool } from "@langchain/core/tools";
import { describe, expect, test } from "vitest";
import * as z3 from "zod/v3";
import { z } from "zod";
import { toolsToWire } from "../../src/convert/tools-to-wire.js";
import { failureOf } from "../failure.js";
import { standardSchema } from "../standard-schema.js";

const CITY = {
  type: "object",
  properties: { city: { type: "string", description: "Name of the city" } },
  required: ["city"],
};
const zod4 = z.object({ city: z.string().describe("Name of the city") });
const zod3 = z3.object({ city: z3.string().describe("Name of the city") });
const named = { name: "get_weather", description: "The weather" };

class WeatherTool extends StructuredTool {
  name = "get_weather";
  description = "The weather";
  schema = zod4;
  async _call(): Promise<string> {
    return "sunny";
  }
}

const run = (): string => "sunny";

describe("A70: every kind of tool becomes a function definition", () => {
  test.each([
    ["a tool with zod 4", tool(run, { ...named, schema: zod4 })],
    ["a tool with zod 3", tool(run, { ...named, schema: zod3 })],
    ["a tool with JSON Schema", tool(run, { ...named, schema: CITY as never })],
    [
      "a tool with a Standard Schema",
      tool(run, { ...named, schema: standardSchema(CITY) as never }),
    ],
    ["a StructuredTool", new WeatherTool()],
    ["parameters only, with zod 4", { ...named, schema: zod4 }],
    ["parameters only, with JSON Schema", { ...named, schema: CITY }],
    ["parameters only, with a Standard Schema", { ...named, schema: standardSchema(CITY) }],
    ["a runnable as a tool", RunnableLambda.from(run).asTool({ ...named, schema: zod4 as never })],
    ["OpenAI's form", { type: "function", function: { ...named, parameters: CITY } }],
    ["OpenAI's Responses form", { type: "function", ...named, parameters: CITY, strict: null }],
    ["Anthropic's form", { ...named, input_schema: CITY }],
    [
      "Anthropic's form with extras",
      { type: "custom", ...named, input_schema: CITY, cache_control: { type: "ephemeral" } },
    ],
  ])("%s", (_, given) => {
    const [wire] = toolsToWire([given as never]);
    expect(wire).toMatchObject({ type: "function", function: { ...named, parameters: CITY } });
    expect(Object.keys(wire ?? {})).toStrictEqual(["type", "function"]);
    expect(Object.keys(wire?.function ?? {})).toStrictEqual(["name", "description", "parameters"]);
    expect(wire?.function.parameters).not.toHaveProperty("$schema");
  });

  test("only name, description, parameters and strict of OpenAI's form are sent", () => {
    const given = {
      type: "function",
      cache_control: { type: "ephemeral" },
      function: { ...named, parameters: CITY, strict: false, examples: [] },
    };
    expect(toolsToWire([given])).toStrictEqual([
      { type: "function", function: { ...named, parameters: CITY, strict: false } },
    ]);
  });

  test("a string tool takes one optional input", () => {
    const [wire] = toolsToWire([new DynamicTool({ ...named, func: async () => "x" })]);
    expect(wire?.function.parameters).toMatchObject({
      type: "object",
      properties: { input: { type: "string" } },
    });
  });

  test.each([
    ["without a schema", { type: "function", function: named }],
    ["with an empty schema", { type: "function", function: { ...named, parameters: {} } }],
    ["with null", { type: "function", function: { ...named, parameters: null } }],
  ])("a tool %s takes an object without properties", (_, given) => {
    expect(toolsToWire([given])[0]?.function.parameters).toStrictEqual({
      type: "object",
      properties: {},
    });
  });

  test("a schema without `properties` is kept as it is", () => {
    const free = z.record(z.string(), z.unknown());
    const [wire] = toolsToWire([tool(run, { ...named, schema: free as never })]);
    expect(wire?.function.parameters).toMatchObject({ type: "object" });
  });
});

describe("A72: strict", () => {
  const optional = {
    type: "object",
    properties: { a: { type: "string" }, b: { type: "number" } },
    required: ["a"],
  };
  const strictOptional = {
    type: "object",
    properties: { a: { type: "string" }, b: { type: ["number", "null"] } },
    required: ["a", "b"],
    additionalProperties: false,
  };
  const given = { type: "function", function: { name: "f", parameters: optional } };

  test("closes a copy of the schema and marks the tool; the input stays as it was", () => {
    const before = structuredClone(given);
    expect(toolsToWire([given], true)).toStrictEqual([
      { type: "function", function: { name: "f", parameters: strictOptional, strict: true } },
    ]);
    expect(given).toStrictEqual(before);
  });

  test("of the tool wins over strict of the bind", () => {
    const own = { type: "function", function: { ...given.function, strict: false } };
    expect(toolsToWire([own], true)[0]?.function).toStrictEqual({
      name: "f",
      parameters: optional,
      strict: false,
    });
  });

  test.each([undefined, null])("%s leaves the mark out", (strict) => {
    expect(toolsToWire([given], strict)[0]?.function).not.toHaveProperty("strict");
  });
});

test("A70: nothing in place of a tool is a typed error", async () => {
  const error = await failureOf(() => toolsToWire([null as never]));
  expect(error).toMatchObject({ name: "FireworksConfigurationError", field: "tools[0]" });
});

test("a schema of alternatives stays one, strict or not", () => {
  const parameters = { oneOf: [{ type: "object", properties: { a: { type: "string" } } }] };
  const tool = { type: "function", function: { name: "f", parameters } };
  expect(toolsToWire([tool])[0]?.function.parameters).toStrictEqual(parameters);
  expect(toolsToWire([tool], true)[0]?.function.parameters).not.toHaveProperty("properties");
});

describe("tools that cannot be sent are typed errors that name their place", () => {
  test.each([
    ["a hosted tool of OpenAI", { type: "web_search_preview" }, "tools[1]", "unsupported_tool"],
    [
      "a hosted tool of Anthropic",
      { type: "bash_20250124", name: "bash" },
      "tools[1]",
      "unsupported_tool",
    ],
    [
      "a tool without a name",
      { type: "function", function: {} },
      "tools[1].name",
      "unsupported_tool",
    ],
    [
      "a date, which JSON cannot hold",
      { name: "f", schema: z.object({ at: z.date() }) },
      "tools[1].schema",
      "unsupported_schema",
    ],
    [
      "a validator that cannot say its JSON Schema",
      { name: "f", schema: { "~standard": { version: 1, vendor: "x", validate: () => ({}) } } },
      "tools[1].schema",
      "unsupported_schema",
    ],
  ])("%s", async (_, bad, field, code) => {
    const ok = { type: "function", function: { name: "ok" } };
    const error = await failureOf(() => toolsToWire([ok, bad as never]));
    expect(error).toMatchObject({ name: "FireworksConfigurationError", field, code });
    expect(error.hint).not.toBe("");
  });
});
