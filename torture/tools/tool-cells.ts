import { isDeepStrictEqual } from "node:util";
import type { Cell, Group } from "../cell.js";
import type { CellContext } from "../cell-context.js";
import { told } from "../matrix/fault.js";
import type { RawHandler } from "../raw/raw-server.js";
import { type Transport, TRANSPORTS } from "../transports.js";
import { type Seen, type SeenCall, TOOL_READERS, type ToolReader } from "./tool-readers.js";
import type { ToolStream } from "./tool-stream.js";
import { TOOL_STREAMS } from "./tool-streams.js";

const TOOLS: Group = {
  id: "tool-stream",
  title: told(
    "every quirk of streamed tool calls: indices missing, constant, from one; ids late, empty, shared; names late, repeated, with markers; arguments as objects, encoded twice, cut off; empty deltas; calls printed as text; in events of their own and in pieces of seven bytes",
    "流式工具调用的所有怪癖：索引缺失、恒定、从一开始；id 迟到、为空、共用；名称迟到、重复、带标记；参数为对象、双重编码、被截断；空增量；以文本打印的调用；按事件发送与按七字节切片发送",
  ),
  promise: told(
    "the same calls with the same ids from every reader; what cannot be run is in `invalid_tool_calls` as it was written; ids are never empty and never shared",
    "每种读取方式得到相同的调用和相同的 id；无法执行的按原样放入 `invalid_tool_calls`；id 从不为空、从不共用",
  ),
};

const FRAMINGS = ["events", "bytes"] as const;

interface Reading {
  stream: ToolStream;
  reader: ToolReader;
  framing: (typeof FRAMINGS)[number];
  transport: Transport;
}

/** Every quirk with every reader. */
export function toolCells(): Cell[] {
  return TRANSPORTS.flatMap((transport) =>
    TOOL_STREAMS.flatMap((stream) =>
      TOOL_READERS.filter(({ isClient }) => !(isClient && stream.rescued)).flatMap((reader) =>
        FRAMINGS.map((framing) => cellOf({ stream, reader, framing, transport })),
      ),
    ),
  );
}

function cellOf(reading: Reading): Cell {
  const { stream, reader, framing, transport } = reading;
  const wanted = [...stream.calls, ...(stream.invalid ?? [])];
  const shown = wanted.map(({ name, args }) => `${name}(${JSON.stringify(args)})`);
  return {
    id: `tool-stream/${stream.id}-in-${framing}/${reader.name}/${transport.name}`,
    group: TOOLS,
    promise: `${shown.join(", ")}, the ids as the client gives them`,
    run: (context) => check(reading, context),
  };
}

async function check({ stream, reader, framing, transport }: Reading, context: CellContext) {
  const { server, key } = context;
  server.serve(streamed(stream, framing));
  const read = async ({ read }: ToolReader): Promise<Seen> =>
    read({
      baseURL: server.baseURL,
      apiKey: key,
      fetch: transport.fetch,
      rescueToolCalls: stream.rescued === true,
      signal: context.abortController().signal,
    });
  const seen = await read(reader);
  context.keep(seen);
  compare("calls", seen.calls.map(nameAndArgs), stream.calls.map(nameAndArgs));
  compare("invalid calls", seen.invalid.map(nameAndArgs), (stream.invalid ?? []).map(nameAndArgs));
  compare("text", seen.text, stream.text ?? "");
  for (const [at, { id }] of stream.calls.entries()) {
    if (id !== undefined) compare("id", seen.calls[at]?.id, id);
  }
  const ids = idsOf(seen);
  if (ids.some((id) => typeof id !== "string" || id === "")) throw new Error("a call has no id");
  if (new Set(ids).size !== ids.length) throw new Error(`calls share an id: ${ids.join(", ")}`);
  const other = TOOL_READERS.find(({ name }) => name === referenceFor(reader, stream));
  if (other !== undefined) compare("ids", ids, idsOf(await read(other)));
}

/** Another reader, whose ids have to be the same. */
const referenceFor = ({ name }: ToolReader, { rescued }: ToolStream): string => {
  const usual = rescued === true ? "chat.invoke-streaming" : "client.chat-stream";
  return name === usual ? "chat.stream" : usual;
};

const idsOf = ({ calls, invalid }: Seen) => [...calls, ...invalid].map(({ id }) => id);

const nameAndArgs = ({ name, args }: Pick<SeenCall, "name" | "args">) => ({ name, args });

function compare(what: string, seen: unknown, wanted: unknown): void {
  if (isDeepStrictEqual(seen, wanted)) return;
  throw new Error(`${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`);
}

const PIECE = 7;

function streamed({ deltas, finish = "tool_calls" }: ToolStream, framing: string): RawHandler {
  const events = [
    event({ role: "assistant" }),
    ...deltas.map((delta) => event(delta)),
    event({}, finish),
    "data: [DONE]\n\n",
  ];
  return (exchange) => {
    exchange.begin(200, [["content-type", "text/event-stream"]]);
    if (framing === "events") for (const text of events) exchange.chunk(text);
    else {
      const bytes = Buffer.from(events.join(""));
      for (let at = 0; at < bytes.length; at += PIECE)
        exchange.chunk(bytes.subarray(at, at + PIECE));
    }
    exchange.end();
  };
}

function event(delta: unknown, finish_reason: string | null = null): string {
  const chunk = {
    id: "chatcmpl-7",
    object: "chat.completion.chunk",
    created: 1_787_000_003,
    model: "accounts/fireworks/models/kimi-k3",
    choices: [{ index: 0, delta, finish_reason }],
  };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}
