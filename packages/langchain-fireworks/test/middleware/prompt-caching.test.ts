import { HumanMessage, SystemMessage } from "@langchain/core/messages";
import type { ChatFireworks, ChatFireworksFields } from "langchain-fireworks";
import {
  fireworksPromptCachingMiddleware,
  type FireworksPromptCachingOptions,
} from "langchain-fireworks/middleware";
import { afterEach, describe, expect, test, vi } from "vitest";
import { OtherModel } from "../agents/other-model.js";
import { failureOf } from "../failure.js";
import { localModels } from "../local-model.js";
import { NO_SESSION, sentSessions, sessionOf } from "./session-of.js";

type Hook = NonNullable<ReturnType<typeof fireworksPromptCachingMiddleware>["wrapModelCall"]>;
type Request = Parameters<Hook>[0];
type Model = Request["model"];

/** Calls the hook as an agent does, and the model as an agent's innermost handler does. */
async function callThrough(
  model: Model,
  runtime: unknown,
  { options, call = {} }: { options?: FireworksPromptCachingOptions; call?: object } = {},
): Promise<Request> {
  const { wrapModelCall } = fireworksPromptCachingMiddleware(options);
  const request = {
    model,
    messages: [new HumanMessage("Hello")],
    systemPrompt: "",
    systemMessage: new SystemMessage(""),
    tools: [],
    state: { messages: [] },
    runtime,
  } as unknown as Request;
  let handled: Request | undefined;
  await wrapModelCall?.(request, async (given) => {
    handled = given as Request;
    return (await (given.model as ChatFireworks).invoke(given.messages, call)) as never;
  });
  if (handled === undefined) throw new Error("The handler was not called.");
  expect(handled).toBe(request);
  return handled;
}

const thread = (threadId: unknown) => ({ configurable: { thread_id: threadId } });

async function sessionFor(
  runtime: unknown,
  { fields, call }: { fields?: Partial<ChatFireworksFields>; call?: object } = {},
): Promise<unknown> {
  const { local, model } = localModels();
  await callThrough(model(fields), runtime, { call });
  return sentSessions(local)[0];
}

afterEach(() => vi.restoreAllMocks());

describe("A105 the middleware sends a hash of the thread id as cache key and affinity header", () => {
  test.each([
    ["Unicode", "gesprek-☃-会话-🦜"],
    ["control characters", "line\nbreak\u0000\u001f"],
    ["1024 characters", "x".repeat(1024)],
  ])("for an id of %s: 64 lower-case hex digits, the same in both places", async (_kind, id) => {
    const session = await sessionFor(thread(id));
    expect(session).toEqual(sessionOf(id));
    expect(sessionOf(id).key).toMatch(/^[0-9a-f]{64}$/);
    expect(await sessionFor(thread(`${id}!`))).not.toEqual(session);
  });

  test("found in the execution info or metadata of a runtime that has no configurable", async () => {
    expect(await sessionFor({ executionInfo: { threadId: "t-1" } })).toEqual(sessionOf("t-1"));
    expect(await sessionFor({ metadata: { thread_id: "t-1" } })).toEqual(sessionOf("t-1"));
  });
});

