/**
 * What the documents promise for each status: docs/tasks, "Errors" and "Retries", wire contract 5.1. Written
 * down once more on purpose; the code has its own table.
 */
export interface StatusPromise {
  readonly status: number;
  readonly class: string;
  /** Whether it is worth another try. */
  readonly retried: boolean;
}

export const STATUSES: readonly StatusPromise[] = [
  { status: 400, class: "FireworksBadRequestError", retried: false },
  { status: 401, class: "FireworksAuthenticationError", retried: false },
  { status: 402, class: "FireworksBillingError", retried: false },
  { status: 403, class: "FireworksPermissionError", retried: false },
  { status: 404, class: "FireworksNotFoundError", retried: false },
  { status: 405, class: "FireworksApiError", retried: false },
  { status: 408, class: "FireworksApiError", retried: true },
  { status: 409, class: "FireworksConflictError", retried: false },
  { status: 412, class: "FireworksAccountError", retried: false },
  { status: 413, class: "FireworksPayloadTooLargeError", retried: false },
  { status: 422, class: "FireworksUnprocessableError", retried: false },
  { status: 425, class: "FireworksApiError", retried: true },
  { status: 429, class: "FireworksRateLimitError", retried: true },
  { status: 500, class: "FireworksServerError", retried: true },
  { status: 502, class: "FireworksServerError", retried: true },
  { status: 503, class: "FireworksOverloadedError", retried: true },
  { status: 504, class: "FireworksServerError", retried: true },
  { status: 520, class: "FireworksServerError", retried: true },
];

/** Statuses no document of Fireworks lists: the class of their hundred, and no second try. */
export const UNLISTED: readonly StatusPromise[] = [
  { status: 418, class: "FireworksApiError", retried: false },
  { status: 451, class: "FireworksApiError", retried: false },
  { status: 501, class: "FireworksServerError", retried: false },
  { status: 599, class: "FireworksServerError", retried: false },
];

/** The words of a refusal that decide beside its status: docs/tasks/errors.md, wire contract 5.2 and 5.3. */
interface SaidPromise {
  readonly status: number;
  readonly code?: string;
  readonly text?: RegExp;
  readonly class: string;
  readonly retried: boolean;
}

const SAID: readonly SaidPromise[] = [
  {
    status: 400,
    text: /prompt is too long/,
    class: "FireworksContextOverflowError",
    retried: false,
  },
  { status: 403, code: "UNAUTHORIZED", class: "FireworksAuthenticationError", retried: false },
  {
    status: 503,
    code: "DEPLOYMENT_SCALING_UP",
    class: "FireworksDeploymentScalingUpError",
    retried: false,
  },
  { status: 429, text: /quota|billing/, class: "FireworksBillingError", retried: false },
];

/** What becomes of a refusal with this status and these words. */
export function promiseOf(
  { status, ...usual }: StatusPromise,
  said: { readonly code?: string; readonly message?: string },
): StatusPromise {
  const special = SAID.find(
    (kind) =>
      kind.status === status &&
      (kind.code === undefined || kind.code === said.code) &&
      (kind.text === undefined || kind.text.test(said.message ?? "")),
  );
  return {
    status,
    class: special?.class ?? usual.class,
    retried: special?.retried ?? usual.retried,
  };
}
