import type { Group } from "../cell.js";
import { type Expected, type Fault, told } from "../matrix/fault.js";
import type { RawHeaders } from "../raw/raw-exchange.js";

const WAITS: Group = {
  id: "retry-header",
  title: told(
    "`Retry-After` in seconds, as a date, past, zero, negative, garbage, huge; `retry-after-ms`; `x-should-retry`",
    "`Retry-After` 为秒数、日期、过去、零、负数、乱码、极大值；`retry-after-ms`；`x-should-retry`",
  ),
  promise: told(
    "what was asked for is waited at least; nonsense counts as nothing; more than a minute is not waited but told; `x-should-retry` wins",
    "至少等待要求的时间；无意义的值视为没有；超过一分钟不等待，而是告知；`x-should-retry` 优先",
  ),
};

const WORDS: Group = {
  id: "words",
  title: told(
    "words that make a status something else: a prompt that is too long, a quota, an invalid key, a deployment that starts",
    "使状态码含义改变的文字：提示过长、配额、无效密钥、正在启动的部署",
  ),
  promise: told(
    "the class of what was said; no second try, for waiting does not help",
    "所说内容对应的错误类；不再重试，因为等待无济于事",
  ),
};

interface Case {
  readonly id: string;
  readonly status: number;
  readonly headers: () => RawHeaders;
  readonly requests: 1 | 2;
  readonly waitsMs?: number;
  /** Left out: not looked at. */
  readonly retryAfterMs?: number | undefined;
}

const FIRST_BACKOFF_MS = 375;
const DAY_MS = 86_400_000;

const httpDate = (fromNowMs: number): string => new Date(Date.now() + fromNowMs).toUTCString();

const asking =
  (value: string): (() => RawHeaders) =>
  () => [["retry-after", value]];

const ignored = (id: string, headers: () => RawHeaders): Case => ({
  id,
  status: 503,
  headers,
  requests: 2,
  waitsMs: FIRST_BACKOFF_MS,
  retryAfterMs: undefined,
});

const CASES: readonly Case[] = [
  {
    id: "seconds",
    status: 429,
    headers: asking("1"),
    requests: 2,
    waitsMs: 1_000,
    retryAfterMs: 1_000,
  },
  {
    id: "parts-of-a-second",
    status: 503,
    headers: asking("0.7"),
    requests: 2,
    waitsMs: 700,
    retryAfterMs: 700,
  },
  // An HTTP date has whole seconds.
  {
    id: "date",
    status: 429,
    headers: () => [["retry-after", httpDate(2_000)]],
    requests: 2,
    waitsMs: 950,
  },
  ignored("past-date", () => [["retry-after", httpDate(-DAY_MS)]]),
  ignored("zero", asking("0")),
  ignored("negative", asking("-5")),
  ignored("garbage", asking("soon, very soon")),
  ignored("empty", asking("")),
  ignored("endless-digits", asking("NaN")),
  ignored("milliseconds-garbage", () => [["retry-after-ms", "a while"]]),
  {
    id: "milliseconds-win",
    status: 503,
    headers: () => [
      ["retry-after", "30"],
      ["retry-after-ms", "20"],
    ],
    requests: 2,
    waitsMs: 20,
    retryAfterMs: 20,
  },
  {
    id: "day",
    status: 429,
    headers: asking("86400"),
    requests: 1,
    retryAfterMs: DAY_MS,
  },
  {
    id: "day-as-date",
    status: 503,
    headers: () => [["retry-after", httpDate(DAY_MS)]],
    requests: 1,
  },
  { id: "astronomical", status: 503, headers: asking("9".repeat(40)), requests: 1 },
  {
    id: "should-retry-a-400",
    status: 400,
    headers: () => [
      ["x-should-retry", "true"],
      ["retry-after-ms", "20"],
    ],
    requests: 2,
    waitsMs: 20,
  },
  {
    id: "should-not-retry-a-503",
    status: 503,
    headers: () => [["x-should-retry", "false"]],
    requests: 1,
  },
  {
    id: "should-retry-in-a-day",
    status: 400,
    headers: () => [
      ["x-should-retry", "true"],
      ["retry-after", "86400"],
    ],
    requests: 1,
  },
  ignored("should-retry-garbage", () => [["x-should-retry", "perhaps"]]),
];

const CLASSES: Readonly<Record<number, string>> = {
  400: "FireworksBadRequestError",
  429: "FireworksRateLimitError",
  503: "FireworksOverloadedError",
};

const waits: readonly Fault[] = CASES.map(
  ({ id, status, headers, requests, waitsMs, ...rest }) => ({
    id,
    group: WAITS,
    serve: (exchange) => exchange.answer({ status, headers: headers() }),
    expected: (): Expected => ({
      requests,
      ...(waitsMs !== undefined && { waitsMs }),
      error: { class: String(CLASSES[status]), status, ...rest },
    }),
  }),
);

interface Saying {
  readonly id: string;
  readonly status: number;
  readonly class: string;
  readonly error: { readonly message: string; readonly code?: string; readonly type?: string };
}

/** Wire contract 5.3, and the table in docs/tasks/errors.md. */
const SAYINGS: readonly Saying[] = [
  {
    id: "prompt-too-long",
    status: 400,
    class: "FireworksContextOverflowError",
    error: { message: "The prompt is too long: 40177, model maximum context length: 32767" },
  },
  {
    id: "invalid-key",
    status: 403,
    class: "FireworksAuthenticationError",
    error: { message: "The API key you provided is invalid.", code: "UNAUTHORIZED" },
  },
  {
    id: "quota",
    status: 429,
    class: "FireworksBillingError",
    error: { message: "You exceeded your current quota", code: "insufficient_quota" },
  },
  {
    id: "billing",
    status: 429,
    class: "FireworksBillingError",
    error: { message: "Please check your billing details" },
  },
  {
    id: "scaling-up",
    status: 503,
    class: "FireworksDeploymentScalingUpError",
    error: {
      message:
        "Deployment is currently scaled to zero and is scaling up. Please retry your request in a few minutes.",
      code: "DEPLOYMENT_SCALING_UP",
      type: "error",
    },
  },
];

const words: readonly Fault[] = SAYINGS.map(({ id, status, class: name, error }) => ({
  id,
  group: WORDS,
  serve: (exchange) => {
    const headers = [
      ["content-type", "application/json"],
      ["retry-after-ms", "20"],
    ] as const;
    exchange.answer({ status, headers, body: JSON.stringify({ error }) });
  },
  expected: (): Expected => ({
    requests: 1,
    error: {
      class: name,
      status,
      code: error.code,
      // A full stop is put in where the message needs it.
      says: error.message.replace(/\.$/, ""),
    },
  }),
}));

export const RETRY_HEADER_FAULTS: readonly Fault[] = [...waits, ...words];
