import { FireworksApiError } from "./api-error.js";
import type { ErrorBody } from "./error-body.js";
import {
  FireworksAccountError,
  FireworksAuthenticationError,
  FireworksBadRequestError,
  FireworksBillingError,
  FireworksConflictError,
  FireworksContextOverflowError,
  FireworksDeploymentScalingUpError,
  FireworksNotFoundError,
  FireworksOverloadedError,
  FireworksPayloadTooLargeError,
  FireworksPermissionError,
  FireworksRateLimitError,
  FireworksServerError,
  FireworksUnprocessableError,
} from "./status-errors.js";

type ApiErrorClass = typeof FireworksApiError;

const CLASS_OF_STATUS: Readonly<Record<number, ApiErrorClass>> = {
  400: FireworksBadRequestError,
  401: FireworksAuthenticationError,
  402: FireworksBillingError,
  403: FireworksPermissionError,
  404: FireworksNotFoundError,
  409: FireworksConflictError,
  412: FireworksAccountError,
  413: FireworksPayloadTooLargeError,
  422: FireworksUnprocessableError,
  429: FireworksRateLimitError,
  503: FireworksOverloadedError,
};

interface SpecialCase {
  status: number;
  code: RegExp;
  text: RegExp;
  /** Words that make it something else. */
  unless?: RegExp;
  errorClass: ApiErrorClass;
}

/** Refusals whose kind shows in the code or the text (wire contract, sections 1.2, 5.2 and 5.3). */
const SPECIAL_CASES: readonly SpecialCase[] = [
  {
    status: 400,
    code: /^context_length_exceeded$/i,
    text: /prompt is too long|maximum context length|context length exceeded|context window/i,
    errorClass: FireworksContextOverflowError,
  },
  {
    status: 403,
    code: /^unauthori[sz]ed$|^unauthenticated$|^invalid_api_key$/i,
    text: /api key you provided is invalid/i,
    errorClass: FireworksAuthenticationError,
  },
  {
    status: 429,
    code: /billing|payment/i,
    text: /\bbilling\b|\bpayment\b|\bspending limit|\bcredits?\b|\bunpaid\b|\b(?:account|insufficient|negative|your) balance\b|\bbalance is (?:negative|insufficient|too low)/i,
    errorClass: FireworksBillingError,
  },
  {
    status: 429,
    code: /quota/i,
    text: /\bquota\b/i,
    // "Token quota per minute reached" passes by waiting.
    unless: /\bper[ _-]?(?:second|minute|min|hour)\b|\brate[ _-]?limit/i,
    errorClass: FireworksBillingError,
  },
  {
    status: 503,
    code: /^DEPLOYMENT_SCALING_UP$/i,
    text: /scaled to zero|is scaling up/i,
    errorClass: FireworksDeploymentScalingUpError,
  },
];

/** The error class for a status and what the body says. */
export function classifyRefusal(status: number, said: ErrorBody): ApiErrorClass {
  const special = SPECIAL_CASES.find((kind) => kind.status === status && applies(kind, said));
  if (special !== undefined) return special.errorClass;
  return CLASS_OF_STATUS[status] ?? (status >= 500 ? FireworksServerError : FireworksApiError);
}

function applies({ code, text, unless }: SpecialCase, said: ErrorBody): boolean {
  const words = [said.code ?? "", said.type ?? ""];
  const message = said.message ?? "";
  if (unless !== undefined && [...words, message].some((word) => unless.test(word))) return false;
  return words.some((word) => code.test(word)) || text.test(message);
}

/** Classes that share a retryable status but do not pass by waiting a few seconds. */
const LASTING: ReadonlySet<ApiErrorClass> = new Set([
  FireworksBillingError,
  FireworksDeploymentScalingUpError,
]);

export const isLasting = (errorClass: ApiErrorClass): boolean => LASTING.has(errorClass);