describe("A105 nothing is added", () => {
  test.each([
    ["no thread id", { configurable: {} }],
    ["a null configurable", { configurable: null }],
    ["an empty id", thread("")],
    ["an id that is no string", thread(42)],
    ["no runtime at all, outside any runnable", undefined],
  ])("with %s", async (_case, runtime) => {
    expect(await sessionFor(runtime)).toEqual(NO_SESSION);
  });

  test.each<[string, Partial<ChatFireworksFields>]>([
    ["user", { user: "user-7" }],
    ["promptCacheKey", { promptCacheKey: "mine" }],
    ["sessionAffinity", { sessionAffinity: "mine" }],
    ["sessionId", { sessionId: "mine" }],
    ["modelKwargs.prompt_cache_key", { modelKwargs: { prompt_cache_key: "mine" } }],
    ["a default header", { defaultHeaders: { "X-Session-Affinity": "mine" } }],
    ["a default header as pairs", { defaultHeaders: new Headers([["x-session-affinity", "a"]]) }],
  ])("over the model's own %s", async (_name, fields) => {
    const { local, model } = localModels();
    await model(fields).invoke("Hello");
    await callThrough(model(fields), thread("t-1"));
    const [alone, inAgent] = sentSessions(local);
    expect(inAgent).toEqual(alone);
  });

  test.each<[string, object]>([
    ["user", { user: "user-7" }],
    ["prompt_cache_key", { prompt_cache_key: "mine" }],
    ["promptCacheKey", { promptCacheKey: "mine" }],
    ["sessionId", { sessionId: "mine" }],
    ["header", { headers: { "x-session-affinity": "mine" } }],
    ["header in other case", { headers: { "X-SESSION-Affinity": "mine" } }],
    ["header in a Headers object", { headers: new Headers({ "X-Session-Affinity": "mine" }) }],
    ["removed header", { headers: { "x-session-affinity": null } }],
  ])("over the call's own %s", async (_name, call) => {
    const { local, model } = localModels();
    await model().invoke("Hello", call);
    await callThrough(model(), thread("t-1"), { call });
    const [alone, inAgent] = sentSessions(local);
    expect(inAgent).toEqual(alone);
  });

  test.each<[string, unknown]>([
    ["a list of words", ["not", "a", "mapping"]],
    ["a text", "x-session-affinity: mine"],
    ["a number", 7],
  ])("over headers that are %s: they are left out, with a warning", async (_case, headers) => {
    const told: string[] = [];
    const { local, model } = localModels();
    const onWarning = ({ code }: { code: string }) => void told.push(code);
    await callThrough(model({ onWarning }), thread("t-1"), { call: { headers } });
    expect(sentSessions(local)).toEqual([NO_SESSION]);
    expect(told).toEqual(["ignored_headers"]);
  });

  test("over a header of the environment", async () => {
    vi.stubEnv("FIREWORKS_CUSTOM_HEADERS", "X-Session-Affinity: from-env");
    expect(await sessionFor(thread("t-1"))).toEqual({ key: undefined, header: "from-env" });
  });
});

test.each<[string, object]>([
  ["user", { user: null }],
  ["promptCacheKey", { promptCacheKey: null }],
  ["an undefined header", { headers: { "x-session-affinity": undefined } }],
])("A105 %s of null or undefined is no setting of its own", async (_name, settings) => {
  expect(await sessionFor(thread("t-1"), { call: settings })).toEqual(sessionOf("t-1"));
});

describe("A105 the affinity lasts for the one call", () => {
  test("a later call of the same model has none, nor has its request or its trace", async () => {
    const { local, model } = localModels();
    const llm = model();
    const before = JSON.stringify(llm);
    await callThrough(llm, thread("t-1"));
    await llm.invoke("Hello");
    expect(sentSessions(local)).toEqual([sessionOf("t-1"), NO_SESSION]);
    expect(JSON.stringify(llm)).toBe(before);
    expect(llm.invocationParams()).not.toHaveProperty("prompt_cache_key");
  });

  test("also after a failure", async () => {
    const { local, model } = localModels({ faults: [{ fault: { status: 500 }, times: 1 }] });
    const llm = model();
    const error = await failureOf(() => callThrough(llm, thread("t-1")));
    expect(error.status).toBe(500);
    await llm.invoke("Hello");
    expect(sentSessions(local)).toEqual([sessionOf("t-1"), NO_SESSION]);
  });

  test("a call without thread id inside one with hides the outer one", async () => {
    const { local, model } = localModels();
    const llm = model();
    const { wrapModelCall } = fireworksPromptCachingMiddleware();
    await wrapModelCall?.(
      { model: llm, runtime: thread("outer") } as unknown as Request,
      async () => {
        await callThrough(llm, { configurable: {} });
        return (await llm.invoke("Hello")) as never;
      },
    );
    expect(sentSessions(local)).toEqual([NO_SESSION, sessionOf("outer")]);
  });

  test("streams and queued calls have it too", async () => {
    const { local, model } = localModels();
    const { wrapModelCall } = fireworksPromptCachingMiddleware();
    const llm = model({ maxConcurrency: 1 });
    const runs = ["a", "b", "c"].map(async (id) =>
      wrapModelCall?.({ model: llm, runtime: thread(id) } as unknown as Request, async () => {
        for await (const _ of await llm.stream(id)) continue;
        return (await llm.invoke(id)) as never;
      }),
    );
    await Promise.all(runs);
    const text = ({ body }: { body: unknown }) =>
      (body as { messages: [{ content: string }] }).messages[0].content;
    const expected = local.requests.map((request) => sessionOf(text(request)));
    expect(sentSessions(local)).toEqual(expected);
    expect(local.requests).toHaveLength(6);
  });
});

