import { describe, expect, test } from "vitest";
import {
  FireworksApiError,
  FireworksBillingError,
  FireworksConnectionError,
  FireworksRateLimitError,
} from "fireworks-client";
import type { ResponseInfo, RetryInfo } from "fireworks-client";
import { rawServer } from "../raw-server.js";
import type { Handler, Reply } from "../raw-server.js";
import { ANSWER, client, collect, failureOf, openStream, REQUEST, ROLE, STOP } from "../samples.js";

const SOON = { "retry-after-ms": "1" };
const REFUSAL = { error: { message: "no" } };

/** Fails `failures` times, then answers. */
const failing =
  (failures: number, fail: (reply: Reply) => void): Handler =>
  (reply, _request, attempt) => {
    if (attempt <= failures) fail(reply);
    else reply.json(200, ANSWER);
  };

const create = (baseURL: string, options = {}) =>
  client(baseURL).chat.completions.create(REQUEST, options);

test.each([408, 425, 429, 500, 502, 503, 504, 520])("A108: %i is retried", async (status) => {
  const server = await rawServer(failing(1, (reply) => reply.json(status, REFUSAL, SOON)));
  expect(await create(server.baseURL)).toEqual(ANSWER);
  expect(server.requests).toHaveLength(2);
});

test.each([400, 401, 402, 403, 404, 405, 409, 412, 413, 418, 422, 501, 505])(
  "A108: %i is not retried and says so",
  async (status) => {
    const server = await rawServer(failing(1, (reply) => reply.json(status, REFUSAL, SOON)));
    const error = await failureOf(create(server.baseURL));
    expect(error).toBeInstanceOf(FireworksApiError);
    expect(error).toMatchObject({ status, retryable: false });
    expect(server.requests).toHaveLength(1);
  },
);

test.each([
  [undefined, 3],
  [2, 3],
  [0, 1],
  [null, 1],
  [1, 2],
])(
  "A107: maxRetries %s makes %i attempts, as an option of the client or of the call",
  async (maxRetries, attempts) => {
    const server = await rawServer((reply) => reply.json(500, REFUSAL, SOON));
    const error = await failureOf(
      client(server.baseURL, { maxRetries }).chat.completions.create(REQUEST),
    );
    expect(error).toMatchObject({ status: 500, retryable: true, attempts });
    expect(server.requests).toHaveLength(attempts);
    await failureOf(
      client(server.baseURL, { maxRetries: 5 }).chat.completions.create(REQUEST, {
        maxRetries: maxRetries ?? 0,
      }),
    );
    expect(server.requests).toHaveLength(attempts + (maxRetries ?? 0) + 1);
  },
);

test("A109: x-should-retry wins over the table", async () => {
  const yes = await rawServer(
    failing(1, (reply) => reply.json(400, REFUSAL, { ...SOON, "x-should-retry": "true" })),
  );
  expect(await create(yes.baseURL)).toEqual(ANSWER);
  const no = await rawServer(
    failing(1, (reply) => reply.json(500, REFUSAL, { ...SOON, "x-should-retry": "false" })),
  );
  expect(await failureOf(create(no.baseURL))).toMatchObject({ status: 500, retryable: false });
});

test("A109: a wait longer than a minute is thrown with its length", async () => {
  const server = await rawServer((reply) => reply.json(429, REFUSAL, { "retry-after": "61" }));
  const error = await failureOf(create(server.baseURL));
  expect(error).toBeInstanceOf(FireworksRateLimitError);
  expect(error).toMatchObject({ retryAfterMs: 61_000, retryable: false });
  expect(server.requests).toHaveLength(1);
});

test("a 429 about quota is a billing error and not retried; a scaling-up 503 neither", async () => {
  const quota = await rawServer((reply) =>
    reply.json(429, { error: { message: "You exceeded your quota" } }, SOON),
  );
  expect(await failureOf(create(quota.baseURL))).toBeInstanceOf(FireworksBillingError);
  const scaling = {
    error: { message: "Deployment is currently scaled to zero", code: "DEPLOYMENT_SCALING_UP" },
  };
  const starting = await rawServer((reply) => reply.json(503, scaling, SOON));
  expect(await failureOf(create(starting.baseURL))).toMatchObject({
    name: "FireworksDeploymentScalingUpError",
    retryable: false,
  });
  expect(quota.requests.length + starting.requests.length).toBe(2);
});

