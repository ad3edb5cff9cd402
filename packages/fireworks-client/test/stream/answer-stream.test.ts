import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AnswerStream, FireworksStreamError } from "fireworks-client";
import { rawServer } from "../raw-server.js";
import type { Reply } from "../raw-server.js";
import {
  chunk,
  collect,
  failureOf,
  HELLO,
  openStream,
  partialText,
  ROLE,
  STOP,
} from "../samples.js";
import { splits } from "./split.js";

/** What a reader of this stream ends with: the chunks it saw and the error, if any. */
async function readAll(answer: (reply: Reply) => void, options = {}) {
  const server = await rawServer(answer);
  const chunks: unknown[] = [];
  let error: FireworksStreamError | undefined;
  try {
    const stream = await openStream(server.baseURL, { maxRetries: 0, ...options });
    for await (const item of stream) chunks.push(item);
  } catch (thrown) {
    error = thrown as FireworksStreamError;
  }
  return { chunks, error };
}

const stream =
  (...events: unknown[]) =>
  (reply: Reply) =>
    reply
      .startStream({ connection: "close" })
      .events(...events)
      .endStream();

const plain = readFileSync(new URL("../fixtures/chat-plain.sse", import.meta.url));

test("gives the chunks in order and the answer's headers", async () => {
  const server = await rawServer((reply) => {
    reply.startStream({
      "x-request-id": "req-1",
      "fireworks-prompt-tokens": "20",
      "x-ratelimit-remaining-requests": "7",
    });
    reply.events(ROLE, HELLO, STOP, "[DONE]").endStream();
  });
  const answer = await openStream(server.baseURL);
  expect(answer).toBeInstanceOf(AnswerStream);
  expect(answer.response).toMatchObject({
    status: 200,
    requestId: "req-1",
    timings: { promptTokens: 20 },
    rateLimit: { requests: { remaining: 7 } },
    attempts: 1,
  });
  expect(await collect(answer)).toEqual([ROLE, HELLO, STOP]);
  expect(server.requests[0]?.headers.accept).toBe("text/event-stream");
});

test("any split into packets gives the same chunks over a real socket", async () => {
  let packets: Uint8Array[] = [];
  const server = await rawServer((reply) => {
    reply.socket.setNoDelay(true);
    reply.startStream();
    for (const packet of packets) reply.send(packet);
    reply.endStream();
  });
  packets = [plain];
  const whole = await collect(await openStream(server.baseURL));
  expect(whole).toHaveLength(5);
  await fc.assert(
    fc.asyncProperty(splits(plain), async (cut) => {
      packets = cut;
      expect(await collect(await openStream(server.baseURL))).toEqual(whole);
    }),
    { numRuns: 30 },
  );
});

test("keeps reading after the finish reason, for usage", async () => {
  const usage = { choices: [], usage: { prompt_tokens: 1, total_tokens: 2 } };
  const { chunks, error } = await readAll(stream(ROLE, STOP, usage, "[DONE]"));
  expect(error).toBeUndefined();
  expect(chunks.at(-1)).toEqual(usage);
});

test("comments, pings, empty data and unknown named events pass by", async () => {
  const { chunks, error } = await readAll((reply) => {
    reply.startStream({ connection: "close" });
    reply.send(": hello\n\nevent: ping\ndata: {}\n\nevent: note\ndata: not json\n\ndata:\n\n");
    reply.events(ROLE).send('event: ping\ndata: {"type":"ping"}\n\n').events(STOP, "[DONE]");
    reply.endStream();
  });
  expect(error).toBeUndefined();
  expect(chunks).toEqual([ROLE, STOP]);
});

test("unknown objects without choices are handed on untouched", async () => {
  const unknown = { id: "x", novelty: { a: 1 } };
  const { chunks, error } = await readAll(stream(unknown, ROLE, { choices: null }, STOP, "[DONE]"));
  expect(error).toBeUndefined();
  expect(chunks).toEqual([unknown, ROLE, { choices: null }, STOP]);
});

test("A64: a stream whose choices all finished needs no [DONE]", async () => {
  const second = [chunk({ content: "b" }, null, 1), chunk({}, "stop", 1)];
  expect((await readAll(stream(ROLE, STOP))).error).toBeUndefined();
  expect((await readAll(stream(ROLE, ...second, STOP))).error).toBeUndefined();
  expect((await readAll(stream(ROLE, second[0], STOP))).error).toMatchObject({
    reason: "cut-short",
  });
});

test("A64: with [DONE] one finished choice is enough", async () => {
  const { error } = await readAll(stream(ROLE, chunk({ content: "b" }, null, 1), STOP, "[DONE]"));
  expect(error).toBeUndefined();
});

