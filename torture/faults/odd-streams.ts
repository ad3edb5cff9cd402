import type { Group } from "../cell.js";
import {
  beginStream,
  EVENT_HEADERS,
  frame,
  frames,
  OPENING_EVENTS,
  OPENING_TEXT,
} from "../answers/write-answer.js";
import { streamedEvents } from "../answers/good-answers.js";
import type { EntryPoint } from "../entries/entry-point.js";
import { type Expected, type Fault, told } from "../matrix/fault.js";

const FORMS: Group = {
  id: "stream-form",
  title: told(
    "a good stream in an unusual form: byte order mark, CR and CRLF, comments, names and ids, split data, no or several `[DONE]`, bytes behind it, odd chunks",
    "形式少见的正确流：字节序标记、CR 与 CRLF、注释、事件名与 ID、拆开的 data、没有或多个 `[DONE]`、其后的字节、奇怪的块",
  ),
  promise: told("the right answer, by one request", "正确的答案，只有一次请求"),
};

const UNREADABLE: Group = {
  id: "bad-event",
  title: told(
    "an event that is no JSON, half of one, or no object; as the first one and later",
    "不是 JSON、只有一半或不是对象的事件；作为第一个事件或稍后出现",
  ),
  promise: told(
    "`FireworksStreamError` `not-json` with what had arrived; no second request",
    "`FireworksStreamError`，`not-json`，保留已到达的内容；没有第二次请求",
  ),
};

const SENT: Group = {
  id: "error-in-stream",
  title: told(
    'an error sent inside the stream, in every envelope, with and without `event: error`, as the first event and later; the finish reason "error"',
    "流中发来的错误：各种错误体、有无 `event: error`、作为第一个事件或稍后；结束原因为 “error”",
  ),
  promise: told(
    "`FireworksStreamError` `sent-inside` that passes for the class its words stand for, with what had arrived; retried only as the first event and only if that status is",
    "`FireworksStreamError`，`sent-inside`，同时算作其文字对应的错误类，保留已到达的内容；仅当它是第一个事件且该状态可重试时才重试",
  ),
};

const isStreamed = ({ streamed }: EntryPoint): boolean => streamed;

const RIGHT: Expected = { requests: 1 };

type Write = (entry: EntryPoint) => string | Buffer;

const form = (id: string, write: Write): Fault => ({
  id,
  group: FORMS,
  concerns: isStreamed,
  serve: (exchange, { entry }) => {
    exchange.begin(200, EVENT_HEADERS);
    exchange.chunk(write(entry));
    exchange.end();
  },
  expected: () => RIGHT,
});

const body = (entry: EntryPoint): string => frames(entry).join("");
const withoutDone = (entry: EntryPoint): string => frames(entry).slice(0, -1).join("");

/** Every event changed by a function of its JSON. */
const changed =
  (change: (event: Record<string, unknown>) => unknown): Write =>
  ({ wire }) =>
    streamedEvents(wire === "chat" ? "chat" : "completions")
      .map((event) => frame(change({ ...event })))
      .join("") + frame("[DONE]");

const FORM_FAULTS: readonly Fault[] = [
  form("byte-order-mark", (entry) => `\uFEFF${body(entry)}`),
  form("crlf", (entry) => body(entry).replaceAll("\n", "\r\n")),
  form("cr", (entry) => body(entry).replaceAll("\n", "\r")),
  form("comments", (entry) =>
    frames(entry)
      .map((event) => `: hm\n${event}: hm\n\n`)
      .join(""),
  ),
  form("no-space", (entry) => body(entry).replaceAll("data: ", "data:")),
  form("names-and-ids", (entry) =>
    frames(entry)
      .map((event, id) => `event: message\nid: ${id}\nretry: 10\nfoo: bar\n${event}`)
      .join(""),
  ),
  form("pings", (entry) =>
    frames(entry)
      .map((event) => `event: ping\ndata: {"type":"ping"}\n\n${event}`)
      .join(""),
  ),
  form("empty-data", (entry) =>
    frames(entry)
      .map((event) => `data:\n\n${event}`)
      .join(""),
  ),
  form("split-data", (entry) => body(entry).replaceAll('"choices":', '"choices":\ndata: ')),
  form("no-done", withoutDone),
  form("done-twice", (entry) => body(entry) + frame("[DONE]")),
  form("bytes-after-done", (entry) => `${body(entry)}${frame("{ no json")}\u0000garbage`),
  form("last-blank-line-missing", (entry) => body(entry).trimEnd()),
  form("null-choices-first", (entry) => frame({ id: "1", choices: null }) + body(entry)),
  form(
    "usage-only-first",
    (entry) =>
      frame({ id: "1", choices: [], usage: { prompt_tokens: 1, total_tokens: 1 } }) + body(entry),
  ),
  form(
    "usage-on-every-chunk",
    changed((event) => ({ ...event, usage: { prompt_tokens: 7 } })),
  ),
  form(
    "usage-null",
    changed((event) => ({ ...event, usage: null })),
  ),
  form(
    "unknown-fields",
    changed((event) => ({ ...event, new: { from: ["tomorrow"] } })),
  ),
  form(
    "no-ids",
    changed(({ id: _id, model: _model, created: _created, ...event }) => event),
  ),
  form(
    "no-objects",
    changed(({ object: _object, ...event }) => event),
  ),
];

