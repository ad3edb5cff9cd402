import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FireworksAbortError, FireworksTimeoutError } from "fireworks-client";
import { AttemptClock } from "../../src/http/attempt-clock.js";
import { rawServer } from "../raw-server.js";
import type { Reply } from "../raw-server.js";
import {
  ANSWER,
  client,
  collect,
  failureOf,
  partialText,
  HELLO,
  openStream,
  REQUEST,
  ROLE,
  STOP,
} from "../samples.js";

const silent = (): void => undefined;
const head = (reply: Reply): void => reply.raw("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n");
const never = new Promise<never>(() => undefined);

describe.concurrent("A111: three clocks, each with its own name", () => {
  test.each<[string, object, (reply: Reply) => void, object]>([
    ["no answer", { timeout: 30 }, silent, { phase: "total", timeoutMs: 30 }],
    ["no answer", { firstByteTimeout: 30 }, silent, { phase: "first-byte", timeoutMs: 30 }],
    ["headers only", { firstByteTimeout: 30 }, head, { phase: "first-byte" }],
    ["half a body", { timeout: 60 }, (reply) => (head(reply), reply.raw("{")), { phase: "total" }],
  ])("%s with %o", async (_name, options, answer, expected) => {
    const server = await rawServer(answer);
    const error = await failureOf(
      client(server.baseURL).chat.completions.create(REQUEST, { ...options, maxRetries: 0 }),
    );
    expect(error).toBeInstanceOf(FireworksTimeoutError);
    expect(error).toMatchObject({ ...expected, retryable: true });
    await server.allClosed();
  });

  test("a body that began in time is not cut by the first-byte clock", async () => {
    const server = await rawServer((reply) => {
      const text = JSON.stringify(ANSWER);
      reply.raw(`HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text.slice(0, 5)}`);
      setTimeout(() => reply.raw(text.slice(5)), 500);
    });
    expect(
      await client(server.baseURL, { firstByteTimeout: 350 }).chat.completions.create(REQUEST),
    ).toEqual(ANSWER);
  });

  test("for a stream the first-byte clock runs until the first event: comments do not stop it", async () => {
    const server = await rawServer((reply) => void reply.startStream().send(": wait\n\n"));
    const error = await failureOf(
      openStream(server.baseURL, { firstByteTimeout: 40, maxRetries: 0 }),
    );
    expect(error).toMatchObject({ phase: "first-byte", retryable: true });
    await server.allClosed();
  });

  test("a stream that began in time may go on", async () => {
    const server = await rawServer((reply) => {
      reply.startStream().events(ROLE);
      setTimeout(() => reply.events(STOP, "[DONE]").endStream(), 500);
    });
    const stream = await openStream(server.baseURL, { firstByteTimeout: 350 });
    expect(await collect(stream)).toEqual([ROLE, STOP]);
  });

  test("a timeout before the first event is retried", async () => {
    const server = await rawServer((reply, _request, attempt) => {
      if (attempt > 1) reply.startStream().events(ROLE, STOP, "[DONE]").endStream();
    });
    const stream = await openStream(server.baseURL, { firstByteTimeout: 350 });
    expect(stream.response.attempts).toBe(2);
    await collect(stream);
  });

  test("A66: silence in a stream is an idle timeout with the partial answer, not retried", async () => {
    const server = await rawServer((reply) => void reply.startStream().events(ROLE, HELLO));
    const stream = await openStream(server.baseURL, { streamIdleTimeout: 300 });
    const error = await failureOf(collect(stream));
    expect(error).toMatchObject({ phase: "idle", timeoutMs: 300, retryable: false });
    expect(partialText(error)).toBe("Hello");
    expect(server.requests).toHaveLength(1);
    await server.allClosed();
  });

  test("A66: comments are life, and a slow reader is not silence", async () => {
    const server = await rawServer((reply) => {
      reply.startStream().events(ROLE);
      let beats = 0;
      const timer = setInterval(() => {
        reply.send(": beat\n\n");
        if ((beats += 1) < 8) return;
        clearInterval(timer);
        reply.events(STOP, "[DONE]").endStream();
      }, 80);
    });
    const stream = await openStream(server.baseURL, { streamIdleTimeout: 400 });
    for await (const _chunk of stream) await new Promise((resolve) => setTimeout(resolve, 450));
  });

  test("the total clock also runs while a stream is read", async () => {
    const server = await rawServer((reply) => {
      reply.startStream().events(ROLE, HELLO);
      const timer = setInterval(() => reply.send(": beat\n\n"), 10);
      reply.socket.once("close", () => clearInterval(timer));
    });
    const error = await failureOf(collect(await openStream(server.baseURL, { timeout: 400 })));
    expect(error).toMatchObject({ phase: "total", timeoutMs: 400, retryable: false });
    expect(partialText(error)).toBe("Hello");
    await server.allClosed();
  });

  test("null takes a limit of the client away for one call", async () => {
    const server = await rawServer((reply) => setTimeout(() => reply.json(200, ANSWER), 60));
    const limited = client(server.baseURL, { timeout: 20, maxRetries: 0 });
    expect(await failureOf(limited.chat.completions.create(REQUEST))).toMatchObject({
      phase: "total",
    });
    expect(await limited.chat.completions.create(REQUEST, { timeout: null })).toEqual(ANSWER);
  });

  test("a fetch that ignores its signal cannot hold the call, and what it opens late is freed", async () => {
    let cancelled = false;
    let answer: (response: Response) => void = silent;
    const late = new Promise<Response>((resolve) => (answer = resolve));
    const body = new ReadableStream({ cancel: () => void (cancelled = true) });
    const deaf = client("http://localhost/v1", { fetch: () => late, timeout: 20, maxRetries: 0 });
    expect(await failureOf(deaf.chat.completions.create(REQUEST))).toMatchObject({
      phase: "total",
    });
    answer(new Response(body));
    await late;
    await Promise.resolve();
    expect(cancelled).toBe(true);
  });
});

