import { expect, test } from "vitest";
import * as errors from "fireworks-client";
import { redirectError, refusalError, unreadableAnswerError } from "../../src/http/refusal.js";

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  info: {
    status,
    headers: new Headers(headers),
    requestId: headers["x-request-id"],
    timings: {},
    attempts: 1,
  },
  bodyText: typeof body === "string" ? body : JSON.stringify(body),
  secrets: ["fw_secret_key"],
  nowMs: 0,
});

const refusal = (...[status, body, headers]: Parameters<typeof answer>) =>
  refusalError(answer(status, body, headers));

const said = (message: string, code?: string) => ({ error: { message, code } });

test.each<[number, unknown, string]>([
  [400, said("bad"), "FireworksBadRequestError"],
  [
    400,
    said("The prompt is too long: 40177, model maximum context length: 32767"),
    "FireworksContextOverflowError",
  ],
  [400, said("x", "context_length_exceeded"), "FireworksContextOverflowError"],
  [401, said("no"), "FireworksAuthenticationError"],
  [
    403,
    said("The API key you provided is invalid.", "UNAUTHORIZED"),
    "FireworksAuthenticationError",
  ],
  [403, said("not yours", "PERMISSION_DENIED"), "FireworksPermissionError"],
  [402, "", "FireworksBillingError"],
  [404, said("Model not found"), "FireworksNotFoundError"],
  [409, { code: 6, message: "exists" }, "FireworksConflictError"],
  [412, said("suspended"), "FireworksAccountError"],
  [413, "", "FireworksPayloadTooLargeError"],
  [422, { detail: [{ msg: "x" }] }, "FireworksUnprocessableError"],
  [429, said("rate limit exceeded, please try again later"), "FireworksRateLimitError"],
  [429, said("x", "insufficient_quota"), "FireworksBillingError"],
  [429, said("Load balance limit"), "FireworksRateLimitError"],
  [429, said("Token quota per minute reached"), "FireworksRateLimitError"],
  [429, said("Quota of 60 requests per minute", "quota_exceeded"), "FireworksRateLimitError"],
  [429, said("You exceeded your current quota"), "FireworksBillingError"],
  [429, said("Check your billing details; rate limit is 0"), "FireworksBillingError"],
  [429, said("No payment method"), "FireworksBillingError"],
  [429, said("You are out of credits"), "FireworksBillingError"],
  [429, said("Insufficient balance"), "FireworksBillingError"],
  [429, said("Your account balance is too low"), "FireworksBillingError"],
  [500, "", "FireworksServerError"],
  [502, "<html></html>", "FireworksServerError"],
  [503, said("busy"), "FireworksOverloadedError"],
  [503, said("x", "DEPLOYMENT_SCALING_UP"), "FireworksDeploymentScalingUpError"],
  [418, said("tea"), "FireworksApiError"],
])("A117: %i with %o is a %s", (status, body, name) => {
  const error = refusal(status, body);
  expect(error.name).toBe(name);
  expect(error).toBeInstanceOf(Reflect.get(errors, name));
  expect(error.status).toBe(status);
});

test("A119: a context overflow is a bad request too", () => {
  const error = refusal(400, said("The prompt is too long: 9, model maximum context length: 8"));
  expect(errors.FireworksBadRequestError.isInstance(error)).toBe(true);
});

test("A118: the error carries status, code, type, param, request id, headers, body and rate limit", () => {
  const body = { error: { message: "m", code: "NOT_FOUND", type: "error", param: "model" } };
  const error = refusal(404, body, { "x-request-id": "req-9", "x-a": "b" });
  expect(error).toMatchObject({
    code: "NOT_FOUND",
    type: "error",
    param: "model",
    requestId: "req-9",
    body,
  });
  expect(error.headers.get("x-a")).toBe("b");
  expect(error.message).toMatch(
    /^Fireworks refused the request: m \(status 404, request id req-9\)\. Check the model id/,
  );
});

