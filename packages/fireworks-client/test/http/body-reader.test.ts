import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FireworksServerError, FireworksTimeoutError } from "fireworks-client";
import type { RequestOptions } from "fireworks-client";
import { client, collect, failureOf, HELLO, REQUEST, ROLE } from "../samples.js";

const never = new Promise<never>(() => undefined);
const utf8 = new TextEncoder();
const eventText = (value: unknown) => utf8.encode(`data: ${JSON.stringify(value)}\n\n`);

/** A body that sends `packets`, then says nothing more and does not answer when it is cancelled. */
function stuckBody(packets: Uint8Array[], onCancel = (): unknown => never): ReadableStream {
  return new ReadableStream(
    {
      start: (controller) => packets.forEach((packet) => controller.enqueue(packet)),
      pull: () => never,
      cancel: async () => void (await onCancel()),
    },
    { highWaterMark: 0 },
  );
}

const answering = (body: ReadableStream, init: ResponseInit = {}) =>
  client("http://localhost/v1", { fetch: async () => new Response(body, init), maxRetries: 0 }).chat
    .completions;

describe("a refusal whose body stalls", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("is told by its status after five seconds, and its connection is closed", async () => {
    const cancelled = vi.fn<() => void>();
    const body = stuckBody([utf8.encode('{"error"')], cancelled);
    const failed = failureOf(answering(body, { status: 500 }).create(REQUEST));
    await vi.advanceTimersByTimeAsync(4_990);
    expect(cancelled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(20);
    const error = await failed;
    expect(error).toBeInstanceOf(FireworksServerError);
    expect(error).toMatchObject({ status: 500, retryable: true });
    expect(cancelled).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("so is a page where a stream should be", async () => {
    const init = { headers: { "content-type": "text/html" } };
    const failed = failureOf(answering(stuckBody([]), init).create({ ...REQUEST, stream: true }));
    await vi.advanceTimersByTimeAsync(5_010);
    expect(await failed).toMatchObject({ reason: "not-a-stream" });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("the other clocks and an abort end it sooner", async () => {
    const controller = new AbortController();
    const failing = (options: RequestOptions) =>
      failureOf(answering(stuckBody([]), { status: 500 }).create(REQUEST, options));
    const timedOut = failing({ timeout: 100 });
    const aborted = failing({ signal: controller.signal });
    await vi.advanceTimersByTimeAsync(110);
    controller.abort();
    expect(await timedOut).toBeInstanceOf(FireworksTimeoutError);
    expect(await aborted).toMatchObject({ name: "AbortError" });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("A69: a body that never answers its cancel holds nothing up", () => {
  const stream = () => answering(stuckBody([ROLE, HELLO].map(eventText))).create(STREAM);
  const STREAM = { ...REQUEST, stream: true } as const;

  test("when the reader breaks out of the loop", async () => {
    for await (const chunk of await stream()) {
      expect(chunk).toEqual(ROLE);
      break;
    }
  });

  test("when the iterator is returned or thrown into, or the stream cancelled", async () => {
    const first = (await stream())[Symbol.asyncIterator]();
    expect(await first.return?.()).toEqual({ done: true, value: undefined });
    const second = (await stream())[Symbol.asyncIterator]();
    const thrown = second.throw?.(new Error("mine")) as Promise<unknown>;
    expect(await failureOf(thrown)).toMatchObject({ message: "mine" });
    await (await stream()).cancel();
  });

  test("when an error is sent inside", async () => {
    const body = stuckBody([ROLE, { error: "boom" }].map(eventText));
    expect(await failureOf(collect(await answering(body).create(STREAM)))).toMatchObject({
      reason: "sent-inside",
    });
  });

  test("when the answer is a redirect or a refusal", async () => {
    for (const status of [302, 404]) {
      const body = new ReadableStream({
        pull: (controller) => controller.enqueue(utf8.encode("x".repeat(70_000))),
        cancel: () => never,
      });
      expect(await failureOf(answering(body, { status }).create(REQUEST))).toMatchObject({
        status,
      });
    }
  });
});

test("an answer without an end is left, with a typed error, before it is too long for a text", async () => {
  const packet = new Uint8Array(64 * 1024 * 1024).fill(32);
  let pulled = 0;
  let isClosed = false;
  const body = new ReadableStream(
    {
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(packet);
      },
      cancel: () => void (isClosed = true),
    },
    { highWaterMark: 0 },
  );
  const error = await failureOf(answering(body).create(REQUEST));
  expect(error).toMatchObject({ code: "answer_too_large", retryable: false });
  expect(pulled).toBe(5);
  expect(isClosed).toBe(true);
});
