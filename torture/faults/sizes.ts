import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Group } from "../cell.js";
import {
  beginStream,
  EVENT_HEADERS,
  frame,
  frames,
  JSON_HEADERS,
  OPENING_TEXT,
} from "../answers/write-answer.js";
import { WORDS } from "../answers/good-answers.js";
import type { EntryPoint } from "../entries/entry-point.js";
import { type Fault, told } from "../matrix/fault.js";
import type { RawExchange } from "../raw/raw-exchange.js";

const SIZES: Group = {
  id: "size",
  title: told(
    "an endless line, an event of 50 MB, an endless stream, an endless whole answer",
    "无尽的行、50 MB 的事件、无尽的流、无尽的非流式应答",
  ),
  promise: told(
    "`too-large` at 16 Mi characters, whose memory is given up; what never ends is ended by `timeout`; what had arrived is kept",
    "到 16 Mi 字符为 `too-large`，并释放内存；永不结束的由 `timeout` 结束；保留已到达的内容",
  ),
};

const isStreamed = ({ streamed }: EntryPoint): boolean => streamed;
const isWhole = ({ streamed }: EntryPoint): boolean => !streamed;

const PIECE: string = "a".repeat(65_536);
const MORE_THAN_READ = 1_000;

/** Writes pieces until the other side has had enough, and no faster than it reads. */
async function pour(exchange: RawExchange, pieces: number, pauseMs = 0): Promise<void> {
  const { socket } = exchange;
  for (let piece = 0; piece < pieces && !socket.destroyed; piece += 1) {
    exchange.chunk(PIECE);
    if (socket.writableNeedDrain) await drained(socket);
    if (pauseMs > 0) await wait(pauseMs);
  }
}

/** Or closed. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off("drain", done).off("close", done);
      resolve();
    };
    socket.on("drain", done).on("close", done);
  });
}

const tooLarge = (partial: string | undefined, delivered: string) =>
  ({
    requests: 1,
    delivered,
    error: { class: "FireworksStreamError", reason: "too-large", partial },
  }) as const;

export const SIZE_FAULTS: readonly Fault[] = [
  {
    id: "endless-line",
    group: SIZES,
    concerns: isStreamed,
    serve: async (exchange) => {
      exchange.begin(200, EVENT_HEADERS);
      exchange.chunk('data: {"id":"');
      await pour(exchange, MORE_THAN_READ);
    },
    expected: () => tooLarge(undefined, ""),
  },
  {
    id: "50-mb-event-later",
    group: SIZES,
    concerns: isStreamed,
    serve: async (exchange, { entry }) => {
      beginStream(exchange, entry);
      exchange.chunk('data: {"id":"');
      await pour(exchange, 50_000_000 / PIECE.length);
      exchange.chunk('"}\n\n');
      exchange.end();
    },
    expected: () => tooLarge(OPENING_TEXT, OPENING_TEXT),
  },
  {
    id: "50-mb-event-allowed",
    group: SIZES,
    settings: { maxEventLength: 60_000_000 },
    concerns: ({ name }) => name === "client.chat-stream",
    serve: async (exchange, { entry }) => {
      exchange.begin(200, EVENT_HEADERS);
      exchange.chunk('data: {"choices":[],"id":"');
      await pour(exchange, 50_000_000 / PIECE.length);
      exchange.chunk(`"}\n\n${frames(entry).join("")}`);
      exchange.end();
    },
    expected: () => ({ requests: 1 }),
  },
  {
    id: "endless-stream",
    group: SIZES,
    settings: { timeout: 1_500 },
    concerns: isStreamed,
    serve: async (exchange, { entry }) => {
      beginStream(exchange, entry);
      const word = frames(entry)[1] ?? "";
      while (!exchange.socket.destroyed) {
        exchange.chunk(word);
        await wait(5);
      }
    },
    expected: () => ({
      requests: 1,
      delivered: new RegExp(`^${OPENING_TEXT}(?:${WORDS[0]})*$`),
      error: {
        class: "FireworksTimeoutError",
        phase: "total",
        partial: new RegExp(`^${OPENING_TEXT}(?:${WORDS[0]})*$`),
      },
    }),
  },
  {
    id: "endless-empty-events",
    group: SIZES,
    settings: { firstByteTimeout: 500, maxRetries: 0 },
    concerns: isStreamed,
    serve: async (exchange) => {
      exchange.begin(200, EVENT_HEADERS);
      while (!exchange.socket.destroyed) {
        exchange.chunk(frame("") + frame(" "));
        await wait(5);
      }
    },
    expected: () => ({
      requests: { atMost: 1 },
      error: { class: "FireworksTimeoutError", phase: "first-byte", partial: undefined },
    }),
  },
  {
    id: "endless-whole-answer",
    group: SIZES,
    settings: { timeout: 1_000, maxRetries: 0 },
    concerns: isWhole,
    serve: async (exchange) => {
      exchange.begin(200, JSON_HEADERS);
      exchange.chunk('{"id":"');
      await pour(exchange, MORE_THAN_READ, 5);
    },
    expected: () => ({
      requests: { atMost: 1 },
      error: { class: "FireworksTimeoutError", phase: "total", partial: undefined },
    }),
  },
];
