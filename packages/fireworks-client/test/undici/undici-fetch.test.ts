import { once } from "node:events";
import { createRequire } from "node:module";
import { brotliCompressSync, createGzip, gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { Agent, MockAgent } from "undici";
import type { FetchLike } from "fireworks-client";
import { undiciFetch } from "fireworks-client/undici";
import { rawServer } from "../raw-server.js";
import type { Handler, Reply } from "../raw-server.js";
import {
  ANSWER,
  chunk,
  client,
  collect,
  failureOf,
  HELLO,
  partialText,
  REQUEST,
  ROLE,
  STOP,
} from "../samples.js";

const STREAM = { ...REQUEST, stream: true } as const;

/** The oldest undici of the peer range that is installed, as another package's own. */
const { Agent: OldAgent } = createRequire(
  createRequire(import.meta.url).resolve("@ai-sdk/gateway"),
)("undici") as { Agent: typeof Agent };

async function asking(handler: Handler, fetch: FetchLike = undiciFetch()) {
  const server = await rawServer(handler);
  const { completions } = client(server.baseURL, { fetch, maxRetries: 0 }).chat;
  return { server, completions };
}

/** A whole answer, its body given as bytes. */
const compressed = (reply: Reply, body: Uint8Array, encoding: string): void => {
  reply.raw(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n\r\n`,
  );
  reply.socket.write(body);
};

test.each([
  ["undici 7", () => new Agent({ connections: 1 })],
  ["undici 6", () => new OldAgent({ connections: 1 })],
])("answers, whole and streamed, over one connection of %s", async (_name, make) => {
  const dispatcher = make();
  onTestFinished(() => dispatcher.close());
  const { server, completions } = await asking((reply, { body }) => {
    if (!body.includes('"stream":true')) return reply.json(200, ANSWER, { "x-request-id": "r1" });
    reply.startStream().events(ROLE, HELLO, STOP, "[DONE]").endStream();
  }, undiciFetch({ dispatcher }));
  const { data, response } = await completions.create(REQUEST).withResponse();
  expect(data).toEqual(ANSWER);
  expect(response).toMatchObject({ status: 200, requestId: "r1" });
  expect(response.headers).toBeInstanceOf(Headers);
  await completions.create(REQUEST);
  expect(await collect(await completions.create(STREAM))).toEqual([ROLE, HELLO, STOP]);
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "POST", "POST"]);
  expect(server.openSockets).toBe(1);
});

test("takes its own way without a dispatcher given, and leaves fetch to the platform's", async () => {
  const platform = Symbol.for("undici.globalDispatcher.1");
  const before: unknown = Reflect.get(globalThis, platform);
  const { completions } = await asking((reply) => reply.json(200, ANSWER));
  expect(await completions.create(REQUEST)).toEqual(ANSWER);
  expect(Reflect.get(globalThis, platform)).toBe(before);
});

test("goes by the dispatcher that a client's fetchOptions name", async () => {
  const mock = new MockAgent();
  mock.disableNetConnect();
  mock
    .get("http://mocked.test")
    .intercept({ path: "/v1/chat/completions", method: "POST" })
    .reply(200, ANSWER);
  const fetchOptions: object = { dispatcher: mock };
  const mocked = client("http://mocked.test/v1", { fetch: undiciFetch(), fetchOptions });
  expect(await mocked.chat.completions.create(REQUEST)).toEqual(ANSWER);
});

test("leaving the loop, an abort and an error inside close the connection", async () => {
  const { server, completions } = await asking(
    (reply) => void reply.startStream().events(ROLE, HELLO),
  );
  for await (const _chunk of await completions.create(STREAM)) break;
  await server.allClosed();
  const controller = new AbortController();
  const stream = await completions.create(STREAM, { signal: controller.signal });
  const reading = failureOf(collect(stream));
  controller.abort();
  expect(await reading).toMatchObject({ name: "AbortError" });
  await server.allClosed();
  const silent = await completions.create(STREAM, { streamIdleTimeout: 30 });
  const error = await failureOf(collect(silent));
  expect(error).toMatchObject({ phase: "idle" });
  expect(partialText(error)).toBe("Hello");
  await server.allClosed();
});

test("a broken connection is a connection error with its code, and keeps what had arrived", async () => {
  const { completions } = await asking((reply) => {
    reply.startStream().events(ROLE, HELLO);
    setTimeout(() => reply.reset(), 20);
  });
  const error = await failureOf(collect(await completions.create(STREAM)));
  expect(error).toMatchObject({ name: "FireworksStreamError", reason: "cut-short" });
  expect(partialText(error)).toBe("Hello");
  const refused = client("http://127.0.0.1:1/v1", { fetch: undiciFetch(), maxRetries: 0 });
  expect(await failureOf(refused.chat.completions.create(REQUEST))).toMatchObject({
    name: "FireworksConnectionError",
    code: "ECONNREFUSED",
    retryable: true,
  });
});

test("compression that was not asked for is undone, streams included", async () => {
  const text = JSON.stringify(ANSWER);
  const bodies: [Uint8Array, string][] = [
    [gzipSync(text), "gzip"],
    [brotliCompressSync(text), "br"],
    [brotliCompressSync(gzipSync(text)), "gzip, br"],
  ];
  const { server, completions } = await asking((reply, _request, attempt) => {
    compressed(reply, ...(bodies[attempt - 1] as [Uint8Array, string]));
  });
  for (const _body of bodies) expect(await completions.create(REQUEST)).toEqual(ANSWER);
  expect(server.requests[0]?.headers).not.toHaveProperty("accept-encoding");
});

test("a compressed body that ends too early is a typed error, not a shorter answer", async () => {
  const bytes = gzipSync(JSON.stringify(ANSWER));
  const { completions } = await asking((reply) =>
    compressed(reply, bytes.subarray(0, -12), "gzip"),
  );
  expect(await failureOf(completions.create(REQUEST))).toMatchObject({
    name: "FireworksConnectionError",
    code: "Z_BUF_ERROR",
    retryable: true,
  });
});

test("a redirect is not followed", async () => {
  const { server, completions } = await asking((reply) =>
    reply.text(307, "", { location: "https://elsewhere.test/v1" }),
  );
  expect(await failureOf(completions.create(REQUEST))).toMatchObject({
    status: 307,
    code: "redirect_refused",
  });
  expect(server.requests).toHaveLength(1);
});

test("headers that are no Latin text, and several of one name, arrive as fetch has them", async () => {
  const { completions } = await asking((reply) => {
    const text = JSON.stringify(ANSWER);
    reply.raw(
      `HTTP/1.1 200 OK\r\nx-name: M\u00fcnchen 漢\r\nx-two: a\r\nx-two: b\r\ncontent-length: ${text.length}\r\n\r\n${text}`,
    );
  });
  const { response } = await completions.create(REQUEST).withResponse();
  const bytes = Buffer.from(response.headers.get("x-name") ?? "", "latin1");
  expect(bytes.toString()).toBe("München 漢");
  expect(response.headers.get("x-two")).toBe("a, b");
});

test("a long stream read slowly stays whole", async () => {
  const words = Array.from({ length: 3_000 }, (_, index) => chunk({ content: ` word${index}` }));
  const { completions } = await asking((reply) => {
    reply
      .startStream()
      .events(ROLE, ...words, STOP, "[DONE]")
      .endStream();
  });
  const stream = await completions.create(STREAM);
  let seen = 0;
  for await (const _chunk of stream) {
    if ((seen += 1) % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(seen).toBe(words.length + 2);
});

test.each([
  ["of no length", "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 0\r\n\r\n"],
  ["of a status without one", "HTTP/1.1 304 Not Modified\r\ncontent-encoding: gzip\r\n\r\n"],
])("a body %s is not decompressed", async (_name, head) => {
  const { completions } = await asking((reply) => reply.raw(head));
  const error = await failureOf(completions.create(REQUEST));
  expect(error).toMatchObject({ name: "FireworksApiError" });
});

test("an event of a compressed stream arrives when it is flushed, not at the end", async () => {
  const gzip = createGzip();
  const { completions } = await asking((reply) => {
    reply.raw(
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n",
    );
    gzip.pipe(reply.socket);
    gzip.write(eventOf(ROLE));
    gzip.flush();
  });
  const chunks = [];
  for await (const received of await completions.create(STREAM)) {
    chunks.push(received);
    // The rest is only written when the first event was read.
    if (chunks.length === 1) gzip.end(`${eventOf(STOP)}data: [DONE]\n\n`);
  }
  expect(chunks).toEqual([ROLE, STOP]);
});

test("headers that undici 6 lets pass and nobody may read close the connection", async () => {
  const dispatcher = new OldAgent();
  onTestFinished(() => dispatcher.close());
  const fetch = undiciFetch({ dispatcher });
  const closed: Promise<unknown>[] = [];
  const { completions } = await asking((reply) => {
    closed.push(once(reply.socket, "close"));
    reply.raw("HTTP/1.1 200 OK\r\nbad name: 1\r\ncontent-length: 9\r\n\r\n");
  }, fetch);
  const error = await failureOf(completions.create(REQUEST));
  expect(error).toMatchObject({ name: "FireworksConfigurationError" });
  await Promise.all(closed);
});

const eventOf = (sent: object): string => `data: ${JSON.stringify(sent)}\n\n`;
