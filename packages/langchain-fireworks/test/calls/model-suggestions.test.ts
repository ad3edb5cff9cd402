import { FireworksClient, FireworksNotFoundError, type RequestOptions } from "fireworks-client";
import type { ChatFireworks, ChatFireworksCallOptions } from "langchain-fireworks";
import { describe, expect, test, vi } from "vitest";
import { ModelSuggestions } from "../../src/calls/model-suggestions.js";
import { collect, failureOf } from "../failure.js";
import { KEY, localModels } from "../local-model.js";

const TYPO = "accounts/fireworks/models/kimi-k33";
const NEAR = "accounts/fireworks/models/kimi-k3";

type Ask = (llm: ChatFireworks, options?: Partial<ChatFireworksCallOptions>) => Promise<unknown>;

const WAYS: readonly (readonly [string, Ask])[] = [
  ["invoke", (llm, options) => llm.invoke("go", options)],
  ["stream", (llm, options) => collect(llm.stream("go", options))],
  ["streamEvents", (llm, options) => collect(llm.streamEvents("go", options))],
  ["countPromptTokens", (llm, options) => llm.countPromptTokens("go", options)],
];

describe.each(WAYS)("A19/C9: a 404 of %s", (_, ask) => {
  test("names the nearest ids the key can call", async () => {
    const { local, model } = localModels();
    const error = await failureOf(() => ask(model({ model: TYPO })));
    expect(error).toMatchObject({
      name: "FireworksNotFoundError",
      status: 404,
      lc_error_code: "MODEL_NOT_FOUND",
      suggestedModels: expect.arrayContaining([NEAR]),
    });
    expect(error.message).toContain(`this key can call: ${NEAR}`);
    expect(error.stack).toContain(NEAR);
    expect(local.requests.map(({ path }) => path)).toStrictEqual([
      "/inference/v1/chat/completions",
      "/inference/v1/models",
    ]);
  });

  test("asks no more with suggestModels false, at the call or in the constructor", async () => {
    const { local, model } = localModels();
    const error = await failureOf(() => ask(model({ model: TYPO }), { suggestModels: false }));
    expect(error).not.toHaveProperty("suggestedModels");
    await failureOf(() => ask(model({ model: TYPO, suggestModels: false })));
    expect(local.requests).toHaveLength(2);
  });
});

test.each([
  ["fails", { status: 500 }],
  ["is a page", { status: 200, body: "<html></html>" }],
  ["is empty", { status: 200, body: { object: "list", data: [] } }],
  ["is no list", { status: 200, body: { data: [null, 7, { id: 7 }] } }],
  ["is dropped", { resetConnection: true }],
])("A19: the 404 stands as it is when the list %s, which is asked once", async (_, fault) => {
  const { local, model } = localModels({ faults: [{ match: { path: "/models" }, fault }] });
  const error = await failureOf(() => model({ model: TYPO, maxRetries: 2 }).invoke("go"));
  expect(error).toMatchObject({ name: "FireworksNotFoundError", status: 404 });
  expect(error).not.toHaveProperty("suggestedModels");
  expect(local.requests).toHaveLength(2);
});

test("A19: a list that does not come is not waited for longer than 2 seconds", async () => {
  vi.useFakeTimers();
  const fault = { delayHeadersMs: 60_000 };
  const { local, model } = localModels({ faults: [{ match: { path: "/models" }, fault }] });
  const failed = failureOf(() => model({ model: TYPO }).invoke("go"));
  while (local.requests.length < 2) await vi.advanceTimersByTimeAsync(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await failed).toMatchObject({ status: 404 });
  vi.useRealTimers();
});

test("A19: an abort does not wait for the list", { timeout: 5000 }, async () => {
  const controller = new AbortController();
  const { local, model } = localModels({
    faults: [{ match: { path: "/models" }, fault: { delayHeadersMs: 60_000 } }],
  });
  const failed = failureOf(() =>
    model({ model: TYPO }).invoke("go", { signal: controller.signal }),
  );
  await vi.waitFor(() => expect(local.requests).toHaveLength(2));
  controller.abort();
  expect(await failed).toMatchObject({ status: 404 });
});

test("A19: an abort ends the request for the list as well, when nobody else waits for it", async () => {
  const controllers = [new AbortController(), new AbortController()];
  const seen: (AbortSignal | undefined)[] = [];
  const list = ((options: RequestOptions) => {
    seen.push(options.signal);
    return new Promise(() => undefined);
  }) as FireworksClient["models"]["list"];
  const suggestions = new ModelSuggestions({ models: { list } });
  const waits = controllers.map(({ signal }) => {
    const error = new FireworksNotFoundError("none", { status: 404, headers: new Headers() });
    return suggestions.addTo(error, TYPO, { signal });
  });
  expect(seen).toHaveLength(1);
  controllers[0]?.abort();
  await waits[0];
  expect(seen[0]?.aborted).toBe(false);
  controllers[1]?.abort();
  await waits[1];
  expect(seen[0]?.aborted).toBe(true);
});

test("A19: calls that fail together ask for the list once", async () => {
  const { local, model } = localModels();
  const llm = model({ model: TYPO });
  await llm.batch(["a", "b", "c"], {}, { returnExceptions: true });
  expect(local.requests.filter(({ path }) => path.endsWith("/models"))).toHaveLength(1);
});

test("A19: the list is asked for with the call's own headers, which may hold another key", async () => {
  const { local, model } = localModels();
  await failureOf(() => model({ model: TYPO }).invoke("go", { headers: { "x-tenant": "a" } }));
  expect(local.requests.map(({ headers }) => headers["x-tenant"])).toStrictEqual(["a", "a"]);
});

test("A19: an injected client that lists no models is asked nothing", async () => {
  const { local, model } = localModels();
  const { chat } = new FireworksClient({
    apiKey: KEY,
    baseURL: local.baseURL,
    fetch: local.fetch,
  });
  const error = await failureOf(() => model({ model: TYPO, client: { chat } }).invoke("go"));
  expect(error.status).toBe(404);
  expect(local.requests).toHaveLength(1);
});
