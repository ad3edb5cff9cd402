import type { Group } from "../cell.js";
import {
  beginStream,
  EVENT_HEADERS,
  frames,
  goodBody,
  goodHeaders,
  OPENING_EVENTS,
  OPENING_TEXT,
} from "../answers/write-answer.js";
import type { EntryPoint } from "../entries/entry-point.js";
import { type Expected, type Fault, told } from "../matrix/fault.js";
import { head, type RawExchange } from "../raw/raw-exchange.js";
import { RawServer } from "../raw/raw-server.js";

const NO_ANSWER: Group = {
  id: "connection",
  title: told(
    "refused; reset or closed before the head, inside it, and before the first byte of the body",
    "连接被拒绝；在响应头之前、之中，以及正文第一个字节之前被重置或关闭",
  ),
  promise: told(
    "`FireworksConnectionError`, after one more try (`empty` for a stream that ends in good order)",
    "`FireworksConnectionError`，并已再试一次（正常结束却没有内容的流为 `empty`）",
  ),
};

const IN_THE_MIDDLE: Group = {
  id: "cut",
  title: told(
    "reset, closed or ended between events, inside an event, inside a character, inside a whole answer",
    "在事件之间、事件之中、字符之中或整个应答之中被重置、关闭或结束",
  ),
  promise: told(
    "of a stream `cut-short` with all that had arrived, and no second request; of a whole answer a connection error after one more try",
    "流为 `cut-short`，保留所有已到达的内容，没有第二次请求；非流式应答在再试一次后为连接错误",
  ),
};

const LOST: Expected = {
  requests: 2,
  error: { class: "FireworksConnectionError", partial: undefined },
};
const EMPTY: Expected = {
  requests: 2,
  error: { class: "FireworksStreamError", reason: "empty", partial: undefined },
};
const CUT: Expected = {
  requests: 1,
  delivered: OPENING_TEXT,
  error: { class: "FireworksStreamError", reason: "cut-short", partial: OPENING_TEXT },
};

const isStreamed = ({ streamed }: EntryPoint): boolean => streamed;
const isWhole = ({ streamed }: EntryPoint): boolean => !streamed;

type Ending = readonly [name: string, end: (exchange: RawExchange) => void];

const BROKEN: readonly Ending[] = [
  ["reset", (exchange) => exchange.reset()],
  ["closed", (exchange) => exchange.close()],
];
const ENDINGS: readonly Ending[] = [...BROKEN, ["ended", (exchange) => exchange.end()]];

const lost = (
  id: string,
  write: (exchange: RawExchange, entry: EntryPoint) => void,
): readonly Fault[] =>
  BROKEN.map(([name, end]) => ({
    id: `${name}-${id}`,
    group: NO_ANSWER,
    serve: (exchange, { entry }) => {
      write(exchange, entry);
      end(exchange);
    },
    expected: () => LOST,
  }));

const HALF_HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/eve";

const refused: Fault = {
  id: "refused",
  group: NO_ANSWER,
  settings: async () => ({ baseURL: await closedBaseURL() }),
  serve: ({ socket }) => void socket.destroy(),
  expected: () => ({
    requests: 0,
    error: { class: "FireworksConnectionError", code: "ECONNREFUSED", partial: undefined },
  }),
};

async function closedBaseURL(): Promise<string> {
  const server = new RawServer();
  await server.listen();
  const { baseURL } = server;
  await server.close();
  return baseURL;
}

/** The good stream, cut after so many bytes of it. */
const cutStream = (
  id: string,
  lengthOf: (entry: EntryPoint, body: Buffer) => number,
): readonly Fault[] =>
  ENDINGS.map(([name, end]) => ({
    id: `${name}-${id}`,
    group: IN_THE_MIDDLE,
    concerns: isStreamed,
    serve: (exchange, { entry }) => {
      const body = Buffer.from(goodBody(entry));
      exchange.begin(200, EVENT_HEADERS);
      exchange.chunk(body.subarray(0, lengthOf(entry, body)));
      end(exchange);
    },
    expected: () => CUT,
  }));

const openingBytes = (entry: EntryPoint): number =>
  Buffer.byteLength(frames(entry).slice(0, OPENING_EVENTS).join(""));

/** One byte into the tower, which has four. */
const insideCharacter = (_entry: EntryPoint, body: Buffer): number => body.indexOf("🗼") + 1;

const emptyStreams: readonly Fault[] = ENDINGS.map(([name, end]) => ({
  id: `${name}-before-first-event`,
  group: NO_ANSWER,
  concerns: isStreamed,
  serve: (exchange) => {
    exchange.begin(200, EVENT_HEADERS);
    exchange.chunk(": no event yet\n\n");
    end(exchange);
  },
  expected: () => (name === "ended" ? EMPTY : LOST),
}));

const cutWhole: readonly Fault[] = BROKEN.map(([name, end]) => ({
  id: `${name}-inside-whole-answer`,
  group: IN_THE_MIDDLE,
  concerns: isWhole,
  serve: (exchange, { entry }) => {
    const body = Buffer.from(goodBody(entry));
    exchange.write(head(200, [...goodHeaders(entry), ["content-length", String(body.length)]]));
    exchange.write(body.subarray(0, body.length >> 1));
    end(exchange);
  },
  expected: () => LOST,
}));

const afterRole: Fault = {
  id: "reset-after-role",
  group: IN_THE_MIDDLE,
  concerns: isStreamed,
  serve: (exchange, { entry }) => {
    exchange.begin(200, EVENT_HEADERS);
    exchange.chunk(frames(entry)[0] ?? "");
    exchange.reset();
  },
  expected: () => ({
    requests: 1,
    delivered: "",
    error: { class: "FireworksStreamError", reason: "cut-short", partial: "" },
  }),
};

/** Everything said, but neither `[DONE]` nor the end of the body. */
const afterFinish: readonly Fault[] = BROKEN.map(([name, end]) => ({
  id: `${name}-after-finish-reason`,
  group: IN_THE_MIDDLE,
  concerns: isStreamed,
  serve: (exchange, { entry }) => {
    beginStream(exchange, entry);
    for (const event of frames(entry).slice(OPENING_EVENTS, -1)) exchange.chunk(event);
    end(exchange);
  },
  expected: () => ({ requests: 1 }),
}));

export const BROKEN_CONNECTION_FAULTS: readonly Fault[] = [
  refused,
  ...lost("before-head", () => undefined),
  ...lost("inside-head", (exchange) => exchange.write(HALF_HEAD)),
  ...lost("after-head", (exchange, entry) =>
    exchange.write(head(200, [...goodHeaders(entry), ["content-length", "1000"]])),
  ),
  ...emptyStreams,
  ...cutStream("between-events", openingBytes),
  ...cutStream("inside-event", (entry) => openingBytes(entry) + 40),
  ...cutStream("inside-character", insideCharacter),
  ...cutWhole,
  afterRole,
  ...afterFinish,
];
