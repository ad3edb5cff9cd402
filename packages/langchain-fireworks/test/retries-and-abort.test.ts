import { ModelAbortError } from "@langchain/core/errors";
import type { RetryInfo } from "fireworks-client";
import type { FireworksLocalOptions } from "fireworks-local";
import type { ChatFireworks, ChatFireworksCallOptions } from "langchain-fireworks";
import { describe, expect, test, vi } from "vitest";
import { collect, failureOf } from "./failure.js";
import { localModels } from "./local-model.js";

type Fault = Extract<FireworksLocalOptions["faults"], unknown[]>[number]["fault"];

/** A server that fails this often and asks to be called again at once. */
const failing = (status: number, times?: number, fault: Fault = {}) =>
  localModels({
    scripts: [{ when: {}, answer: { content: "one two three four" } }],
    faults: [{ fault: { status, headers: { "retry-after-ms": "1" }, ...fault }, times }],
  });

type Ask = (llm: ChatFireworks, options?: Partial<ChatFireworksCallOptions>) => Promise<unknown>;

const WAYS: readonly (readonly [string, Ask])[] = [
  ["invoke", (llm, options) => llm.invoke("go", options)],
  ["stream", (llm, options) => collect(llm.stream("go", options))],
  ["streamEvents", (llm, options) => collect(llm.streamEvents("go", options))],
];

describe.each(WAYS)("A107: attempts of %s", (_, ask) => {
  test.each([0, 1, 2])("maxRetries %i gives one more attempt than that", async (maxRetries) => {
    const { local, model } = failing(500);
    await failureOf(() => ask(model({ maxRetries })));
    expect(local.requests).toHaveLength(maxRetries + 1);
  });

  test("the default is two retries", async () => {
    const { local, model } = failing(500);
    await failureOf(() => ask(model({ maxRetries: undefined })));
    expect(local.requests).toHaveLength(3);
  });

  test("A122: a call's maxRetries wins", async () => {
    const { local, model } = failing(500);
    await failureOf(() => ask(model({ maxRetries: 2 }), { maxRetries: 0 }));
    expect(local.requests).toHaveLength(1);
  });

  test("A110: a retry that succeeds gives the answer", async () => {
    const { local, model } = failing(503, 2, { body: { error: { message: "busy" } } });
    await expect(ask(model({ maxRetries: 2 }))).resolves.toBeDefined();
    expect(local.requests).toHaveLength(3);
  });
});

describe("A108: what is retried", () => {
  test.each([408, 429, 500, 502, 504])("%i is", async (status) => {
    const { local, model } = failing(status, 1);
    await model({ maxRetries: 1 }).invoke("go");
    expect(local.requests).toHaveLength(2);
  });

  test("503 is, when the server is overloaded", async () => {
    const { local, model } = failing(503, 1, { body: { error: { message: "overloaded" } } });
    await model({ maxRetries: 1 }).invoke("go");
    expect(local.requests).toHaveLength(2);
  });

  test.each([400, 401, 402, 403, 404, 405, 409, 412, 413, 422])("%i is not", async (status) => {
    const { local, model } = failing(status);
    const llm = model({ maxRetries: 2, suggestModels: false });
    expect(await failureOf(() => llm.invoke("go"))).toMatchObject({ status });
    expect(local.requests).toHaveLength(1);
  });

  test("429 about billing is not", async () => {
    const body = { error: { message: "monthly spending limit reached" } };
    const { local, model } = failing(429, undefined, { body });
    const error = await failureOf(() => model({ maxRetries: 2 }).invoke("go"));
    expect(error.name).toBe("FireworksBillingError");
    expect(local.requests).toHaveLength(1);
  });

  test("503 of a deployment that is scaling up is not, by these retries", async () => {
    const { local, model } = failing(503);
    const error = await failureOf(() => model({ maxRetries: 2 }).invoke("go"));
    expect(error.name).toBe("FireworksDeploymentScalingUpError");
    expect(local.requests).toHaveLength(1);
  });

  test.each([
    ["true", 400, 2],
    ["false", 500, 1],
  ])("A109: x-should-retry %s on %i gives %i attempts", async (wish, status, attempts) => {
    const headers = { "x-should-retry": wish, "retry-after-ms": "1" };
    const { local, model } = failing(status, undefined, { headers });
    await failureOf(() => model({ maxRetries: 1 }).invoke("go"));
    expect(local.requests).toHaveLength(attempts);
  });

  test("a dropped connection is", async () => {
    const { local, model } = localModels({
      faults: [{ fault: { resetConnection: true }, times: 1 }],
    });
    await model({ maxRetries: 1 }).invoke("go");
    expect(local.requests).toHaveLength(2);
  });

  test("A110: nothing is, once the first event was delivered", async () => {
    const { local, model } = localModels({ faults: [{ fault: { errorAfterEvents: 1 } }] });
    await failureOf(() => collect(model({ maxRetries: 2 }).stream("go")));
    expect(local.requests).toHaveLength(1);
  });
});

