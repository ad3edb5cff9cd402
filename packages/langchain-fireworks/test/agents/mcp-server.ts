import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  CallToolRequestSchema,
  ListToolsRequestSchema,
  type Tool,
} from "@modelcontextprotocol/sdk/types.js";

/** A real MCP server with tools of any schema, in this process, and the client that talks to it. */
export interface McpConnection {
  client: Client;
  /** The arguments that arrived, in order. */
  calls: { name: string; arguments: unknown }[];
  close(): Promise<void>;
}

/** @param schemas - The input schema of each tool, sent as it is, whatever it is. */
export async function mcpServer(
  schemas: Readonly<Record<string, Tool["inputSchema"]>>,
): Promise<McpConnection> {
  const calls: McpConnection["calls"] = [];
  const server = new Server({ name: "awkward", version: "1.0.0" }, { capabilities: { tools: {} } });
  const tools = Object.entries(schemas).map(([name, inputSchema]) => ({
    name,
    description: `Does ${name}`,
    inputSchema,
  }));
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    calls.push({ name: params.name, arguments: params.arguments });
    return { content: [{ type: "text", text: `${params.name} done` }] };
  });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "test", version: "1.0.0" });
  await Promise.all([server.connect(theirs), client.connect(ours)]);
  return { client, calls, close: () => client.close() };
}