describe("A64: a stream that ends too early", () => {
  const cases: [string, (reply: Reply) => void][] = [
    ["without finish reason and [DONE]", stream(ROLE, HELLO)],
    ["with [DONE] but no finish reason", stream(ROLE, HELLO, "[DONE]")],
    [
      "in the middle of an event",
      (reply) => {
        reply
          .startStream({ connection: "close" })
          .events(ROLE, HELLO)
          .send('data: {"id":"chatc')
          .endStream();
      },
    ],
    [
      "by a closed connection",
      (reply) => {
        reply.startStream().events(ROLE, HELLO);
        reply.socket.end();
      },
    ],
  ];
  test.each(cases)("%s is cut-short, with what had arrived", async (_name, answer) => {
    const { chunks, error } = await readAll(answer);
    expect(chunks).toEqual([ROLE, HELLO]);
    expect(error).toBeInstanceOf(FireworksStreamError);
    expect(error).toMatchObject({ reason: "cut-short", retryable: false });
    expect(partialText(error)).toBe("Hello");
  });

  test.each(cases)("%s is accepted with allowIncompleteStream", async (_name, answer) => {
    const { chunks, error } = await readAll(answer, { allowIncompleteStream: true });
    expect(error).toBeUndefined();
    expect(chunks).toEqual([ROLE, HELLO]);
  });
});

test.each([false, true])("A64: a reset connection, allowIncompleteStream %s", async (allow) => {
  let open: Reply | undefined;
  const server = await rawServer((reply) => {
    open = reply.startStream().events(ROLE, HELLO);
  });
  const answer = await openStream(server.baseURL, { allowIncompleteStream: allow });
  const iterator = answer[Symbol.asyncIterator]();
  await iterator.next();
  await iterator.next();
  open?.reset();
  if (allow) {
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  } else {
    const error = await failureOf(iterator.next());
    expect(error).toMatchObject({ reason: "cut-short", retryable: false });
    expect(error).toMatchObject({ cause: { name: "FireworksConnectionError" } });
    expect(partialText(error)).toBe("Hello");
  }
});

test.each([
  ["no bytes", (reply: Reply) => reply.startStream({ connection: "close" }).endStream()],
  [
    "only comments",
    (reply: Reply) => reply.startStream({ connection: "close" }).send(": hi\n\n").endStream(),
  ],
  ["[DONE] first", stream("[DONE]")],
])("A65: a stream with %s is an empty, retryable error", async (_name, answer) => {
  const { error, chunks } = await readAll(answer);
  expect(error).toMatchObject({ reason: "empty", retryable: true });
  expect(chunks).toEqual([]);
});

test("A63: an error object inside the stream carries status, code, type and the partial answer", async () => {
  const sent = {
    error: { message: "boom", code: "INTERNAL", type: "server_error", status: 500, param: "x" },
  };
  const { chunks, error } = await readAll(stream(ROLE, HELLO, sent, STOP, "[DONE]"));
  expect(chunks).toEqual([ROLE, HELLO]);
  expect(error).toMatchObject({
    reason: "sent-inside",
    status: 500,
    code: "INTERNAL",
    type: "server_error",
    param: "x",
    retryable: false,
    partial: { choices: [{ message: { content: "Hello" } }] },
  });
  expect(error?.message).toContain("boom");
});

test("A63: an error event by name, in JSON and in plain text", async () => {
  const named = (data: string) => (reply: Reply) => {
    reply
      .startStream({ connection: "close" })
      .events(ROLE)
      .send(`event: error\ndata: ${data}\n\n`)
      .endStream();
  };
  expect((await readAll(named('{"message":"boom","code":429}'))).error).toMatchObject({
    reason: "sent-inside",
    status: 429,
  });
  const { error } = await readAll(named("out of memory"));
  expect(error).toMatchObject({ reason: "sent-inside" });
  expect(error?.message).toContain("out of memory");
});

test('A63: the finish reason "error" is a failure, with the text of its own chunk', async () => {
  const { error } = await readAll(stream(ROLE, HELLO, chunk({ content: "!" }, "error"), "[DONE]"));
  expect(error).toMatchObject({ reason: "sent-inside" });
  expect(error?.partial?.choices[0]).toMatchObject({
    finish_reason: "error",
    message: { content: "Hello!" },
  });
});

test.each([["<html>oops</html>"], ["[1,2]"], ["42"], ["null"], ['"text"']])(
  "an event that is %s is not-json and shows itself",
  async (data) => {
    const { error, chunks } = await readAll(stream(ROLE, HELLO, data, STOP));
    expect(chunks).toEqual([ROLE, HELLO]);
    expect(error).toMatchObject({ reason: "not-json", retryable: false });
    expect(error?.message).toContain(data);
    expect(partialText(error)).toBe("Hello");
  },
);

test("a long unreadable event is shown in part", async () => {
  const { error } = await readAll(stream(ROLE, "x".repeat(5000)));
  expect(error?.message.length).toBeLessThan(400);
});