/** Where in the stream it comes, and what was there before. */
const PLACES = [
  { place: "first", before: 0, partial: undefined, delivered: "" },
  { place: "later", before: OPENING_EVENTS, partial: OPENING_TEXT, delivered: OPENING_TEXT },
] as const;

const BAD_EVENTS: Readonly<Record<string, string>> = {
  text: "hello",
  "half-json": '{"id":"1","choices":[',
  list: "[1,2]",
  number: "7",
  "json-text": '"hello"',
  null: "null",
  html: "<html>",
  "control-bytes": "{\u0001}",
};

const badEvents: readonly Fault[] = Object.entries(BAD_EVENTS).flatMap(([id, data]) =>
  PLACES.map(({ place, before, partial, delivered }): Fault => ({
    id: `${id}/${place}`,
    group: UNREADABLE,
    concerns: isStreamed,
    serve: (exchange, { entry }) => {
      exchange.begin(200, EVENT_HEADERS);
      for (const event of frames(entry).slice(0, before)) exchange.chunk(event);
      exchange.chunk(frame(data) + frames(entry).slice(before).join(""));
      exchange.end();
    },
    expected: () => ({
      requests: 1,
      delivered,
      error: { class: "FireworksStreamError", reason: "not-json", partial, attempts: 1 },
    }),
  })),
);

interface Sent {
  readonly id: string;
  readonly data: unknown;
  /** What it passes for, if its words tell. */
  readonly also?: string;
  readonly code?: string;
  readonly status?: number;
  /** Whether it is retried as the first event. */
  readonly retried: boolean;
}

const message = "the torturer's own words";

const SENT_ERRORS: readonly Sent[] = [
  {
    id: "E1",
    data: { error: { object: "error", type: "invalid_request_error", message } },
    also: "FireworksBadRequestError",
    retried: false,
  },
  {
    id: "E2",
    data: { error: { message, param: "model", code: "NOT_FOUND", type: "error" } },
    also: "FireworksNotFoundError",
    code: "NOT_FOUND",
    retried: false,
  },
  {
    id: "E3",
    data: { error: { message, code: "UNAUTHORIZED", type: "error" }, request_id: "r" },
    also: "FireworksAuthenticationError",
    retried: false,
  },
  {
    id: "E4",
    data: { object: "error", type: "server_error", code: "internal_error", message },
    also: "FireworksServerError",
    retried: true,
  },
  {
    id: "E5",
    data: { error: { message, code: "DEPLOYMENT_SCALING_UP", type: "error" } },
    also: "FireworksDeploymentScalingUpError",
    retried: false,
  },
  { id: "E6", data: { error: message }, retried: false },
  {
    id: "status-429",
    data: { error: { message, status: 429 } },
    also: "FireworksRateLimitError",
    status: 429,
    retried: true,
  },
  {
    id: "status-503",
    data: { error: { message, code: 503 } },
    also: "FireworksOverloadedError",
    status: 503,
    retried: true,
  },
  {
    id: "too-long",
    data: { error: { message: `${message}: The prompt is too long` } },
    also: "FireworksContextOverflowError",
    retried: false,
  },
];

const sentErrors: readonly Fault[] = SENT_ERRORS.flatMap(({ id, data, also, retried, ...said }) =>
  ["", "event: error\n"].flatMap((name) =>
    PLACES.map(({ place, before, partial, delivered }): Fault => ({
      id: `${id}/${name === "" ? "data" : "event"}/${place}`,
      group: SENT,
      concerns: isStreamed,
      serve: (exchange, { entry }) => {
        exchange.begin(200, EVENT_HEADERS);
        for (const event of frames(entry).slice(0, before)) exchange.chunk(event);
        exchange.chunk(name + frame(data));
        exchange.end();
      },
      expected: () => ({
        requests: retried && place === "first" ? 2 : 1,
        delivered,
        error: {
          class: "FireworksStreamError",
          reason: "sent-inside",
          also,
          partial,
          says: message,
          ...said,
        },
      }),
    })),
  ),
);

const finishedByError: Fault = {
  id: "finish-reason",
  group: SENT,
  concerns: isStreamed,
  serve: (exchange, { entry }) => {
    beginStream(exchange, entry);
    exchange.chunk(
      frame({ id: "1", choices: [{ index: 0, delta: {}, text: "", finish_reason: "error" }] }),
    );
    exchange.chunk(frame("[DONE]"));
    exchange.end();
  },
  expected: () => ({
    requests: 1,
    delivered: OPENING_TEXT,
    error: { class: "FireworksStreamError", reason: "sent-inside", partial: OPENING_TEXT },
  }),
};

export const ODD_STREAM_FAULTS: readonly Fault[] = [
  ...FORM_FAULTS,
  ...badEvents,
  ...sentErrors,
  finishedByError,
];
