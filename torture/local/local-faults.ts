import { TEXT } from "../answers/good-answers.js";
import type { Group } from "../cell.js";
import type { EntryPoint } from "../entries/entry-point.js";
import { type Expected, type FaultSettings, told } from "../matrix/fault.js";
import { promiseOf, STATUSES } from "../promises/status-table.js";
import type { Fault as PlannedFault } from "fireworks-local";

/** A fault of `fireworks-local`'s plans, and what is expected of it. */
export interface LocalFault {
  readonly id: string;
  readonly group: Group;
  readonly fault: PlannedFault;
  /** How many requests it happens to. Default: all. */
  readonly times?: number;
  readonly settings?: FaultSettings;
  readonly concerns: (entry: EntryPoint) => boolean;
  readonly expected: Expected;
}

const REFUSED: Group = {
  id: "plan-refusal",
  title: told(
    "`fireworks-local`: every status with its own body, every envelope with its own status",
    "`fireworks-local`：每个状态码及其自身的错误体，每种错误体及其自身的状态码",
  ),
  promise: told(
    "the class of that status, one more try where it helps, and the answer when the trouble is over",
    "该状态码对应的错误类，有用时再试一次；故障结束后得到答案",
  ),
};

const BROKEN: Group = {
  id: "plan-stream",
  title: told(
    "`fireworks-local`: cuts, resets, stalls, errors, malformed events, damaged bytes and quirks of streams",
    "`fireworks-local`：流的截断、重置、停顿、错误、格式错误的事件、损坏的字节与怪癖",
  ),
  promise: told(
    "the reason of the break with what had arrived and no second request; of quirks the right answer",
    "中断的原因与已到达的内容，没有第二次请求；怪癖不影响正确的答案",
  ),
};

const isStreamed = ({ streamed }: EntryPoint): boolean => streamed;
const any = (): boolean => true;

const refused: readonly LocalFault[] = STATUSES.flatMap(({ status, class: name, retried }) => {
  const fault = { status, envelope: "E2", code: "SOME_CODE", message: "planned", retryAfterMs: 5 };
  const expected = {
    requests: retried ? 2 : 1,
    error: { class: name, status, code: "SOME_CODE", says: "planned", partial: undefined },
  } as const;
  const always = {
    id: `${status}`,
    group: REFUSED,
    fault: fault as PlannedFault,
    concerns: any,
    expected,
  };
  if (!retried) return [always];
  return [always, { ...always, id: `${status}-once`, times: 1, expected: { requests: 2 } }];
});

/** Which status each envelope is usual with: wire contract 5.2. */
const ENVELOPE_STATUS = {
  E1: 400,
  E3: 401,
  E4: 429,
  E5: 503,
  E6: 404,
  E7: 422,
  E8: 404,
  E9: 400,
  E10: 400,
  E11: 400,
  E12: 502,
} as const;

const enveloped: readonly LocalFault[] = Object.entries(ENVELOPE_STATUS).map(
  ([envelope, status]) => {
    const usual = STATUSES.find((known) => known.status === status);
    if (usual === undefined) throw new Error(`no promise for ${status}`);
    const said = envelope === "E5" ? { code: "DEPLOYMENT_SCALING_UP" } : {};
    const { class: name, retried } = promiseOf(usual, said);
    return {
      id: envelope,
      group: REFUSED,
      fault: { envelope: envelope as keyof typeof ENVELOPE_STATUS, retryAfterMs: 5 },
      concerns: any,
      expected: { requests: retried ? 2 : 1, error: { class: name, status, partial: undefined } },
    };
  },
);

/** Any beginning of the answer, for where the local server cuts its words is its own business. */
const escaped = [...TEXT].map((sign) => sign.replace(/[?.]/, String.raw`\$&`));
const BEGINNING = new RegExp(
  `^${escaped.reduceRight((rest, sign) => `(?:${sign}${rest})?`, "")}$`,
  "u",
);

const broken = (reason: string, also?: string): Expected => ({
  requests: 1,
  delivered: BEGINNING,
  error: { class: "FireworksStreamError", reason, partial: BEGINNING, also },
});

