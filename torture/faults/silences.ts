import { setTimeout as wait } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Group } from "../cell.js";
import type { CellContext } from "../cell-context.js";
import {
  answerWell,
  beginStream,
  EVENT_HEADERS,
  frames,
  goodBody,
  goodHeaders,
  OPENING_TEXT,
} from "../answers/write-answer.js";
import type { EntryPoint } from "../entries/entry-point.js";
import { type Expected, type Fault, told } from "../matrix/fault.js";
import { head } from "../raw/raw-exchange.js";

const SILENCE: Group = {
  id: "silence",
  title: told(
    "silence while connecting, before the head, after it, before the first event, between events, inside a whole answer, under each clock",
    "连接时、响应头之前、响应头之后、第一个事件之前、事件之间、整个应答之中的沉默，分别由每个时钟计时",
  ),
  promise: told(
    "`FireworksTimeoutError` with the phase of that clock; one more try before the first event, none after it, and what had arrived is kept",
    "`FireworksTimeoutError`，`phase` 为相应的时钟；第一个事件之前再试一次，之后不再重试，并保留已到达的内容",
  ),
};

const SLOW: Group = {
  id: "slow",
  title: told(
    "slow heads, slow bytes, comments that keep a connection alive, a body that is never ended, an error body that stalls or breaks",
    "缓慢的响应头、缓慢的字节、保持连接的注释、永不结束的正文、停住或中断的错误正文",
  ),
  promise: told(
    "the right answer, or the class of the status; the connection is closed",
    "正确的答案，或该状态码对应的错误类；连接会被关闭",
  ),
};

/** Long enough for a busy machine to do what comes before the silence. */
const CLOCK_MS = 500;

const timedOut = (phase: string): Expected => ({
  requests: { atMost: 2 },
  error: { class: "FireworksTimeoutError", phase, attempts: 2, partial: undefined },
});

const timedOutInside = (phase: string): Expected => ({
  requests: 1,
  delivered: OPENING_TEXT,
  error: { class: "FireworksTimeoutError", phase, attempts: 1, partial: OPENING_TEXT },
});

const isStreamed = ({ streamed }: EntryPoint): boolean => streamed;
const isWhole = ({ streamed }: EntryPoint): boolean => !streamed;

const nothing: Fault["serve"] = () => undefined;

const afterHead: Fault["serve"] = (exchange, { entry }) => {
  exchange.write(head(200, [...goodHeaders(entry), ["content-length", "1000"]]));
};

const insideWhole: Fault["serve"] = (exchange, { entry }) => {
  const body = Buffer.from(goodBody(entry));
  exchange.write(head(200, [...goodHeaders(entry), ["content-length", String(body.length)]]));
  exchange.write(body.subarray(0, body.length >> 1));
};

/** Alive, but without a word of the answer. */
const onlyComments: Fault["serve"] = async (exchange) => {
  exchange.begin(200, EVENT_HEADERS);
  while (!exchange.socket.destroyed) {
    exchange.chunk(": still here\n\n");
    await wait(CLOCK_MS / 5);
  }
};

const SILENCES: readonly Omit<Fault, "group">[] = [
  {
    id: "first-byte/before-head",
    settings: { firstByteTimeout: CLOCK_MS },
    serve: nothing,
    expected: () => timedOut("first-byte"),
  },
  {
    id: "total/before-head",
    settings: { timeout: CLOCK_MS },
    serve: nothing,
    expected: () => timedOut("total"),
  },
  {
    id: "first-byte/after-head",
    settings: { firstByteTimeout: CLOCK_MS },
    serve: afterHead,
    expected: () => timedOut("first-byte"),
  },
  {
    id: "first-byte/only-comments",
    settings: { firstByteTimeout: CLOCK_MS },
    concerns: isStreamed,
    serve: onlyComments,
    expected: () => timedOut("first-byte"),
  },
  {
    id: "idle/before-first-event",
    settings: { streamIdleTimeout: CLOCK_MS },
    concerns: isStreamed,
    serve: afterHead,
    expected: () => timedOut("idle"),
  },
  {
    id: "idle/between-events",
    settings: { streamIdleTimeout: CLOCK_MS },
    concerns: isStreamed,
    serve: (exchange, { entry }) => beginStream(exchange, entry),
    expected: () => timedOutInside("idle"),
  },
  {
    id: "total/between-events",
    settings: { timeout: CLOCK_MS * 3 },
    concerns: isStreamed,
    serve: (exchange, { entry }) => beginStream(exchange, entry),
    expected: () => timedOutInside("total"),
  },
  {
    id: "total/inside-whole-answer",
    settings: { timeout: CLOCK_MS },
    concerns: isWhole,
    serve: insideWhole,
    expected: () => timedOut("total"),
  },
  {
    id: "first-byte/while-connecting",
    settings: async (context) => ({
      firstByteTimeout: CLOCK_MS,
      baseURL: await unreachable(context),
    }),
    serve: nothing,
    expected: () => ({ ...timedOut("first-byte"), requests: 0 }),
  },
];