test("A116: observers see every retried attempt and every response, and may throw", async () => {
  const server = await rawServer(
    failing(2, (reply) => reply.json(503, REFUSAL, { ...SOON, "x-request-id": "r" })),
  );
  const retries: RetryInfo[] = [];
  const responses: ResponseInfo[] = [];
  const answer = await client(server.baseURL, {
    onRetry: (info) => retries.push(info),
    onResponse: () => {
      throw new Error("an observer's own problem");
    },
  })
    .chat.completions.create(REQUEST, { onResponse: (info) => responses.push(info) })
    .withResponse();
  expect(retries.map(({ attempt, maxRetries, delayMs }) => [attempt, maxRetries, delayMs])).toEqual(
    [
      [1, 2, 1],
      [2, 2, 1],
    ],
  );
  expect(retries[0]?.error).toMatchObject({ status: 503, requestId: "r" });
  expect(responses.map(({ status, attempts }) => [status, attempts])).toEqual([
    [503, 1],
    [503, 2],
    [200, 3],
  ]);
  expect(answer.response.attempts).toBe(3);
});

describe.concurrent("A108: what breaks before the answer is retried with a growing wait", () => {
  test.each<[string, (reply: Reply) => void]>([
    ["a reset", (reply) => reply.reset()],
    ["a close without an answer", (reply) => reply.socket.end()],
    [
      "a body that breaks off",
      (reply) => {
        reply.raw("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{");
        reply.socket.end();
      },
    ],
  ])("%s", async (_name, fail) => {
    const server = await rawServer(failing(1, fail));
    const delays: number[] = [];
    expect(
      await create(server.baseURL, { onRetry: ({ delayMs }: RetryInfo) => delays.push(delayMs) }),
    ).toEqual(ANSWER);
    expect(server.requests).toHaveLength(2);
    expect(delays[0]).toBeGreaterThanOrEqual(375);
    expect(delays[0]).toBeLessThanOrEqual(500);
  });

  test("a refused connection is a connection error with the system's code", async () => {
    const server = await rawServer(() => undefined);
    const { baseURL } = server;
    await server.close();
    const error = await failureOf(create(baseURL, { maxRetries: 0 }));
    expect(error).toBeInstanceOf(FireworksConnectionError);
    expect(error).toMatchObject({ code: "ECONNREFUSED", retryable: true });
    expect((error as Error).message).toContain("connect ECONNREFUSED 127.0.0.1");
  });
});

describe.concurrent("A110: a stream is retried until its first event", () => {
  test.each<[string, (reply: Reply) => void]>([
    ["a status", (reply) => reply.json(503, REFUSAL, SOON)],
    ["an empty stream", (reply) => reply.startStream().endStream()],
    [
      "a stream cut before its first event",
      (reply) => {
        reply.startStream().send(': hi\n\ndata: {"id"');
        reply.socket.end();
      },
    ],
    [
      "a retryable error as the first event",
      (reply) =>
        reply
          .startStream()
          .events({ error: { code: 503 } })
          .endStream(),
    ],
    [
      "an overload by name",
      (reply) =>
        reply
          .startStream()
          .events({ error: { type: "overloaded_error" } })
          .endStream(),
    ],
  ])("%s", async (_name, fail) => {
    const server = await rawServer((reply, _request, attempt) => {
      if (attempt === 1) fail(reply);
      else reply.startStream().events(ROLE, STOP, "[DONE]").endStream();
    });
    const stream = await openStream(server.baseURL);
    expect(stream.response.attempts).toBe(2);
    expect(await collect(stream)).toEqual([ROLE, STOP]);
  });

  test("never after it", async () => {
    const server = await rawServer(
      (reply) => void reply.startStream().events(ROLE, { error: { code: 503 } }),
    );
    const error = await failureOf(collect(await openStream(server.baseURL)));
    expect(error).toMatchObject({ reason: "sent-inside", status: 503, retryable: false });
    expect(server.requests).toHaveLength(1);
  });

  test("not for an error that does not pass", async () => {
    const server = await rawServer((reply) =>
      reply
        .startStream()
        .events({ error: { code: 400, message: "x" } })
        .endStream(),
    );
    expect(await failureOf(openStream(server.baseURL))).toMatchObject({
      status: 400,
      retryable: false,
    });
    expect(server.requests).toHaveLength(1);
  });
});