const EMPTY: Expected = {
  requests: 2,
  error: { class: "FireworksStreamError", reason: "empty", partial: undefined },
};

const STREAMS: Readonly<Record<string, readonly [PlannedFault, Expected]>> = {
  "cut-between": [{ cutAfterEvents: 3 }, broken("cut-short")],
  "cut-inside-event": [{ cutAfterEvents: 3, cutInside: "event" }, broken("cut-short")],
  "cut-inside-character": [{ cutAfterEvents: 1, cutInside: "character" }, broken("cut-short")],
  "cut-and-reset": [{ cutAfterEvents: 3, resetConnection: true }, broken("cut-short")],
  "cut-bytes": [{ cutAfterBytes: 700 }, broken("cut-short")],
  empty: [{ emptyStream: true }, EMPTY],
  "error-after": [{ errorAfterEvents: 3 }, broken("sent-inside", "FireworksServerError")],
  "error-event-after": [
    { errorAfterEvents: 3, errorEvent: true },
    broken("sent-inside", "FireworksServerError"),
  ],
  "error-envelope-after": [
    {
      errorAfterEvents: 3,
      envelope: "E4",
      message: "rate limit exceeded, please try again later",
    },
    broken("sent-inside", "FireworksRateLimitError"),
  ],
  ...Object.fromEntries(
    (["bad-json", "half-json", "null", "number", "array", "text", "html"] as const).map((kind) => [
      `malformed-${kind}`,
      [{ malformedEvent: kind, malformedAfterEvents: 2 }, broken("not-json")] as const,
    ]),
  ),
  "one-byte-pieces": [{ chunkBytes: 1 }, { requests: 1 }],
  "comments-everywhere": [{ commentLines: true, keepAlives: { count: 3 } }, { requests: 1 }],
  compressed: [{ gzip: true }, { requests: 1 }],
  ...Object.fromEntries(
    (
      [
        "usage-missing",
        "usage-null",
        "usage-duplicated",
        "usage-early",
        "usage-every-chunk",
        "finish-reason-duplicated",
        "finish-reason-with-last-delta",
        "role-missing",
        "role-every-chunk",
        "role-with-empty-content",
        "empty-deltas",
        "empty-choices-first",
        "choices-missing",
        "null-fields",
        "id-missing",
        "id-changes",
        "model-missing",
        "unknown-fields",
        "byte-order-mark",
        "crlf-lines",
        "cr-lines",
        "event-names",
        "event-ids",
        "no-space-after-colon",
        "split-data-lines",
        "ping-events",
        "done-missing",
        "done-duplicated",
        "text-after-done",
        "last-blank-line-missing",
      ] as const
    ).map((quirk) => [quirk, [{ quirks: quirk }, { requests: 1 }]] as const),
  ),
  "finish-reason-error": [{ quirks: "finish-reason-error" }, broken("sent-inside")],
};

const streams: readonly LocalFault[] = Object.entries(STREAMS).map(([id, [fault, expected]]) => ({
  id,
  group: BROKEN,
  fault,
  concerns: isStreamed,
  expected,
}));

const huge: LocalFault = {
  id: "malformed-huge",
  group: BROKEN,
  fault: { malformedEvent: "huge", malformedAfterEvents: 2 },
  settings: { maxEventLength: 100_000 },
  concerns: ({ name, streamed }) => streamed && name.startsWith("client."),
  expected: broken("too-large"),
};

const stalled: LocalFault = {
  id: "stall",
  group: BROKEN,
  fault: { stallAfterEvents: 3 },
  settings: { streamIdleTimeout: 700 },
  concerns: isStreamed,
  expected: {
    requests: 1,
    delivered: BEGINNING,
    error: { class: "FireworksTimeoutError", phase: "idle", partial: BEGINNING },
  },
};

const dropped: LocalFault = {
  id: "reset",
  group: BROKEN,
  fault: { resetConnection: true },
  concerns: any,
  expected: { requests: 2, error: { class: "FireworksConnectionError", partial: undefined } },
};

export const LOCAL_FAULTS: readonly LocalFault[] = [
  ...refused,
  ...enveloped,
  ...streams,
  huge,
  stalled,
  dropped,
];
