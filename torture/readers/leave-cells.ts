import type { Cell, Group } from "../cell.js";
import { told } from "../matrix/fault.js";
import { type Transport, TRANSPORTS } from "../transports.js";
import { longAnswer } from "./long-answer.js";
import { STREAM_ENTRIES, type StreamEntry } from "./stream-entries.js";

const LEAVING: Group = {
  id: "leave",
  title: told(
    "a reader who leaves: `break`, an error in the loop, `return()`, `throw()`, `cancel()` of a reader or of a stream that was never read; after one piece or five, with one choice or three, the server silent from then on",
    "读取者离开：`break`、循环中出错、`return()`、`throw()`、取消读取器或从未读取的流；读了一段或五段之后，一个或三个候选，此后服务器沉默",
  ),
  promise: told(
    "leaving ends at once and throws nothing of ours; the connection is closed (of native events, which core reads to their end, by the signal); nothing is asked again",
    "立即离开且不抛出我们的错误；连接关闭（原生事件由 core 读到底，由信号关闭）；不再请求",
  ),
};

type Way = (stream: AsyncIterable<unknown>, after: number) => Promise<void>;

class OwnError extends Error {}

const WAYS: Readonly<Record<string, Way>> = {
  break: async (stream, after) => {
    let seen = 0;
    for await (const _ of stream) if (++seen === after) break;
  },
  "error-in-loop": async (stream, after) => {
    let seen = 0;
    try {
      for await (const _ of stream) if (++seen === after) throw new OwnError("mine");
    } catch (error) {
      if (!(error instanceof OwnError)) throw error;
    }
  },
  return: async (stream, after) => {
    const reader = await readSome(stream, after);
    const { done } = (await reader.return?.(undefined)) ?? {};
    if (done !== true) throw new Error("return() does not say that it is over");
  },
  throw: async (stream, after) => {
    const reader = await readSome(stream, after);
    await reader.throw?.(new OwnError("mine")).catch((error: unknown) => {
      if (!(error instanceof OwnError)) throw error;
    });
  },
  cancel: async (stream, after) => {
    if (stream instanceof ReadableStream) {
      const reader = stream.getReader();
      for (let seen = 0; seen < after; seen += 1) await reader.read();
      await reader.cancel(new OwnError("mine"));
      return;
    }
    await readSome(stream, after);
    await cancelOf(stream)?.call(stream, new OwnError("mine"));
  },
  "cancel-unread": async (stream) => {
    await cancelOf(stream)?.call(stream, new OwnError("mine"));
  },
};

const PIECES = 24;

async function readSome(
  stream: AsyncIterable<unknown>,
  count: number,
): Promise<AsyncIterator<unknown>> {
  const reader = stream[Symbol.asyncIterator]();
  for (let seen = 0; seen < count; seen += 1) await reader.next();
  return reader;
}

type Cancel = (reason?: unknown) => Promise<void>;

function cancelOf(stream: AsyncIterable<unknown>): Cancel | undefined {
  const cancel: unknown = Reflect.get(stream, "cancel");
  return typeof cancel === "function" ? (cancel as Cancel) : undefined;
}

/** Every way to leave every stream. */
export function leaveCells(): Cell[] {
  return TRANSPORTS.flatMap((transport) =>
    STREAM_ENTRIES.flatMap((entry) =>
      Object.entries(WAYS).flatMap(([way, leave]) =>
        [1, 3].flatMap((choices) =>
          [1, 5].map((after) => cellOf({ entry, transport, way, leave, choices, after })),
        ),
      ),
    ),
  );
}

interface Leaving {
  entry: StreamEntry;
  transport: Transport;
  way: string;
  leave: Way;
  choices: number;
  after: number;
}

function cellOf({ entry, transport, way, leave, choices, after }: Leaving): Cell {
  return {
    id: `leave/${way}-after-${after}-of-${choices}/${entry.name}/${transport.name}`,
    group: LEAVING,
    promise: "ends at once, throws nothing of ours, closes the connection, 1 request",
    deadlineMs: 10_000,
    async run(context) {
      const { server, key } = context;
      server.serve(longAnswer({ choices, pieces: PIECES }));
      const controller = context.abortController();
      const { signal } = controller;
      const { baseURL } = server;
      const n = choices === 1 ? undefined : choices;
      const stream = await entry.open({ baseURL, apiKey: key, fetch: transport.fetch, signal, n });
      await leave(stream, after);
      if (entry.readByCore === true) controller.abort();
      context.keep(stream);
      if (server.requests.length > 1) throw new Error(`${server.requests.length} requests`);
    },
  };
}