describe("A107: one layer", () => {
  test("withRetry and batch do not multiply attempts of their own accord", async () => {
    const { local, model } = failing(500);
    const answers = await model({ maxRetries: 1 }).batch(
      ["a", "b"],
      {},
      { returnExceptions: true },
    );
    expect(answers).toMatchObject([{ status: 500 }, { status: 500 }]);
    expect(local.requests).toHaveLength(4);
  });

  test("maxConcurrency's queue does not retry", async () => {
    const { local, model } = failing(500);
    await failureOf(() => model({ maxRetries: 1, maxConcurrency: 1 }).invoke("go"));
    expect(local.requests).toHaveLength(2);
  });
});

describe("A116: retries can be seen", () => {
  test("onRetry is told of every failed attempt, as field and as call", async () => {
    const seen: RetryInfo[] = [];
    const onRetry = (info: RetryInfo): void => void seen.push(info);
    const { model } = failing(500, 2);
    await model({ maxRetries: 2, onRetry }).invoke("go");
    expect(seen).toMatchObject([
      { attempt: 1, maxRetries: 2, delayMs: 1, error: { status: 500 } },
      { attempt: 2, maxRetries: 2, delayMs: 1 },
    ]);
    seen.length = 0;
    await failing(500, 1).model({ maxRetries: 1 }).invoke("go", { onRetry });
    expect(seen).toHaveLength(1);
  });

  test("the count stands in response_metadata, on the message and on one chunk", async () => {
    const invoked = await failing(500, 2).model({ maxRetries: 2 }).invoke("go");
    expect(invoked.response_metadata.retries).toBe(2);
    const chunks = await collect(failing(500, 1).model({ maxRetries: 2 }).stream("go"));
    expect(chunks.filter((chunk) => chunk.response_metadata.retries === 1)).toHaveLength(1);
    const calm = await failing(500, 0).model().invoke("go");
    expect(calm.response_metadata).not.toHaveProperty("retries");
  });

  test("onResponse sees the status and headers of every response", async () => {
    const statuses: number[] = [];
    const { model } = failing(500, 1);
    const onResponse = ({ status }: { status: number }): void => void statuses.push(status);
    await model({ maxRetries: 1, onResponse }).invoke("go");
    expect(statuses).toStrictEqual([500, 200]);
  });
});

