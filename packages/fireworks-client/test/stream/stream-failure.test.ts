import { describe, expect, test } from "vitest";
import * as errors from "fireworks-client";
import { FireworksApiError, FireworksError, FireworksStreamError } from "fireworks-client";
import { rawServer } from "../raw-server.js";
import type { Reply } from "../raw-server.js";
import { collect, failureOf, HELLO, openStream, partialText, ROLE } from "../samples.js";

/** The error of a stream that ends with `send`, after one chunk or as its first event. */
async function failure(send: (reply: Reply) => void, before: unknown[] = [ROLE]) {
  const server = await rawServer((reply) => {
    reply.startStream({ "x-request-id": "req-1", "x-ratelimit-limit-requests": "9" });
    send(reply.events(...before));
    reply.endStream();
  });
  const reading = async () => collect(await openStream(server.baseURL, { maxRetries: 0 }));
  return (await failureOf(reading())) as FireworksStreamError;
}

const sent = (error: unknown, before?: unknown[]) =>
  failure((reply) => void reply.events({ error }), before);

const said = (message: string, more: object = {}) => ({ message, ...more });

test.each<[unknown, number, string]>([
  [said("no", { code: 400 }), 400, "FireworksBadRequestError"],
  [
    said("The prompt is too long: 9, model maximum context length: 8"),
    400,
    "FireworksContextOverflowError",
  ],
  [said("x", { code: "context_length_exceeded" }), 400, "FireworksContextOverflowError"],
  [said("bad", { type: "invalid_request_error" }), 400, "FireworksBadRequestError"],
  [said("no", { code: "UNAUTHORIZED" }), 401, "FireworksAuthenticationError"],
  [said("no", { status: 401 }), 401, "FireworksAuthenticationError"],
  [said("no", { code: "insufficient_quota" }), 402, "FireworksBillingError"],
  [said("no", { code: 7 }), 403, "FireworksPermissionError"],
  [said("no", { code: "NOT_FOUND" }), 404, "FireworksNotFoundError"],
  ["Model not found, inaccessible, and/or not deployed", 404, "FireworksNotFoundError"],
  [said("x", { code: "429" }), 429, "FireworksRateLimitError"],
  [
    said("rate limit exceeded, please try again later", { type: "invalid_request_error" }),
    429,
    "FireworksRateLimitError",
  ],
  [said("x", { type: "server_error" }), 500, "FireworksServerError"],
  [said("x", { type: "overloaded_error" }), 503, "FireworksOverloadedError"],
  [said("x", { code: "DEPLOYMENT_SCALING_UP" }), 503, "FireworksDeploymentScalingUpError"],
])(
  "A63: %o inside a stream passes for its refusal's class as well",
  async (error, status, name) => {
    const stream = await sent(error);
    expect(stream).toBeInstanceOf(FireworksStreamError);
    expect(FireworksStreamError.isInstance(stream)).toBe(true);
    expect(Reflect.get(errors, name).isInstance(stream)).toBe(true);
    expect(stream).toBeInstanceOf(Reflect.get(errors, name));
    expect(stream).toBeInstanceOf(FireworksApiError);
    expect(stream).toMatchObject({ name: "FireworksStreamError", reason: "sent-inside", status });
    expect(stream.headers?.get("x-request-id")).toBe("req-1");
    expect(stream.rateLimit).toEqual({ requests: { limit: 9 } });
    expect(stream.retryable).toBe(false);
  },
);

test("A119: a prompt that is too long is three things, with the refusal's hint", async () => {
  const error = await sent(said("The prompt is too long"));
  expect(errors.FireworksContextOverflowError.isInstance(error)).toBe(true);
  expect(errors.FireworksBadRequestError.isInstance(error)).toBe(true);
  expect(errors.FireworksNotFoundError.isInstance(error)).toBe(false);
  expect(error.hint).toContain("Shorten the messages");
  expect(error.body).toEqual({ error: { message: "The prompt is too long" } });
});

test("A63: the marks of one error do not reach another", async () => {
  await sent(said("no", { code: 404 }));
  const plain = await sent("boom");
  expect(plain).toMatchObject({ reason: "sent-inside" });
  expect(plain).not.toBeInstanceOf(FireworksApiError);
  expect(plain.status).toBeUndefined();
  expect(plain.headers).toBeInstanceOf(Headers);
});

describe("A110: as the first event", () => {
  test.each<[unknown, boolean]>([
    [said("The prompt is too long: 9"), false],
    [said("no", { code: 400 }), false],
    [said("You exceeded your quota", { code: 429 }), false],
    [said("x", { code: "DEPLOYMENT_SCALING_UP" }), false],
    ["boom", false],
    [said("rate limit exceeded"), true],
    [said("x", { code: 503 }), true],
    [said("x", { type: "timeout" }), true],
  ])("%o has retryable %s", async (error, retryable) => {
    expect(await sent(error, [])).toMatchObject({ reason: "sent-inside", retryable });
  });
});

test.each<[unknown, string]>([
  [["a", "b"], "a; b"],
  [[{ message: "in a list" }], "in a list"],
  [{ error: { message: "nested" } }, "nested"],
  [{ error: { error: "deeper" } }, "deeper"],
  [{ detail: "detailed" }, "detailed"],
])("A63: the text of %o is kept", async (error, text) => {
  expect((await sent(error)).message).toContain(`inside the stream: ${text}`);
});

test("A63: an error without any known text shows what was sent in its body", async () => {
  expect((await sent({ odd: 1 })).body).toEqual({ error: { odd: 1 } });
});

test.each(["event: error\ndata:\n\n", "event: error\ndata: \n\n", "event: error\n\n"])(
  "A63: %o is a failure without a text",
  async (text) => {
    const error = await failure((reply) => void reply.send(text), [ROLE, HELLO]);
    expect(error).toMatchObject({ reason: "sent-inside" });
    expect(partialText(error)).toBe("Hello");
  },
);

test("A118: its JSON has what was sent and stays a plain object", async () => {
  const error = await sent(said("no", { code: 404, param: "model" }));
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({
    name: "FireworksStreamError",
    reason: "sent-inside",
    status: 404,
    param: "model",
    requestId: "req-1",
  });
  expect(FireworksError.isInstance(error)).toBe(true);
});

test("A63: a stream that breaks says which attempt it was", async () => {
  const server = await rawServer((reply, _request, attempt) => {
    if (attempt === 1) return reply.json(503, {}, { "retry-after-ms": "1" });
    reply.startStream().events(ROLE, HELLO).endStream();
  });
  const reading = async () => collect(await openStream(server.baseURL, { maxRetries: 1 }));
  const error = await failureOf(reading());
  expect(error).toMatchObject({ reason: "cut-short", attempts: 2 });
});