describe("A105 a model that is no ChatFireworks", () => {
  test("is warned of by default, once, and called unchanged", async () => {
    const print = vi.spyOn(console, "warn").mockImplementation(() => {});
    const other = new OtherModel();
    const { wrapModelCall } = fireworksPromptCachingMiddleware();
    for (const id of ["a", "b"]) {
      const request = { model: other, runtime: thread(id), messages: [] } as unknown as Request;
      await wrapModelCall?.(request, async (given) => {
        expect(given).toBe(request);
        return (await other.invoke("Hello")) as never;
      });
    }
    expect(print.mock.calls).toEqual([[expect.stringMatching(/OtherModel.*unsupported_model/)]]);
    expect(JSON.stringify(other.seen)).not.toMatch(/affinity|cache/i);
  });

  test("is passed over in silence with ignore", async () => {
    const print = vi.spyOn(console, "warn").mockImplementation(() => {});
    await callThrough(new OtherModel(), thread("t-1"), {
      options: { unsupportedModelBehavior: "ignore" },
    });
    expect(print).not.toHaveBeenCalled();
  });

  test("is refused with raise, before it is called", async () => {
    const other = new OtherModel();
    const error = await failureOf(() =>
      callThrough(other, thread("t-1"), { options: { unsupportedModelBehavior: "raise" } }),
    );
    expect(error).toMatchObject({ name: "FireworksConfigurationError", code: "unsupported_model" });
    expect(other.seen).toEqual([]);
  });

  test("is told to `onWarning`, if there is one", async () => {
    const told: unknown[] = [];
    const onWarning = (warning: unknown) => told.push(warning);
    await callThrough(new OtherModel(), thread("t-1"), { options: { onWarning } });
    expect(told).toMatchObject([{ code: "unsupported_model", model: "OtherModel" }]);
  });
});

test.each(["shout", "", null, 1])("A105 %j is refused as behaviour at construction", (given) => {
  const options = { unsupportedModelBehavior: given } as unknown as FireworksPromptCachingOptions;
  expect(() => fireworksPromptCachingMiddleware(options)).toThrow(
    expect.objectContaining({
      name: "FireworksConfigurationError",
      field: "unsupportedModelBehavior",
    }),
  );
});

test("A105 a model with bound options and a configurable model count as the model inside", async () => {
  const { local, model } = localModels();
  const bound = model().withConfig({ temperature: 0 });
  const configurable = { _getModelInstance: async () => bound, invoke: bound.invoke.bind(bound) };
  const print = vi.spyOn(console, "warn");
  await callThrough(bound as Model, thread("t-1"));
  await callThrough(configurable as unknown as Model, thread("t-2"));
  expect(sentSessions(local)).toEqual([sessionOf("t-1"), sessionOf("t-2")]);
  expect(print).not.toHaveBeenCalled();
});
