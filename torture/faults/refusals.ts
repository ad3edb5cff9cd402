import type { Group } from "../cell.js";
import { ENVELOPES, type Envelope } from "../answers/envelopes.js";
import { type Fault, told } from "../matrix/fault.js";
import { promiseOf, type StatusPromise, STATUSES, UNLISTED } from "../promises/status-table.js";

const REFUSALS: Group = {
  id: "refusal",
  title: told(
    "every status of the contract × every envelope of an error × with and without `retry-after-ms`",
    "约定中的每个状态码 × 每种错误体 × 有无 `retry-after-ms`",
  ),
  promise: told(
    "the class of the status, the server's words, `code`, `type`, `param` and request id; tried again once where the table says so, after at least the wait that was asked for",
    "该状态码对应的错误类，服务器的原话、`code`、`type`、`param` 与请求 ID；仅在重试表规定时重试一次，且至少等待服务器要求的时间",
  ),
};

/** The first back-off is half a second, less up to a quarter. */
const FIRST_BACKOFF_MS = 375;
const ASKED_MS = 20;

function refusal(usual: StatusPromise, envelope: Envelope, asks: boolean): Fault {
  const { said } = envelope;
  const { status, class: name, retried } = promiseOf(usual, said);
  return {
    id: `${status}/${envelope.id}/${asks ? "with" : "without"}-retry-after`,
    group: REFUSALS,
    serve: (exchange) => {
      const wait = asks ? [["retry-after-ms", String(ASKED_MS)] as const] : [];
      exchange.answer({
        status,
        headers: [["content-type", envelope.contentType], ["x-request-id", "req-of-head"], ...wait],
        body: envelope.body,
      });
    },
    expected: () => ({
      requests: retried ? 2 : 1,
      ...(retried && { waitsMs: asks ? ASKED_MS : FIRST_BACKOFF_MS }),
      error: {
        class: name,
        status,
        code: said.code,
        type: said.type,
        param: said.param,
        requestId: said.requestId ?? "req-of-head",
        retryAfterMs: asks ? ASKED_MS : undefined,
        says: said.message,
        partial: undefined,
      },
    }),
  };
}

const refusals = (statuses: readonly StatusPromise[], envelopes: readonly Envelope[]): Fault[] =>
  statuses.flatMap((status) =>
    envelopes.flatMap((envelope) => [true, false].map((asks) => refusal(status, envelope, asks))),
  );

export const REFUSAL_FAULTS: readonly Fault[] = [
  ...refusals(STATUSES, ENVELOPES),
  ...refusals(
    UNLISTED,
    ENVELOPES.filter(({ id }) => /^E12?(-|$)/.test(id)),
  ),
];