describe.each(WAYS)("A112: abort of %s", (_, ask) => {
  const expectAbort = async (run: () => Promise<unknown>, reason?: unknown) => {
    const error = await failureOf(run);
    expect(error.name).toBe("AbortError");
    expect(ModelAbortError.isInstance(error)).toBe(true);
    expect(error.lc_error_code).toBe("MODEL_ABORTED");
    if (reason !== undefined) expect(error.cause).toBe(reason);
    return error;
  };

  test("before: no request is sent", async () => {
    const { local, model } = localModels();
    const signal = AbortSignal.abort("enough");
    await expectAbort(() => ask(model(), { signal }), "enough");
    expect(local.requests).toStrictEqual([]);
  });

  test("during the request", async () => {
    const controller = new AbortController();
    const { local, model } = localModels({
      faults: () => {
        controller.abort("enough");
        return { delayHeadersMs: 10_000 };
      },
    });
    await expectAbort(() => ask(model({ maxRetries: 2 }), { signal: controller.signal }), "enough");
    expect(local.requests).toHaveLength(1);
  });

  test("in the back-off: the wait ends at once and no attempt follows", async () => {
    const controller = new AbortController();
    const { local, model } = failing(500, undefined, { headers: { "retry-after": "50" } });
    const onRetry = (): void => controller.abort("enough");
    const options = { signal: controller.signal, onRetry, maxRetries: 2 };
    await expectAbort(() => ask(model(), options), "enough");
    expect(local.requests).toHaveLength(1);
  });

  test(
    "while it waits for its place: at once, and without a request",
    { timeout: 5000 },
    async () => {
      const controller = new AbortController();
      const first = new AbortController();
      const { local, model } = localModels({ faults: [{ fault: { delayHeadersMs: 60_000 } }] });
      const llm = model({ maxConcurrency: 1 });
      const blocker = failureOf(() => llm.invoke("first", { signal: first.signal }));
      await vi.waitFor(() => expect(local.requests).toHaveLength(1));
      const waiting = expectAbort(() => ask(llm, { signal: controller.signal }), "enough");
      // A turn of the event loop, so that the call has taken its place in the queue.
      await new Promise((resolve) => setImmediate(resolve));
      controller.abort("enough");
      await waiting;
      first.abort();
      await blocker;
      expect(local.requests).toHaveLength(1);
    },
  );
});

test(
  "A112: a signal that is aborted already does not wait for a place",
  { timeout: 5000 },
  async () => {
    const first = new AbortController();
    const { local, model } = localModels({ faults: [{ fault: { delayHeadersMs: 60_000 } }] });
    const llm = model({ maxConcurrency: 1 });
    const blocker = failureOf(() => llm.invoke("first", { signal: first.signal }));
    await vi.waitFor(() => expect(local.requests).toHaveLength(1));
    const error = await failureOf(() => llm.invoke("second", { signal: AbortSignal.abort() }));
    expect(error.name).toBe("AbortError");
    first.abort();
    await blocker;
    expect(local.requests).toHaveLength(1);
  },
);

describe("A112: abort in a stream", () => {
  const stalled = () =>
    localModels({
      scripts: [{ when: {}, answer: { content: "one two three" } }],
      faults: [{ fault: { stallAfterEvents: 2 } }],
    });

  test("carries what had arrived", async () => {
    const controller = new AbortController();
    const error = await failureOf(async () => {
      const stream = await stalled().model().stream("go", { signal: controller.signal });
      for await (const _ of stream) controller.abort("enough");
    });
    expect(error.name).toBe("AbortError");
    expect(ModelAbortError.isInstance(error)).toBe(true);
    expect(error.partialOutput?.content).toBe("one two");
    expect(error.cause).toBe("enough");
    // A printed error stays short: what had arrived is there for programs.
    expect(Object.keys(error)).not.toContain("partialOutput");
  });

  test("of native events carries it as well", async () => {
    const controller = new AbortController();
    const error = await failureOf(async () => {
      const events = stalled().model().streamEvents("go", { signal: controller.signal });
      for await (const event of events) {
        if (event.event === "content-block-delta") controller.abort();
      }
    });
    expect(error.name).toBe("AbortError");
    expect(error.partialOutput?.content).toBe("one two");
  });

  test("that invoke reads inside carries it too", async () => {
    const controller = new AbortController();
    const handler = { handleLLMNewToken: (): void => controller.abort() };
    const { signal } = controller;
    const llm = stalled().model({ streaming: true });
    const error = await failureOf(() => llm.invoke("go", { signal, callbacks: [handler] }));
    expect(ModelAbortError.isInstance(error)).toBe(true);
    expect(error.partialOutput?.content).toBe("one two");
  });

  test("a signal bound with withConfig counts", async () => {
    const controller = new AbortController();
    const error = await failureOf(async () => {
      const bound = stalled().model().withConfig({ signal: controller.signal });
      for await (const _ of await bound.stream("go")) controller.abort();
    });
    expect(error.name).toBe("AbortError");
  });
});

