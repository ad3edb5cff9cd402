import type { Group } from "../cell.js";
import { EVENT_HEADERS, frame, goodBody, JSON_HEADERS } from "../answers/write-answer.js";
import { WHOLE } from "../answers/good-answers.js";
import type { EntryPoint } from "../entries/entry-point.js";
import { type Expected, type Fault, told } from "../matrix/fault.js";

const TYPES: Group = {
  id: "content-type",
  title: told("a good answer with a wrong content type, or none", "正确的应答，内容类型错误或缺失"),
  promise: told(
    "the right answer; only what surely holds no events is refused as a stream (`not-a-stream`)",
    "正确的答案；只有确定不含事件的内容才会被拒绝作为流（`not-a-stream`）",
  ),
};

const NO_ANSWERS: Group = {
  id: "200-without-answer",
  title: told(
    "200 with a page of a proxy, a text, nothing, JSON that is no object, half a JSON; 204",
    "200 却是代理的页面、文本、空内容、非对象的 JSON、半个 JSON；204",
  ),
  promise: told(
    "`invalid_response` with the status and the beginning of what came, `not-a-stream` or `empty` for a stream; no request for nothing",
    "`invalid_response`，含状态码与内容开头；流为 `not-a-stream` 或 `empty`；没有多余的请求",
  ),
};

const ERROR_INSIDE: Group = {
  id: "error-in-200",
  title: told("an error in the body of a 200", "200 的正文中是一个错误"),
  promise: told(
    "the class that the status it names or its words stand for, and the retries of that status",
    "其所述状态或文字对应的错误类，并按该状态重试",
  ),
};

const isStreamed = ({ streamed }: EntryPoint): boolean => streamed;
const isWhole = ({ streamed }: EntryPoint): boolean => !streamed;

const RIGHT: Expected = { requests: 1 };
const notAStream: Expected = {
  requests: 1,
  error: { class: "FireworksStreamError", reason: "not-a-stream", partial: undefined },
};
const unreadable = (status = 200): Expected => ({
  requests: 1,
  error: { class: "FireworksApiError", status, code: "invalid_response", partial: undefined },
});

const typed = (type: string | undefined, expected: (entry: EntryPoint) => Expected): Fault => ({
  id: type?.replaceAll(/\W+/g, "-") ?? "none",
  group: TYPES,
  serve: (exchange, { entry }) =>
    exchange.answer({
      status: 200,
      headers: type === undefined ? [] : [["content-type", type]],
      body: goodBody(entry),
    }),
  expected,
});

const TYPE_FAULTS: readonly Fault[] = [
  undefined,
  "text/plain",
  "application/octet-stream",
  "text/event-stream; charset=iso-8859-1",
  "no type at all",
].map((type) => typed(type, () => RIGHT));

const REFUSED_TYPES: readonly Fault[] = ["application/json", "text/html; charset=utf-8"].map(
  (type) => typed(type, ({ streamed }) => (streamed ? notAStream : RIGHT)),
);

const PAGE = "<!doctype html><html><head><title>Sign in</title></head><body>Proxy</body></html>";

interface Body {
  readonly id: string;
  readonly type: string;
  readonly body: string;
  readonly status?: number;
}

/** For calls that want one JSON object. */
const UNREADABLE: readonly Body[] = [
  { id: "page", type: "text/html", body: PAGE },
  { id: "page-as-json", type: "application/json", body: PAGE },
  { id: "text", type: "text/plain", body: "OK" },
  { id: "nothing", type: "application/json", body: "" },
  { id: "spaces", type: "application/json", body: " \r\n " },
  { id: "null", type: "application/json", body: "null" },
  { id: "number", type: "application/json", body: "42" },
  { id: "list", type: "application/json", body: "[]" },
  { id: "json-text", type: "application/json", body: '"hello"' },
  { id: "half", type: "application/json", body: '{"id":"1","choices":[{"ind' },
  { id: "two", type: "application/json", body: '{"id":"1"}{"id":"2"}' },
  { id: "nul-bytes", type: "application/json", body: "\u0000\u0000" },
];

const unreadableFaults: readonly Fault[] = UNREADABLE.map(({ id, type, body, status = 200 }) => ({
  id,
  group: NO_ANSWERS,
  concerns: isWhole,
  serve: (exchange) => exchange.answer({ status, headers: [["content-type", type]], body }),
  expected: () => unreadable(status),
}));

const EMPTY: Expected = {
  requests: 2,
  error: { class: "FireworksStreamError", reason: "empty", partial: undefined },
};

/** For calls that want events. */
const NO_STREAMS: readonly (Body & { readonly expected: Expected })[] = [
  { id: "page", type: "text/html", body: PAGE, expected: notAStream },
  { id: "page-as-events", type: "text/event-stream", body: PAGE, expected: notAStream },
  { id: "text-as-events", type: "text/event-stream", body: "Bad luck\n", expected: notAStream },
  { id: "nothing", type: "text/event-stream", body: "", expected: EMPTY },
  { id: "only-done", type: "text/event-stream", body: "data: [DONE]\n\n", expected: EMPTY },
  { id: "only-comments", type: "text/event-stream", body: ": a\n\n: b\n\n", expected: EMPTY },
  {
    id: "whole-answer",
    type: "application/json",
    body: JSON.stringify(WHOLE.chat),
    expected: notAStream,
  },
];

const noStreamFaults: readonly Fault[] = NO_STREAMS.map(({ id, type, body, expected }) => ({
  id,
  group: NO_ANSWERS,
  concerns: isStreamed,
  serve: (exchange) => exchange.answer({ status: 200, headers: [["content-type", type]], body }),
  expected: () => expected,
}));

/** Events where one object was asked for. */
const eventsForWhole: Fault = {
  id: "events",
  group: NO_ANSWERS,
  concerns: isWhole,
  serve: (exchange, { entry }) =>
    exchange.answer({ status: 200, headers: EVENT_HEADERS, body: frame(WHOLE[entry.wire]) }),
  expected: () => unreadable(),
};

interface Inside {
  readonly id: string;
  readonly body: object;
  readonly class: string;
  readonly requests: 1 | 2;
}

const message = "the torturer's own words";

const INSIDE: readonly Inside[] = [
  {
    id: "not-found",
    body: { error: { message, code: "NOT_FOUND" } },
    class: "FireworksNotFoundError",
    requests: 1,
  },
  {
    id: "status-as-number",
    body: { error: { message, code: 503 } },
    class: "FireworksOverloadedError",
    requests: 2,
  },
  {
    id: "rate-limit",
    body: { object: "error", type: "rate_limit_error", message },
    class: "FireworksRateLimitError",
    requests: 2,
  },
  { id: "text", body: { error: message }, class: "FireworksApiError", requests: 1 },
  {
    id: "beside-no-choices",
    body: { choices: [], data: [], error: { message, code: "invalid_argument" } },
    class: "FireworksBadRequestError",
    requests: 1,
  },
];

const insideFaults: readonly Fault[] = INSIDE.map(({ id, body, class: name, requests }) => ({
  id,
  group: ERROR_INSIDE,
  serve: (exchange) =>
    exchange.answer({ status: 200, headers: JSON_HEADERS, body: JSON.stringify(body) }),
  expected: () => ({
    requests,
    error: { class: name, requestId: "req-of-head", says: message, partial: undefined },
  }),
}));

export const ODD_ANSWER_FAULTS: readonly Fault[] = [
  ...TYPE_FAULTS,
  ...REFUSED_TYPES,
  ...unreadableFaults,
  ...noStreamFaults,
  eventsForWhole,
  ...insideFaults,
];
