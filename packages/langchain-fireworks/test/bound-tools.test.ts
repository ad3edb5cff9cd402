import { AIMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { RunnableLambda } from "@langchain/core/runnables";
import { tool } from "@langchain/core/tools";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import * as z3 from "zod/v3";
import { failureOf } from "./failure.js";
import { lastBody, localModels } from "./local-model.js";

const run = (): string => "done";
const named = { name: "find", description: "Finds." };
const jsonTool = (parameters: unknown) => ({
  type: "function",
  function: { ...named, parameters },
});

/** Schemas as MCP servers, old converters and hurried hands write them. */
const AWKWARD: Record<string, unknown> = {
  "z.record of anything (zod 4)": tool(run, {
    ...named,
    schema: z.object({ extra: z.record(z.string(), z.unknown()), any: z.any() }),
  }),
  "z.record of anything (zod 3)": tool(run, {
    ...named,
    schema: z3.object({ extra: z3.record(z3.unknown()), any: z3.any() }) as never,
  }),
  "an intersection": tool(run, {
    ...named,
    schema: z.object({ a: z.string() }).and(z.object({ b: z.number().optional() })) as never,
  }),
  "a recursive schema": tool(run, {
    ...named,
    schema: z.object({
      get children() {
        return z.array(z.object({ name: z.string() }));
      },
    }) as never,
  }),
  "a runnable": RunnableLambda.from(run).asTool({
    ...named,
    schema: z.object({ q: z.unknown().describe("Anything.") }) as never,
  }),
  "an MCP tool of draft 7": jsonTool({
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    properties: {
      path: { type: "string", minLength: 1 },
      range: { type: "array", items: [{ type: "integer" }, { type: "integer" }] },
      filter: { description: "Any JSON." },
      options: { type: "object", additionalProperties: {}, default: {} },
      target: { anyOf: [{ $ref: "#/definitions/target" }, { type: "null" }] },
    },
    required: ["path"],
    definitions: { target: { properties: { id: {}, tags: { items: { type: "string" } } } } },
  }),
  "one of two": jsonTool({
    type: "object",
    properties: { url: { type: "string", format: "uri" }, path: { type: "string" } },
    anyOf: [{ required: ["url"] }, { required: ["path"] }],
    additionalProperties: false,
  }),
  "OpenAPI 3.0": jsonTool({
    type: "object",
    properties: { page: { type: "integer", nullable: true, minimum: 0, exclusiveMinimum: true } },
  }),
  "no schema": { type: "function", function: named },
  "an empty schema": jsonTool({}),
};

describe.each(Object.entries(AWKWARD))("A70, users-ask C4: %s", (_, given) => {
  test.each([undefined, true])("goes to the strict server, strict %s", async (strict) => {
    const { local, model } = localModels();
    const options = { tool_choice: "none", ...(strict !== undefined && { strict }) } as const;
    await model()
      .bindTools([given as never], options)
      .invoke("hi");
    expect(lastBody(local).tools).toMatchObject([
      { type: "function", function: { name: "find", parameters: { type: expect.anything() } } },
    ]);
  });
});

describe("users-ask C4: a tool that cannot be sent", () => {
  const bad = jsonTool({ type: "object", properties: { at: { $ref: "dates.json#/day" } } });

  test("is refused when it is bound, with its name and the JSON pointer", async () => {
    const error = await failureOf(() =>
      localModels()
        .model()
        .bindTools([{ ...named, schema: z.object({}) }, bad]),
    );
    expect(error).toMatchObject({
      name: "FireworksConfigurationError",
      code: "unsupported_schema",
      field: "tools[1].parameters#/properties/at",
    });
    expect(error.message).toContain('the tool "find"');
  });

  test("is refused before the call when it comes with the call", async () => {
    const { local, model } = localModels();
    const error = await failureOf(() => model().invoke("hi", { tools: [bad] }));
    expect(error).toMatchObject({ code: "unsupported_schema" });
    expect(local.requests).toHaveLength(0);
  });
});

const find = { ...named, schema: z.object({ query: z.string() }) };
const now = { name: "now", description: "The time.", schema: z.object({}) };
const FIND = { type: "function", function: { name: "find" } };

describe("A71: a tool choice", () => {
  test.each<[unknown, unknown]>([
    ["auto", "auto"],
    ["none", "none"],
    [false, "none"],
    ["any", "any"],
    ["required", "required"],
    [true, "any"],
    ["find", FIND],
    [FIND, FIND],
    [{ type: "function", name: "find" }, FIND],
    [{ type: "tool", name: "find" }, FIND],
    [{ type: "any" }, "any"],
    [undefined, undefined],
  ])("%j reaches Fireworks as %j, and is obeyed", async (choice, wire) => {
    const { local, model } = localModels();
    const bound = model().bindTools([find, now], { tool_choice: choice as never });
    const { tool_calls: calls = [] } = await bound.invoke("Hello.");
    expect(lastBody(local).tool_choice).toStrictEqual(wire);
    if (wire === "none") expect(calls).toStrictEqual([]);
    if (wire === "any" || wire === "required") expect(calls.length).toBeGreaterThan(0);
    if (wire === FIND) expect(calls.map(({ name }) => name)).toStrictEqual(["find"]);
  });

  test("true with one tool names it", async () => {
    const { local, model } = localModels();
    await model()
      .bindTools([find], { tool_choice: true as never })
      .invoke("Hello.");
    expect(lastBody(local).tool_choice).toStrictEqual(FIND);
  });

  test("of an unknown tool is refused when it is bound and when it comes with the call", async () => {
    const { local, model } = localModels();
    const bound = await failureOf(() => model().bindTools([find], { tool_choice: "search" }));
    const called = await failureOf(() =>
      model().bindTools([find]).invoke("hi", { tool_choice: "search" }),
    );
    for (const error of [bound, called]) {
      expect(error).toMatchObject({ code: "unknown_tool", field: "tool_choice" });
      expect(error.message).toContain("find");
    }
    expect(local.requests).toHaveLength(0);
  });
});

describe("A73: parallel calls", () => {
  test.each([true, false])(
    "parallelToolCalls %s is sent from the bind and from the call",
    async (value) => {
      const { local, model } = localModels();
      await model().bindTools([find], { parallelToolCalls: value }).invoke("hi");
      expect(lastBody(local).parallel_tool_calls).toBe(value);
      await model().bindTools([find]).invoke("hi", { parallelToolCalls: value });
      expect(lastBody(local).parallel_tool_calls).toBe(value);
    },
  );

  test("of one tool stay apart in the history, each with its result", async () => {
    const { local, model } = localModels();
    const calls = ["tea", "milk"].map((query, index) => ({
      type: "tool_call" as const,
      id: `call_${index}`,
      name: "find",
      args: { query },
    }));
    await model()
      .bindTools([find])
      .invoke([
        new HumanMessage("Find tea and milk."),
        new AIMessage({ content: "", tool_calls: calls }),
        ...calls.map(
          ({ id, args }) => new ToolMessage({ tool_call_id: id, content: `${args.query}!` }),
        ),
      ]);
    expect(lastBody(local).messages.slice(1)).toMatchObject([
      {
        tool_calls: [
          { id: "call_0", function: { arguments: '{"query":"tea"}' } },
          { id: "call_1", function: { arguments: '{"query":"milk"}' } },
        ],
      },
      { tool_call_id: "call_0", content: "tea!" },
      { tool_call_id: "call_1", content: "milk!" },
    ]);
  });
});