describe.concurrent("A112: an abort", () => {
  const reason = new Error("the user left");

  test("before the call sends nothing", async () => {
    const server = await rawServer((reply) => reply.json(200, ANSWER));
    const signal = AbortSignal.abort(reason);
    const error = await failureOf(
      client(server.baseURL).chat.completions.create(REQUEST, { signal }),
    );
    expect(error).toBeInstanceOf(FireworksAbortError);
    expect(error).toMatchObject({ name: "AbortError", cause: reason, retryable: false });
    expect(server.requests).toHaveLength(0);
  });

  test("while waiting for the answer closes the connection", async () => {
    const controller = new AbortController();
    const server = await rawServer(() => controller.abort(reason));
    const create = client(server.baseURL).chat.completions.create(REQUEST, {
      signal: controller.signal,
    });
    expect(await failureOf(create)).toMatchObject({ name: "AbortError", cause: reason });
    await server.allClosed();
    expect(server.requests).toHaveLength(1);
  });

  test("while the key is being fetched", async () => {
    const controller = new AbortController();
    const waiting = client("http://localhost/v1", { apiKey: () => never });
    const create = waiting.chat.completions.create(REQUEST, { signal: controller.signal });
    controller.abort(reason);
    expect(await failureOf(create)).toMatchObject({ name: "AbortError" });
  });

  test("while reading a stream carries the partial answer and closes the connection", async () => {
    const controller = new AbortController();
    const server = await rawServer((reply) => void reply.startStream().events(ROLE, HELLO));
    const stream = await openStream(server.baseURL, { signal: controller.signal });
    const error = await failureOf(
      (async () => {
        for await (const chunk of stream)
          if (chunk.choices?.[0]?.delta.content) controller.abort(reason);
      })(),
    );
    expect(error).toMatchObject({ name: "AbortError", cause: reason, retryable: false });
    expect(partialText(error)).toBe("Hello");
    await server.allClosed();
  });

  test("between the call and the first read wins over the first chunk", async () => {
    const controller = new AbortController();
    const server = await rawServer((reply) => void reply.startStream().events(ROLE, HELLO));
    const stream = await openStream(server.baseURL, { signal: controller.signal });
    controller.abort(reason);
    const chunks: unknown[] = [];
    const read = async () => {
      for await (const chunk of stream) chunks.push(chunk);
    };
    expect(await failureOf(read())).toMatchObject({ name: "AbortError", cause: reason });
    expect(chunks).toEqual([]);
    await server.allClosed();
  });

  test("keeps its reason as it is, the same object", async () => {
    const own = Object.assign(new Error("the user left"), { detail: { a: 1 } });
    const signal = AbortSignal.abort(own);
    const call = client("http://localhost/v1").chat.completions.create(REQUEST, { signal });
    expect(((await failureOf(call)) as Error).cause).toBe(own);
  });

  test("wins over chunks that are already here", async () => {
    const controller = new AbortController();
    const server = await rawServer(
      (reply) => void reply.startStream().events(ROLE, HELLO, HELLO, STOP, "[DONE]"),
    );
    const iterator = (await openStream(server.baseURL, { signal: controller.signal }))[
      Symbol.asyncIterator
    ]();
    await iterator.next();
    controller.abort(reason);
    expect(await failureOf(iterator.next())).toMatchObject({ name: "AbortError" });
  });

  test("during the wait before a retry ends it at once", async () => {
    const controller = new AbortController();
    const server = await rawServer((reply) => reply.json(429, {}, { "retry-after": "30" }));
    const create = client(server.baseURL, {
      onRetry: () => controller.abort(reason),
    }).chat.completions.create(REQUEST, {
      signal: controller.signal,
    });
    expect(await failureOf(create)).toMatchObject({ name: "AbortError", cause: reason });
    expect(server.requests).toHaveLength(1);
  });

  test("by AbortSignal.timeout is a total timeout, not retried", async () => {
    const server = await rawServer(silent);
    const signal = AbortSignal.timeout(30);
    const onRetry = vi.fn<() => void>();
    const error = await failureOf(
      client(server.baseURL, { onRetry }).chat.completions.create(REQUEST, { signal }),
    );
    expect(error).toBeInstanceOf(FireworksTimeoutError);
    expect(error).toMatchObject({
      phase: "total",
      retryable: false,
      cause: { name: "TimeoutError" },
    });
    expect(onRetry).not.toHaveBeenCalled();
  });
});