describe("A111: timeout", () => {
  const slow = { faults: [{ fault: { delayHeadersMs: 10_000 } }] };

  test.each(WAYS)(
    "of %s ends in a typed error with its phase, as field and as call",
    async (_, ask) => {
      const expected = { name: "FireworksTimeoutError", phase: "total", timeoutMs: 20 };
      const field = await failureOf(() => ask(localModels(slow).model({ timeout: 20 })));
      expect(field).toMatchObject(expected);
      const call = await failureOf(() => ask(localModels(slow).model(), { timeout: 20 }));
      expect(call).toMatchObject(expected);
    },
  );

  test.each(WAYS)("of a call wins in %s", async (_, ask) => {
    const llm = localModels(slow).model({ timeout: 60_000 });
    expect(await failureOf(() => ask(llm, { timeout: 20 }))).toMatchObject({ timeoutMs: 20 });
  });

  test("firstByteTimeout has a phase of its own", async () => {
    const llm = localModels(slow).model({ firstByteTimeout: 20 });
    expect(await failureOf(() => llm.invoke("go"))).toMatchObject({
      name: "FireworksTimeoutError",
      phase: "first-byte",
    });
  });

  test("before the answer began it is retried", async () => {
    const { local, model } = localModels({
      faults: [{ fault: { delayHeadersMs: 10_000 }, times: 1 }],
    });
    await model({ timeout: 1000, maxRetries: 1 }).invoke("go");
    expect(local.requests).toHaveLength(2);
  });

  test("in a stream it carries what had arrived", async () => {
    const { model } = localModels({
      scripts: [{ when: {}, answer: { content: "one two three" } }],
      faults: [{ fault: { stallAfterEvents: 2 } }],
    });
    const error = await failureOf(() => collect(model().stream("go", { timeout: 400 })));
    expect(error).toMatchObject({ name: "FireworksTimeoutError", phase: "total", timeoutMs: 400 });
    expect(error.partialOutput?.content).toBe("one two");
  });

  test("AbortSignal.timeout of the caller is a timeout as well", async () => {
    const error = await failureOf(() =>
      localModels(slow)
        .model()
        .invoke("go", { signal: AbortSignal.timeout(20) }),
    );
    expect(error.name).toBe("FireworksTimeoutError");
  });
});

describe("A28/A115: maxConcurrency", () => {
  test.each([1, 2])("%i calls at a time, and all are answered", async (maxConcurrency) => {
    const { local, model } = localModels();
    let running = 0;
    let most = 0;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      const response = await local.fetch(input, init);
      running -= 1;
      return response;
    };
    const llm = model({ maxConcurrency, fetch });
    const answers = await Promise.all(["a", "b", "c", "d", "e"].map((text) => llm.invoke(text)));
    expect(answers).toHaveLength(5);
    expect(most).toBe(maxConcurrency);
  });

  test("A28: batch's own limit works, and returnExceptions keeps the others", async () => {
    const { model } = localModels({
      faults: (request) =>
        JSON.stringify(request.body).includes("bad") ? { status: 400 } : undefined,
    });
    const llm = model();
    const answers = await llm.batch(
      ["good", "bad"],
      { maxConcurrency: 1 },
      { returnExceptions: true },
    );
    expect(answers).toMatchObject([{ content: expect.any(String) }, { status: 400 }]);
    await expect(llm.batch(["good", "bad"])).rejects.toMatchObject({ status: 400 });
  });
});
