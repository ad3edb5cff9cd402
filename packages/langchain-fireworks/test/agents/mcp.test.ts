import { loadMcpTools } from "@langchain/mcp-adapters";
import type { Tool } from "@modelcontextprotocol/sdk/types.js";
import { createAgent } from "langchain";
import { expect, test } from "vitest";
import { lastBody, localModels } from "../local-model.js";
import { mcpServer } from "./mcp-server.js";
import { steps } from "./steps.js";

/** Schemas as MCP servers in the wild send them, and arguments that are valid under each. */
const AWKWARD: Record<string, { schema: object; args: Record<string, unknown> }> = {
  nothing: { schema: { type: "object" }, args: {} },
  any_property: {
    schema: { type: "object", properties: { value: {} }, required: ["value"] },
    args: { value: [1, "two", null] },
  },
  items_without_type: {
    schema: {
      type: "object",
      properties: { rows: { type: "array", items: { properties: { id: { type: "string" } } } } },
    },
    args: { rows: [{ id: "a" }] },
  },
  array_without_items: {
    schema: { type: "object", properties: { list: { type: "array" } } },
    args: { list: [1, 2] },
  },
  any_of_required: {
    schema: {
      type: "object",
      properties: { id: { type: "string" }, name: { type: "string" } },
      anyOf: [{ required: ["id"] }, { required: ["name"] }],
    },
    args: { name: "x" },
  },
  draft_4: {
    schema: {
      $schema: "http://json-schema.org/draft-04/schema#",
      type: "object",
      properties: { count: { type: "integer", minimum: 0, exclusiveMinimum: true } },
    },
    // Above 1, because LangChain's own check of arguments reads `true` as the number 1.
    args: { count: 2 },
  },
  references: {
    schema: {
      type: "object",
      properties: { filter: { $ref: "#/$defs/Filter" } },
      $defs: {
        Filter: {
          type: "object",
          properties: { field: { type: "string" }, and: { $ref: "#/$defs/Filter" } },
        },
      },
    },
    args: { filter: { field: "a", and: { field: "b" } } },
  },
  dictionary: {
    schema: {
      type: "object",
      properties: { env: { type: "object", additionalProperties: { type: "string" } } },
      additionalProperties: false,
    },
    args: { env: { PATH: "/bin" } },
  },
  nullable_union: {
    schema: {
      type: "object",
      properties: { when: { anyOf: [{ type: "string", format: "date" }, { type: "null" }] } },
    },
    args: { when: null },
  },
};

test.each(Object.entries(AWKWARD))(
  "an agent calls an MCP tool with the schema '%s' through the strict server",
  async (name, { schema, args }) => {
    const mcp = await mcpServer({ [name]: schema as Tool["inputSchema"] });
    const tools = await loadMcpTools("awkward", mcp.client);
    const call = { toolCalls: [{ name, arguments: args }] };
    const { local, model } = localModels({ scripts: [steps("go", call, { content: "Done." })] });
    const agent = createAgent({ model: model(), tools });
    const { messages } = await agent.invoke({ messages: [{ role: "user", content: "go" }] });
    await mcp.close();
    expect(mcp.calls).toEqual([{ name, arguments: args }]);
    expect(messages.map((message) => message.text).slice(-2)).toEqual([`${name} done`, "Done."]);
    expect(local.requests.map(({ status }) => status)).toEqual([200, 200]);
  },
);

test("an agent takes all of them at once, and structured results of MCP go back as text", async () => {
  const schemas = Object.entries(AWKWARD).map(([name, { schema }]) => [name, schema] as const);
  const mcp = await mcpServer(Object.fromEntries(schemas) as Record<string, Tool["inputSchema"]>);
  const tools = await loadMcpTools("awkward", mcp.client, { useStandardContentBlocks: true });
  const calls = Object.entries(AWKWARD).map(([name, { args }]) => ({ name, arguments: args }));
  const script = steps("go", { toolCalls: calls }, { content: "Done." });
  const { local, model } = localModels({ scripts: [script] });
  await createAgent({ model: model(), tools }).invoke({
    messages: [{ role: "user", content: "go" }],
  });
  await mcp.close();
  expect(mcp.calls.map(({ name }) => name).toSorted()).toEqual(Object.keys(AWKWARD).toSorted());
  expect(local.requests.map(({ status }) => status)).toEqual([200, 200]);
  const results = lastBody(local).messages.filter(({ role }) => role === "tool");
  expect(JSON.stringify(results.map(({ content }) => content))).toContain("any_property done");
});