/** A signal whose listeners can be seen, also those on signals derived from it. */
function watchedSignal() {
  const { signal } = new AbortController();
  const watched = [signal];
  const derive = AbortSignal.any.bind(AbortSignal);
  vi.spyOn(AbortSignal, "any").mockImplementation((sources) => {
    const derived = derive(sources);
    if ([...sources].includes(signal)) watched.push(derived);
    return derived;
  });
  const listeners = () => watched.flatMap((one) => getEventListeners(one, "abort")).length;
  return { signal, listeners };
}

afterEach(() => void vi.restoreAllMocks());

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;

test.each<[string, (reply: Reply) => void]>([
  ["an answer", (reply) => reply.json(200, ANSWER)],
  ["a refusal", (reply) => reply.json(400, {})],
  ["an answer that cannot be read", (reply) => reply.text(200, "oops")],
])("after %s no listener is left on the caller's signal", async (_name, answer) => {
  const { signal, listeners } = watchedSignal();
  const during: number[] = [];
  const server = await rawServer((reply) => {
    during.push(listeners());
    answer(reply);
  });
  await client(server.baseURL, { timeout: 1e6 })
    .chat.completions.create(REQUEST, { signal })
    .catch(() => undefined);
  expect(during).toEqual([1]);
  expect(listeners()).toBe(0);
});

test("nor after a request that never left", async () => {
  const { signal, listeners } = watchedSignal();
  const offline = client("http://localhost/v1", {
    fetch: () => Promise.reject(new TypeError("offline")),
    maxRetries: 0,
  });
  await failureOf(offline.chat.completions.create(REQUEST, { signal }));
  expect(listeners()).toBe(0);
});

test("after a stream neither, however it ended", async () => {
  const server = await rawServer((reply) => {
    reply.startStream().events(ROLE, STOP, "[DONE]").endStream();
  });
  const { signal, listeners } = watchedSignal();
  await collect(await openStream(server.baseURL, { signal }));
  await (await openStream(server.baseURL, { signal })).cancel();
  expect(listeners()).toBe(0);
});

test("leaves no timer and no listener behind", async () => {
  const { signal, listeners } = watchedSignal();
  const before = timers();
  const clock = new AttemptClock(
    { timeoutMs: 1e6, firstByteTimeoutMs: 1e6, streamIdleTimeoutMs: 1e6 },
    signal,
  );
  for (let reads = 0; reads < 5; reads += 1) await clock.guardSilence(() => Promise.resolve());
  expect(timers()).toBe(before + 3);
  clock.dispose();
  expect(timers()).toBe(before);
  expect(listeners()).toBe(0);
});

describe("the idle clock, one timer for many reads", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("counts from the latest read, not from when it was set", async () => {
    const clock = new AttemptClock({ streamIdleTimeoutMs: 100 });
    const first = clock.guardSilence(() => new Promise((resolve) => setTimeout(resolve, 70)));
    await vi.advanceTimersByTimeAsync(70);
    await first;
    const failed = failureOf(clock.guardSilence(() => never));
    await vi.advanceTimersByTimeAsync(99);
    expect(clock.failure).toBeUndefined();
    await vi.advanceTimersByTimeAsync(2);
    expect(await failed).toMatchObject({ phase: "idle", timeoutMs: 100 });
  });

  test("does not count while nobody reads, and runs again for the next read", async () => {
    const clock = new AttemptClock({ streamIdleTimeoutMs: 100 });
    await clock.guardSilence(() => Promise.resolve());
    await vi.advanceTimersByTimeAsync(1_000);
    expect(vi.getTimerCount()).toBe(0);
    const failed = failureOf(clock.guardSilence(() => never));
    await vi.advanceTimersByTimeAsync(101);
    expect(await failed).toMatchObject({ phase: "idle" });
  });

  test("is not moved by a jump of the wall clock", async () => {
    const clock = new AttemptClock({ streamIdleTimeoutMs: 100 });
    const read = clock.guardSilence(() => new Promise((resolve) => setTimeout(resolve, 110)));
    void read.catch(() => undefined);
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(101);
    expect(clock.failure).toMatchObject({ phase: "idle" });
  });
});

test("gives fetch a signal only when something can stop the attempt", () => {
  expect(new AttemptClock({}).signal).toBeUndefined();
  const clock = new AttemptClock({}, new AbortController().signal);
  expect(clock.signal?.aborted).toBe(false);
  clock.release();
  expect(clock.signal?.aborted).toBe(true);
});
