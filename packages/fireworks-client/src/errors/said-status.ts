import type { ErrorBody } from "./error-body.js";

/** Texts that say what failed better than the code beside them does (wire contract, section 5.3). */
const STATUS_OF_TEXT: readonly (readonly [RegExp, number])[] = [
  [/prompt is too long|maximum context length|context length exceeded/i, 400],
  [/api key you provided is invalid/i, 401],
  [/\bmodel not found\b/i, 404],
  [/\brate limit/i, 429],
  [/scaled to zero|is scaling up/i, 503],
];

/** Codes and types of Fireworks, of gRPC and of the engines and gateways between. */
const STATUS_OF_WORD: Readonly<Record<string, number>> = {
  bad_request: 400,
  context_length_exceeded: 400,
  invalid_argument: 400,
  invalid_request_error: 400,
  authentication_error: 401,
  invalid_api_key: 401,
  unauthenticated: 401,
  unauthorized: 401,
  billing_error: 402,
  insufficient_quota: 402,
  forbidden: 403,
  permission_denied: 403,
  permission_error: 403,
  model_not_found: 404,
  not_found: 404,
  not_found_error: 404,
  timeout: 408,
  rate_limit: 429,
  rate_limit_error: 429,
  rate_limit_exceeded: 429,
  resource_exhausted: 429,
  too_many_requests: 429,
  internal: 500,
  internal_error: 500,
  internal_server_error: 500,
  server_error: 500,
  deployment_scaling_up: 503,
  overloaded: 503,
  overloaded_error: 503,
  service_unavailable: 503,
  unavailable: 503,
  deadline_exceeded: 504,
};

/**
 * The HTTP status of an error that came without one, inside a stream or in the body of a success:
 * the one it names, else the one its text, code or type stands for. Undefined when nothing tells.
 */
export function saidStatus({ status, message, code, type }: ErrorBody): number | undefined {
  if (status !== undefined) return status;
  const byText = STATUS_OF_TEXT.find(([text]) => text.test(message ?? ""));
  return byText?.[1] ?? statusOfWord(code) ?? statusOfWord(type);
}

function statusOfWord(word: string | undefined): number | undefined {
  const known = word?.toLowerCase() ?? "";
  return Object.hasOwn(STATUS_OF_WORD, known) ? STATUS_OF_WORD[known] : undefined;
}