test("an event above the limit is too-large, after the chunks before it", async () => {
  const large = chunk({ content: "x".repeat(2000) });
  const { error, chunks } = await readAll(stream(ROLE, large, STOP), { maxEventLength: 1000 });
  expect(chunks).toEqual([ROLE]);
  expect(error).toMatchObject({ reason: "too-large", retryable: false });
});

test("a page or one JSON object instead of a stream is a typed error", async () => {
  const page = await readAll((reply) =>
    reply.text(200, "<html>Log in</html>", { "content-type": "text/html" }),
  );
  expect(page.error).toMatchObject({ reason: "not-a-stream", retryable: false });
  const error = await readAll((reply) => reply.json(200, { error: { message: "no such luck" } }));
  expect(error.error).toMatchObject({ name: "FireworksApiError", status: 200 });
  expect(error.error?.message).toContain("no such luck");
});

describe("A69: the connection is closed", () => {
  const endless = async () => rawServer((reply) => void reply.startStream().events(ROLE, HELLO));

  test("when the reader breaks out of the loop", async () => {
    const server = await endless();
    for await (const item of await openStream(server.baseURL)) {
      expect(item).toEqual(ROLE);
      break;
    }
    await server.allClosed();
  });

  test("when the loop's body throws", async () => {
    const server = await endless();
    const failing = async () => {
      for await (const _item of await openStream(server.baseURL)) throw new Error("mine");
    };
    expect(await failureOf(failing())).toMatchObject({ message: "mine" });
    await server.allClosed();
  });

  test("when the iterator is returned or thrown into", async () => {
    const server = await endless();
    const first = (await openStream(server.baseURL))[Symbol.asyncIterator]();
    expect(await first.return?.()).toEqual({ done: true, value: undefined });
    const second = (await openStream(server.baseURL))[Symbol.asyncIterator]();
    expect(await failureOf(second.throw?.(new Error("mine")) as Promise<unknown>)).toMatchObject({
      message: "mine",
    });
    await server.allClosed();
  });

  test("when an unread stream is cancelled, and reads after that find the end", async () => {
    const server = await endless();
    const answer = await openStream(server.baseURL);
    await answer.cancel();
    await server.allClosed();
    expect(await collect(answer)).toEqual([]);
  });

  test("when it is cancelled while a read is waiting", async () => {
    const server = await endless();
    const answer = await openStream(server.baseURL);
    const iterator = answer[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    const waiting = iterator.next();
    await answer.cancel();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await server.allClosed();
  });

  test("when an error is sent inside, although the server keeps its side open", async () => {
    const server = await rawServer(
      (reply) => void reply.startStream().events(ROLE, { error: "boom" }),
    );
    const answer = await openStream(server.baseURL);
    expect(await failureOf(collect(answer))).toMatchObject({ reason: "sent-inside" });
    await server.allClosed();
  });

  test("when the server keeps it open after [DONE], without making the reader wait", async () => {
    const server = await rawServer(
      (reply) => void reply.startStream().events(ROLE, STOP, "[DONE]"),
    );
    expect(await collect(await openStream(server.baseURL))).toEqual([ROLE, STOP]);
    await server.allClosed();
  });
});

test("a stream that ended well leaves its connection for a later request", async () => {
  const ports: (number | undefined)[] = [];
  const server = await rawServer((reply) => {
    ports.push(reply.socket.remotePort);
    reply.startStream().events(ROLE, STOP, "[DONE]").endStream();
  });
  // The very next request may come too early; if connections were closed, none would come back.
  while (ports.length < 20 && new Set(ports).size === ports.length) {
    await collect(await openStream(server.baseURL));
  }
  expect(new Set(ports).size).toBeLessThan(ports.length);
});

test("a second iteration is a typed error", async () => {
  const server = await rawServer(stream(ROLE, STOP, "[DONE]"));
  const answer = await openStream(server.baseURL);
  await collect(answer);
  expect(await failureOf(collect(answer))).toMatchObject({ reason: "already-read" });
});

test("reads that do not wait for each other are answered in order", async () => {
  const server = await rawServer((reply) => {
    reply.startStream();
    for (const item of [ROLE, HELLO, STOP, "[DONE]"]) reply.events(item);
    reply.endStream();
  });
  const iterator = (await openStream(server.baseURL))[Symbol.asyncIterator]();
  const steps = await Promise.all([1, 2, 3, 4, 5].map(() => iterator.next()));
  expect(steps.map((step) => step.value)).toEqual([ROLE, HELLO, STOP, undefined, undefined]);
});

test("after an error the iterator is at its end", async () => {
  const server = await rawServer(stream(ROLE, { error: "boom" }));
  const iterator = (await openStream(server.baseURL))[Symbol.asyncIterator]();
  await iterator.next();
  await failureOf(iterator.next());
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
});
