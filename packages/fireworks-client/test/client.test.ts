import { inspect } from "node:util";
import { afterEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import {
  FireworksApiError,
  FireworksAuthenticationError,
  FireworksClient,
  FireworksConfigurationError,
  VERSION,
} from "fireworks-client";
import type {
  ChatCompletionRequestNonStreaming,
  ChatCompletionRequestStreaming,
  ChatCompletionResponse,
  ChatCompletionStream,
} from "fireworks-client";
import { rawServer } from "./raw-server.js";
import {
  ANSWER,
  client,
  collect,
  failureOf,
  HELLO,
  KEY,
  MODEL,
  openStream,
  REQUEST,
  ROLE,
  STOP,
} from "./samples.js";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

test("sends the request as given, with key, JSON and user agent", async () => {
  const server = await rawServer((reply) => reply.json(200, ANSWER));
  const request = { ...REQUEST, temperature: 0, stop: "", user: null };
  expect(await client(server.baseURL).chat.completions.create(request)).toEqual(ANSWER);
  const [sent] = server.requests;
  expect(sent).toMatchObject({ method: "POST", path: "/inference/v1/chat/completions" });
  expect(JSON.parse(sent?.body ?? "")).toEqual(request);
  expect(sent?.headers).toMatchObject({
    authorization: `Bearer ${KEY}`,
    accept: "application/json",
    "content-type": "application/json",
    "user-agent": `fireworks-client/${VERSION}`,
  });
});

test("withResponse gives data and headers of the same single request", async () => {
  const server = await rawServer((reply) => reply.json(200, ANSWER, { "x-request-id": "r" }));
  const promise = client(server.baseURL).chat.completions.create(REQUEST);
  const { data, response } = await promise.withResponse();
  expect(data).toEqual(await promise);
  expect(response).toMatchObject({ status: 200, requestId: "r", attempts: 1 });
  expect(server.requests).toHaveLength(1);
});

test("an answer is an ordinary promise, and its failure is reported once", async () => {
  const server = await rawServer((reply) => reply.json(400, {}));
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const { completions } = client(server.baseURL).chat;
  const promise = completions.create(REQUEST);
  expect(promise).toBeInstanceOf(Promise);
  expect(await failureOf(promise.withResponse())).toBeInstanceOf(FireworksApiError);
  expect(await completions.create(REQUEST).catch(() => "caught")).toBe("caught");
  const after = vi.fn();
  await failureOf(completions.create(REQUEST).finally(after));
  expect(after).toHaveBeenCalledOnce();
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test("lists models with GET and without a body", async () => {
  const list = {
    object: "list",
    data: [{ id: MODEL, object: "model", owned_by: "fireworks", created: 1 }],
  };
  const server = await rawServer((reply) => reply.json(200, list));
  expect(await client(server.baseURL).models.list()).toEqual(list);
  expect(server.requests[0]).toMatchObject({
    method: "GET",
    path: "/inference/v1/models",
    body: "",
  });
  expect(server.requests[0]?.headers["content-type"]).toBeUndefined();
});

test("A11: headers of the environment, the client and the call, in that order; null removes", async () => {
  vi.stubEnv("FIREWORKS_CUSTOM_HEADERS", "X-A: env\nX-B: env\nX-C: env");
  const server = await rawServer((reply) => reply.json(200, ANSWER));
  await client(server.baseURL, {
    userAgent: "app/1",
    defaultHeaders: { "x-b": "client", "x-c": "client" },
  }).chat.completions.create(REQUEST, { headers: { "X-C": "call", accept: null } });
  expect(server.requests[0]?.headers).toMatchObject({
    "x-a": "env",
    "x-b": "client",
    "x-c": "call",
    "user-agent": `app/1 fireworks-client/${VERSION}`,
  });
  expect(server.requests[0]?.headers.accept).not.toBe("application/json");
});

test("a client knows which headers it sends with every request, in any case", () => {
  vi.stubEnv("FIREWORKS_CUSTOM_HEADERS", "X-Env: 1\nX-Gone: 1");
  const sender = client("http://127.0.0.1:1/v1", {
    defaultHeaders: { "X-Own": "1", "x-gone": null },
  });
  const names = ["x-env", "X-OWN", "x-gone", "x-other"];
  expect(names.map((name) => sender.sendsHeader(name))).toEqual([true, true, false, false]);
});

test("A18: without a key a server of one's own gets no Authorization", async () => {
  const server = await rawServer((reply) => reply.json(200, ANSWER));
  vi.stubEnv("FIREWORKS_API_KEY", "");
  await new FireworksClient({ baseURL: server.baseURL }).chat.completions.create(REQUEST);
  expect(server.requests[0]?.headers.authorization).toBeUndefined();
});

describe("A20: the key as a function", () => {
  test("is called for every attempt, its result never kept", async () => {
    let count = 0;
    const server = await rawServer((reply, _request, attempt) =>
      attempt < 3 ? reply.json(500, {}, { "retry-after-ms": "1" }) : reply.json(200, ANSWER),
    );
    await client(server.baseURL, {
      apiKey: async () => `fw_rotating_${(count += 1)}`,
    }).chat.completions.create(REQUEST);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer fw_rotating_1",
      "Bearer fw_rotating_2",
      "Bearer fw_rotating_3",
    ]);
  });

  test.each([[""], ["  "], [undefined], [`${KEY}\n`]])(
    "that returns %o is refused before any request",
    async (key) => {
      const server = await rawServer((reply) => reply.json(200, ANSWER));
      const error = await failureOf(
        client(server.baseURL, { apiKey: () => key as string }).chat.completions.create(REQUEST),
      );
      expect(error).toBeInstanceOf(FireworksConfigurationError);
      expect(error).toMatchObject({ field: "apiKey" });
      expect(FireworksAuthenticationError.isInstance(error)).toBe(
        typeof key === "string" && key.trim() === "",
      );
      expect(server.requests).toHaveLength(0);
    },
  );

  test("that fails is a configuration error with the failure as its cause", async () => {
    const cause = new Error("the vault is closed");
    const failing = client("http://localhost/v1", { apiKey: () => Promise.reject(cause) });
    expect(await failureOf(failing.chat.completions.create(REQUEST))).toMatchObject({
      code: "api_key_function_failed",
      cause,
    });
  });
});

describe("A21: the key shows nowhere", () => {
  const shows = (value: unknown): boolean =>
    [inspect(value, { depth: 9, showHidden: true }), JSON.stringify(value), String(value)].some(
      (text) => text?.includes(KEY),
    );

  test("when the client or its parts are printed", () => {
    const shown = client("http://localhost/v1");
    expect([shown, shown.chat, shown.chat.completions, shown.models].filter(shows)).toEqual([]);
  });

  test("when the server echoes it in body and headers", async () => {
    const echo = {
      error: { message: `bad key ${KEY}`, code: KEY, param: KEY, extra: { [KEY]: KEY } },
    };
    const server = await rawServer((reply) =>
      reply.json(401, echo, { "x-echo": KEY, authorization: `Bearer ${KEY}`, "x-request-id": KEY }),
    );
    const error = (await failureOf(
      client(server.baseURL).chat.completions.create(REQUEST),
    )) as FireworksApiError;
    expect(shows(error)).toBe(false);
    expect(shows([...error.headers])).toBe(false);
    expect(error.message).toContain("[redacted]");
  });

  test("when a stream echoes it", async () => {
    const server = await rawServer((reply) =>
      reply
        .startStream({ "x-echo": KEY })
        .events(ROLE, { error: { message: KEY, code: KEY, type: KEY } })
        .endStream(),
    );
    const stream = await openStream(server.baseURL);
    expect(shows(stream) || shows([...stream.response.headers])).toBe(false);
    expect(shows(await failureOf(collect(stream)))).toBe(false);
    const text = await rawServer((reply) =>
      reply.startStream().events(ROLE, `oops ${KEY}`).endStream(),
    );
    expect(shows(await failureOf(collect(await openStream(text.baseURL))))).toBe(false);
  });

  test("when fetch itself prints it", async () => {
    const leaky: typeof fetch = (_input, init) =>
      Promise.reject(
        new TypeError(`could not send ${new Headers(init?.headers).get("authorization")}`),
      );
    const error = await failureOf(
      client("http://localhost/v1", { fetch: leaky, maxRetries: 0 }).chat.completions.create(
        REQUEST,
      ),
    );
    expect(shows(error)).toBe(false);
  });

  test("in the log, which names attempts and ids", async () => {
    const lines: unknown[] = [];
    const logger = {
      info: (...line: unknown[]) => void lines.push(line),
      debug: (...line: unknown[]) => void lines.push(line),
    };
    const server = await rawServer((reply, _request, attempt) =>
      attempt === 1
        ? reply.json(500, { error: KEY }, { "retry-after-ms": "1", "x-echo": KEY })
        : reply.json(200, ANSWER),
    );
    await client(server.baseURL, { logLevel: "debug", logger }).chat.completions.create(REQUEST);
    expect(shows(lines)).toBe(false);
    expect(JSON.stringify(lines)).toContain("attempt 1 of 3 failed, next in 1 ms");
    lines.length = 0;
    await client(server.baseURL, { logLevel: "info", logger }).chat.completions.create(REQUEST);
    expect(lines).toEqual([["fireworks-client: status 200 on attempt 1"]]);
    await client(server.baseURL, { logger }).chat.completions.create(REQUEST);
    expect(lines).toHaveLength(1);
  });
});

describe("redirects", () => {
  test.each([301, 302, 307, 308])(
    "A21: a %i is a typed error and the key goes nowhere else",
    async (status) => {
      const other = await rawServer((reply) => reply.json(200, ANSWER));
      const server = await rawServer((reply) =>
        reply.text(status, "", { location: `${other.baseURL}?token=s3cret` }),
      );
      const error = await failureOf(
        client(server.baseURL, { fetchOptions: { redirect: "follow" } }).chat.completions.create(
          REQUEST,
        ),
      );
      expect(error).toBeInstanceOf(FireworksApiError);
      expect(error).toMatchObject({ status, code: "redirect_refused", retryable: false });
      expect((error as Error).message).toContain(new URL(other.baseURL).origin);
      expect((error as Error).message).not.toContain("s3cret");
      expect(other.requests).toHaveLength(0);
    },
  );

  test("a 304 is a plain refusal: it names no other place", async () => {
    const server = await rawServer((reply) => reply.raw("HTTP/1.1 304 Not Modified\r\n\r\n"));
    const error = await failureOf(client(server.baseURL).chat.completions.create(REQUEST));
    expect(error).toMatchObject({ name: "FireworksApiError", status: 304, retryable: false });
    expect((error as FireworksApiError).code).toBeUndefined();
  });

  test("a browser's opaque redirect is the same error without a status", async () => {
    const opaque = Object.create(new Response(null), {
      type: { value: "opaqueredirect" },
      status: { value: 0 },
      ok: { value: false },
      headers: { value: new Headers() },
      body: { value: null },
    }) as Response;
    const error = await failureOf(
      client("http://localhost/v1", { fetch: async () => opaque }).chat.completions.create(REQUEST),
    );
    expect(error).toMatchObject({ code: "redirect_refused" });
    expect((error as FireworksApiError).status).toBeUndefined();
  });
});

test.each(["<html>hello</html>", "[]", '"text"', "", "{"])(
  "a 200 that is %o instead of an object is a typed error",
  async (body) => {
    const server = await rawServer((reply) => reply.text(200, body));
    expect(await failureOf(client(server.baseURL).chat.completions.create(REQUEST))).toMatchObject({
      name: "FireworksApiError",
      code: "invalid_response",
      status: 200,
      retryable: false,
    });
  },
);

test("a 200 that holds an error object is an error", async () => {
  const server = await rawServer((reply) => reply.json(200, { error: { message: "not really" } }));
  const error = await failureOf(client(server.baseURL).chat.completions.create(REQUEST));
  expect(error).toMatchObject({ name: "FireworksApiError", status: 200 });
  expect((error as Error).message).toContain("not really");
});

test("a 200 with an error beside an empty list of choices is an error too", async () => {
  const server = await rawServer((reply) =>
    reply.json(200, { error: { message: "not really" }, choices: [] }),
  );
  const error = await failureOf(client(server.baseURL).chat.completions.create(REQUEST));
  expect(error).toMatchObject({ name: "FireworksApiError", status: 200, retryable: false });
});

test("a 200 with choices is an answer, whatever stands beside them", async () => {
  const answer = { ...ANSWER, error: { message: "a warning" } };
  const server = await rawServer((reply) => reply.json(200, answer));
  expect(await client(server.baseURL).chat.completions.create(REQUEST)).toEqual(answer);
});

test("a 200 whose error names a status is retried by that status", async () => {
  const server = await rawServer((reply, _request, attempt) =>
    attempt === 1
      ? reply.json(200, { error: { message: "busy", code: 503 } }, { "retry-after-ms": "1" })
      : reply.json(200, ANSWER),
  );
  expect(await client(server.baseURL).chat.completions.create(REQUEST)).toEqual(ANSWER);
  expect(server.requests).toHaveLength(2);
});

test("the arguments of a tool call are left as they came, also as an object", async () => {
  const call = { id: null, function: { name: "f", arguments: { a: 1 } } };
  const message = { role: "assistant", tool_calls: [call] };
  const answer = { ...ANSWER, id: null, choices: [{ index: 0, message }] };
  const server = await rawServer((reply) => reply.json(200, answer));
  expect(await client(server.baseURL).chat.completions.create(REQUEST)).toEqual(answer);
});

test("a refusal whose body breaks off is still told by its status", async () => {
  const server = await rawServer((reply) => {
    reply.raw("HTTP/1.1 404 Not Found\r\ncontent-length: 500\r\n\r\n{");
    reply.socket.end();
  });
  expect(await failureOf(client(server.baseURL).chat.completions.create(REQUEST))).toMatchObject({
    status: 404,
  });
});

test("a request that JSON cannot carry is a configuration error", async () => {
  const request = { ...REQUEST, seed: 1n as unknown as number };
  const error = await failureOf(client("http://localhost/v1").chat.completions.create(request));
  expect(error).toMatchObject({ name: "FireworksConfigurationError", field: "request" });
});

test("A12: fetch and fetchOptions are used; the global fetch is looked up at each call", async () => {
  const calls: RequestInit[] = [];
  const answer: typeof fetch = async (_input, init) => {
    calls.push(init ?? {});
    return Response.json(ANSWER);
  };
  await client("http://localhost/v1", {
    fetch: answer,
    fetchOptions: { keepalive: true },
  }).chat.completions.create(REQUEST);
  expect(calls[0]).toMatchObject({ keepalive: true, redirect: "manual", method: "POST" });
  const global = client("http://localhost/v1");
  vi.stubGlobal("fetch", answer);
  expect(await global.chat.completions.create(REQUEST)).toEqual(ANSWER);
});

test("in a page and in its workers no user agent is sent", async () => {
  const server = await rawServer((reply) => reply.json(200, ANSWER));
  vi.stubGlobal("document", {});
  await client(server.baseURL).chat.completions.create(REQUEST);
  expect(server.requests[0]?.headers["user-agent"] ?? "").not.toContain("fireworks-client");
});

test("stream and answer types follow the request", async () => {
  const server = await rawServer((reply, { body }) => {
    if (body.includes('"stream":true'))
      reply.startStream().events(ROLE, HELLO, STOP, "[DONE]").endStream();
    else reply.json(200, ANSWER);
  });
  const { completions } = client(server.baseURL).chat;
  const text: string | null | undefined = (await completions.create(REQUEST)).choices[0]?.message
    .content;
  expect(text).toBe("Hi!");
  const stream = await completions.create({ ...REQUEST, stream: true });
  for await (const { choices } of stream) expect(choices).toBeDefined();
});

test("a request in a variable of the named type gives the precise answer", () => {
  const { completions } = client("http://localhost/v1", {
    fetch: async () => Response.json(ANSWER),
  }).chat;
  const whole: ChatCompletionRequestNonStreaming = { ...REQUEST };
  const streamed: ChatCompletionRequestStreaming = { ...REQUEST, stream: true };
  const ask = () => completions.create(whole);
  const stream = () => completions.create(streamed);
  expectTypeOf<ReturnType<typeof ask>>().resolves.toEqualTypeOf<ChatCompletionResponse>();
  expectTypeOf<ReturnType<typeof stream>>().resolves.toEqualTypeOf<ChatCompletionStream>();
  expectTypeOf(ask).returns.toHaveProperty("withResponse");
});
