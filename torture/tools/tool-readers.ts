import type { AIMessage } from "@langchain/core/messages";
import { concat } from "@langchain/core/utils/stream";
import { FireworksClient } from "fireworks-client";
import { ChatFireworks } from "langchain-fireworks";
import type { Fetch } from "../transports.js";

/** One call as a reader gave it; `args` is a text where it could not be read. */
export interface SeenCall {
  readonly id: string | undefined;
  readonly name: string;
  readonly args: unknown;
}

/** What one reading of a stream gave. */
export interface Seen {
  readonly calls: readonly SeenCall[];
  readonly invalid: readonly SeenCall[];
  readonly text: string;
}

export interface ToolSetup {
  readonly baseURL: string;
  readonly apiKey: string;
  readonly fetch: Fetch;
  readonly rescueToolCalls: boolean;
  readonly signal: AbortSignal;
}

/** A way to read the calls of a streamed answer. */
export interface ToolReader {
  readonly name: string;
  /** The bare client gives arguments as they were written, and rescues nothing. */
  readonly isClient?: boolean;
  read(setup: ToolSetup): Promise<Seen>;
}

const MODEL = "accounts/fireworks/models/kimi-k3";

const TOOLS = ["weather", "time", "now", "say"].map((name) => ({
  type: "function" as const,
  function: { name, description: name, parameters: { type: "object", properties: {} } },
}));

function model({ signal: _signal, ...setup }: ToolSetup, streaming = false) {
  const fields = { model: MODEL, ...setup, streaming, onWarning: null };
  return new ChatFireworks(fields).bindTools(TOOLS);
}

function seenIn(message: AIMessage): Seen {
  const blocks = Array.isArray(message.content) ? message.content : [];
  const inBlocks = blocks.filter(({ type }) => type === "invalid_tool_call") as unknown[];
  const invalid = message.invalid_tool_calls?.length ? message.invalid_tool_calls : inBlocks;
  const seen = (call: unknown): SeenCall => {
    const { id, name, args } = call as SeenCall;
    return { id, name: name ?? "", args };
  };
  return {
    calls: (message.tool_calls ?? []).map(seen),
    invalid: invalid.map(seen),
    text: message.text,
  };
}

/** Every reader. */
export const TOOL_READERS: readonly ToolReader[] = [
  {
    name: "chat.stream",
    read: async (setup) => {
      const chunks = [];
      for await (const chunk of await model(setup).stream("Go.", { signal: setup.signal })) {
        chunks.push(chunk);
      }
      return seenIn(chunks.reduce((sum, chunk) => concat(sum, chunk)));
    },
  },
  {
    name: "chat.invoke-streaming",
    read: async (setup) => seenIn(await model(setup, true).invoke("Go.", { signal: setup.signal })),
  },
  {
    name: "chat.events",
    read: async (setup) => {
      const { signal, ...fields } = setup;
      const asked = new ChatFireworks({ model: MODEL, ...fields, onWarning: null });
      return seenIn(await asked.streamEvents("Go.", { signal, tools: TOOLS }));
    },
  },
  { name: "client.chat-stream", isClient: true, read: readByClient },
];

async function readByClient(setup: ToolSetup): Promise<Seen> {
  const { baseURL, apiKey, fetch, signal } = setup;
  const client = new FireworksClient({ baseURL, apiKey, fetch });
  const stream = await client.chat.completions.create(
    { model: MODEL, messages: [{ role: "user", content: "Go." }], tools: TOOLS, stream: true },
    { signal },
  );
  for await (const _ of stream);
  const choice = stream.received().choices[0];
  const message = choice?.message;
  const written = message?.tool_calls ?? [];
  const all = written.map(({ id, function: { name, arguments: args } }, at): SeenCall => {
    const isCut = choice?.finish_reason === "length" && at === written.length - 1;
    const text = args ?? "";
    const isReadable = name !== "" && name != null && !(isCut && text === "");
    return { id: id ?? undefined, name: name ?? "", args: isReadable ? readArguments(text) : text };
  });
  const isInvalid = ({ args }: SeenCall): boolean => typeof args === "string";
  return {
    calls: all.filter((call) => !isInvalid(call)),
    invalid: all.filter(isInvalid),
    text: message?.content ?? "",
  };
}

/** As a careful user of the client reads them: an object, or the text that is none. */
function readArguments(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    let value: unknown = JSON.parse(text);
    if (typeof value === "string") value = JSON.parse(value);
    if (value === null) return {};
    return typeof value === "object" && !Array.isArray(value) ? value : text;
  } catch {
    return text;
  }
}