test("A118: JSON of an error is a plain object with everything but the key", () => {
  const error = refusal(401, said("bad key fw_secret_key"), {
    "x-request-id": "req-9",
    "x-echo": "1",
  });
  const json = JSON.parse(JSON.stringify(error)) as object;
  expect(json).toMatchObject({
    name: "FireworksAuthenticationError",
    status: 401,
    requestId: "req-9",
    retryable: false,
    headers: { "x-echo": "1" },
  });
  expect(JSON.stringify(error)).not.toContain("fw_secret_key");
});

test.each<[unknown, number, boolean]>([
  [said("busy", "503"), 503, true],
  [{ error: { message: "slow down", status: 429 } }, 429, true],
  [{ error: { message: "no", code: 404 } }, 404, false],
  [said("The prompt is too long: 9"), 400, false],
  [said("odd"), 200, false],
])("an error in the body of a 200, %o, counts as %i", (body, status, retryable) => {
  const error = refusal(200, body);
  expect(error).toMatchObject({ status, retryable });
  if (status === 503) expect(error).toBeInstanceOf(errors.FireworksOverloadedError);
});

test("a refusal keeps its own status, whatever its body says", () => {
  expect(refusal(404, { error: { message: "x", code: 503 } })).toMatchObject({
    name: "FireworksNotFoundError",
    status: 404,
  });
});

test("A123: 402, 403, 404, 412 and 503 say what to do", () => {
  for (const status of [401, 402, 403, 404, 412, 413, 429, 503]) {
    const { hint, message } = refusal(status, "");
    expect(hint).toBeTruthy();
    expect(message).toContain(hint);
  }
  expect(
    refusal(400, said("Requests with max_tokens > 4096 must have stream=true")).hint,
  ).toContain("stream: true");
});

test("from status 500 on, Fireworks failed; below, it refused", () => {
  expect(refusal(500, "").message).toMatch(/^Fireworks failed \(status 500\)/);
  expect(refusal(499, "").message).toMatch(/^Fireworks refused the request \(status 499\)/);
  expect(refusal(300, said("busy", "503"))).toMatchObject({ status: 300 });
});

test("a success that is not JSON says how it begins, without the key", () => {
  const body = `fw_secret_key ${"x".repeat(300)}`;
  const error = unreadableAnswerError(answer(200, body, { "x-request-id": "req-9", "x-a": "b" }));
  const start = `[redacted] ${"x".repeat(189)}`;
  expect(error.message).toBe(
    `The answer is not the JSON object that was expected: ${start} (status 200, request id req-9). ${error.hint}`,
  );
  expect(error).toMatchObject({ code: "invalid_response", status: 200, requestId: "req-9" });
  expect(error.hint).toContain("base URL");
  expect(error.body).toBe(`[redacted] ${"x".repeat(300)}`);
  expect(error.headers.get("x-a")).toBe("b");
  expect(unreadableAnswerError(answer(200, "")).message).toContain("expected (status 200)");
});

test.each<[number, string | undefined, string, number | undefined]>([
  [302, "https://elsewhere.test/path?a=b", "redirects to https://elsewhere.test, ", 302],
  [302, "/path", "redirects, ", 302],
  [307, undefined, "redirects, ", 307],
  [0, undefined, "redirects, ", undefined],
])("a redirect of status %i to %s is refused", (status, location, words, seen) => {
  const headers = { "x-request-id": "req-9", ...(location === undefined ? {} : { location }) };
  const error = redirectError(answer(status, "", headers));
  expect(error.message).toContain(`The server ${words}`);
  expect(error.message).toContain("so that the API key stays here");
  expect(error.message.endsWith(`request id req-9). ${error.hint}`)).toBe(true);
  expect(error.hint).toContain("Set baseURL");
  expect(error).toMatchObject({ code: "redirect_refused", requestId: "req-9" });
  expect(error.status).toBe(seen);
  expect(error.headers.get("location")).toBe(location ?? null);
});

test("what a storage refuses or redirects is an error of the storage", () => {
  const url = "https://storage.test/file?sig=1";
  const asked = { ...answer(403, ""), plane: "storage" as const, url };
  for (const error of [refusalError(asked), redirectError(asked)]) {
    expect(error).toMatchObject({ name: "FireworksStorageError", origin: "https://storage.test" });
  }
});