/**
 * A port that listens and never accepts: its queue of one is full, so that the system leaves every further
 * connection without an answer.
 */
async function unreachable(context: CellContext): Promise<string> {
  const worker = new Worker(NEVER_ACCEPTS, { eval: true });
  context.onEnd(async () => void (await worker.terminate()));
  const port = await new Promise<number>((resolve) => worker.once("message", resolve));
  return `http://127.0.0.1:${port}/inference/v1`;
}

const NEVER_ACCEPTS = `
const net = require("node:net");
const { parentPort } = require("node:worker_threads");
const server = net.createServer();
server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
  const { port } = server.address();
  for (let filler = 0; filler < 3; filler += 1) net.connect(port, "127.0.0.1").on("error", () => {});
  parentPort.postMessage(port);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
});
`;

const RIGHT: Expected = { requests: 1 };
const GENEROUS_MS = 5_000;

const SLOW_ANSWERS: readonly Omit<Fault, "group">[] = [
  {
    id: "late-head",
    settings: { firstByteTimeout: GENEROUS_MS },
    serve: async (exchange, { entry }) => {
      await wait(300);
      answerWell(exchange, entry);
    },
    expected: () => RIGHT,
  },
  {
    id: "comments-first",
    settings: { streamIdleTimeout: 1_000 },
    concerns: isStreamed,
    serve: async (exchange, { entry }) => {
      exchange.begin(200, EVENT_HEADERS);
      for (let beat = 0; beat < 4; beat += 1) {
        exchange.chunk(": wait for it\n\n");
        await wait(300);
      }
      for (const event of frames(entry)) exchange.chunk(event);
      exchange.end();
    },
    expected: () => RIGHT,
  },
  {
    id: "one-byte-packets",
    serve: async (exchange, { entry }) => {
      exchange.begin(200, goodHeaders(entry));
      for (const [index, byte] of Buffer.from(goodBody(entry)).entries()) {
        exchange.chunk(new Uint8Array([byte]));
        if (index % 100 === 0) await wait(1);
      }
      exchange.end();
    },
    expected: () => RIGHT,
  },
  {
    id: "never-ended-after-done",
    concerns: isStreamed,
    serve: (exchange, { entry }) => {
      exchange.begin(200, EVENT_HEADERS);
      for (const event of frames(entry)) exchange.chunk(event);
    },
    expected: () => RIGHT,
  },
  {
    id: "error-body-stalls",
    serve: (exchange) => {
      exchange.write(
        head(400, [
          ["content-type", "application/json"],
          ["content-length", "1000"],
        ]),
      );
      exchange.write('{"error":{"message":"half a');
    },
    expected: () => ({ requests: 1, error: { class: "FireworksBadRequestError", status: 400 } }),
  },
  {
    id: "error-body-breaks",
    serve: (exchange) => {
      exchange.write(
        head(400, [
          ["content-type", "application/json"],
          ["content-length", "1000"],
        ]),
      );
      exchange.write('{"error":{"message":"half a');
      exchange.reset();
    },
    expected: () => ({ requests: 1, error: { class: "FireworksBadRequestError", status: 400 } }),
  },
  {
    id: "error-body-endless",
    serve: async (exchange) => {
      exchange.begin(400, [["content-type", "text/plain"]]);
      while (!exchange.socket.destroyed) {
        exchange.chunk("no, no, no, ".repeat(400));
        await wait(1);
      }
    },
    expected: () => ({
      requests: 1,
      error: { class: "FireworksBadRequestError", status: 400, says: "no, no, no" },
    }),
  },
];

export const SILENCE_FAULTS: readonly Fault[] = [
  ...SILENCES.map((fault) => ({ ...fault, group: SILENCE })),
  ...SLOW_ANSWERS.map((fault) => ({ ...fault, group: SLOW })),
];
