import { MemorySaver } from "@langchain/langgraph";
import { createAgent, createMiddleware, modelFallbackMiddleware } from "langchain";
import type { ChatFireworks, ChatFireworksFields } from "langchain-fireworks";
import { fireworksPromptCachingMiddleware } from "langchain-fireworks/middleware";
import { afterEach, describe, expect, test, vi } from "vitest";
import { OtherModel } from "../agents/other-model.js";
import { steps } from "../agents/steps.js";
import { askWeather, weather } from "../agents/tools.js";
import { collect } from "../failure.js";
import { type LocalModels, localModels, MODEL, REASONING_MODEL } from "../local-model.js";
import { NO_SESSION, type SentSession, sentSessions, sessionOf } from "./session-of.js";

const HELLO = { messages: [{ role: "user", content: "Hello" }] };
const inThread = (threadId: string) => ({ configurable: { thread_id: threadId } });
const overloaded = { match: { model: MODEL }, fault: { status: 503 } };

/** In both orders: which one is outside must not matter. */
const ORDERS = ["caching, fallback", "fallback, caching"] as const;

function middlewareOf(order: (typeof ORDERS)[number], fallback: ChatFireworks | OtherModel) {
  const caching = fireworksPromptCachingMiddleware({ unsupportedModelBehavior: "ignore" });
  const falling = modelFallbackMiddleware(fallback);
  return order === "caching, fallback" ? [caching, falling] : [falling, caching];
}

/** The second model of the same server, as a fallback for the first, which is overloaded. */
function withFallback(
  order: (typeof ORDERS)[number],
  primary: Partial<ChatFireworksFields> = {},
  second: Partial<ChatFireworksFields> = {},
) {
  const { local, model } = localModels({ faults: [overloaded] });
  const models = [model(primary), model({ model: REASONING_MODEL, ...second })] as const;
  const middleware = middlewareOf(order, models[1]);
  return { local, models, agent: createAgent({ model: models[0], middleware }) };
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe.each(ORDERS)("A105 with [%s]", (order) => {
  test("a Fireworks fallback has the thread's affinity too", async () => {
    const { local, agent } = withFallback(order);
    await agent.invoke(HELLO, inThread("t-1"));
    expect(sentSessions(local)).toEqual([sessionOf("t-1"), sessionOf("t-1")]);
  });

  const OWN: [string, Partial<ChatFireworksFields>, SentSession][] = [
    ["user", { user: "user-7" }, NO_SESSION],
    ["promptCacheKey", { promptCacheKey: "mine" }, { key: "mine", header: undefined }],
    ["sessionAffinity", { sessionAffinity: "mine" }, { key: undefined, header: "mine" }],
    [
      "default header",
      { defaultHeaders: { "X-Session-Affinity": "mine" } },
      { key: undefined, header: "mine" },
    ],
    ["null user", { user: null }, sessionOf("t-1")],
    ["null promptCacheKey", { promptCacheKey: null }, sessionOf("t-1")],
    ["nothing", {}, sessionOf("t-1")],
  ];

  test.each(OWN)(
    "the first model's %s is its own, and the fallback's is the thread's",
    async (_name, fields, expected) => {
      const { local, agent, models } = withFallback(order, fields);
      const before = models.map((model) => JSON.stringify(model));
      await agent.invoke(HELLO, inThread("t-1"));
      expect(sentSessions(local)).toEqual([expected, sessionOf("t-1")]);
      expect(models.map((model) => JSON.stringify(model))).toEqual(before);
    },
  );

  test.each(OWN)(
    "the fallback's %s is its own, and the first model's is the thread's",
    async (_name, fields, expected) => {
      const { local, agent } = withFallback(order, {}, fields);
      await agent.invoke(HELLO, inThread("t-1"));
      expect(sentSessions(local)).toEqual([sessionOf("t-1"), expected]);
    },
  );

  test("a fallback of another provider sees nothing of it", async () => {
    const { local, model } = localModels({ faults: [overloaded] });
    const other = new OtherModel();
    const agent = createAgent({ model: model(), middleware: middlewareOf(order, other) });
    await agent.invoke(HELLO, inThread("t-1"));
    expect(sentSessions(local)).toEqual([sessionOf("t-1")]);
    const { key } = sessionOf("t-1");
    expect(other.seen).toHaveLength(1);
    const seen = Object.entries(other.seen[0]?.options ?? {});
    expect(JSON.stringify(seen.filter(([name]) => name !== "runManager"))).not.toContain(key);
    expect(seen.map(([name]) => name).join()).not.toMatch(/affinity|cache/i);
  });

  test("a Fireworks model behind another provider's has it", async () => {
    const { local, model } = localModels();
    const middleware = middlewareOf(order, model());
    const agent = createAgent({ model: new OtherModel(new Error("down")), middleware });
    await agent.invoke(HELLO, inThread("t-1"));
    expect(sentSessions(local)).toEqual([sessionOf("t-1")]);
  });

  test("settings an agent gives its model for one call win", async () => {
    const { local, model } = localModels();
    const settings = createMiddleware({
      name: "Settings",
      wrapModelCall: (request, handler) =>
        handler({ ...request, modelSettings: { headers: { "X-SESSION-AFFINITY": "mine" } } }),
    });
    const middleware = [settings, ...middlewareOf(order, model())];
    const agent = createAgent({ model: model(), middleware });
    await agent.invoke(HELLO, inThread("t-1"));
    expect(sentSessions(local)).toEqual([{ key: undefined, header: "mine" }]);
  });
});

function weatherAgent({ model }: LocalModels) {
  return createAgent({
    model: model(),
    tools: [weather],
    middleware: [fireworksPromptCachingMiddleware()],
    checkpointer: new MemorySaver(),
  });
}

const WEATHER = steps("weather", askWeather("Oslo"), { content: "Sunny in Oslo." });
const ASK = { messages: [{ role: "user", content: "The weather in Oslo?" }] };

describe("A105 in an agent", () => {
  test("every model call of a thread has it, over turns and tool calls", async () => {
    const server = localModels({ scripts: [WEATHER] });
    const agent = weatherAgent(server);
    await agent.invoke(ASK, inThread("t-1"));
    await agent.invoke(ASK, inThread("t-1"));
    expect(sentSessions(server.local)).toEqual(Array(4).fill(sessionOf("t-1")));
  });

  test.each([
    [
      "agent.stream",
      (agent: ReturnType<typeof weatherAgent>) =>
        agent.stream(ASK, { ...inThread("t-1"), streamMode: "messages" }),
    ],
    [
      "agent.streamEvents v2",
      (agent: ReturnType<typeof weatherAgent>) =>
        agent.streamEvents(ASK, { ...inThread("t-1"), version: "v2" }),
    ],
  ] as const)("%s has it", async (_name, run) => {
    const server = localModels({ scripts: [WEATHER] });
    await collect(run(weatherAgent(server)) as Promise<AsyncIterable<unknown>>);
    expect(sentSessions(server.local)).toEqual([sessionOf("t-1"), sessionOf("t-1")]);
  });

  test("without a thread id there is none", async () => {
    const { local, model } = localModels();
    const middleware = [fireworksPromptCachingMiddleware()];
    await createAgent({ model: model(), middleware }).invoke(HELLO);
    expect(sentSessions(local)).toEqual([NO_SESSION]);
  });

  test("a model that a tool calls by itself has none", async () => {
    const server = localModels({ scripts: [WEATHER] });
    const inner = server.model();
    const asking = Object.assign(Object.create(weather), {
      invoke: async (...input: Parameters<typeof weather.invoke>) => {
        await inner.invoke("Hello");
        return weather.invoke(...input);
      },
    }) as typeof weather;
    const middleware = [fireworksPromptCachingMiddleware()];
    const agent = createAgent({ model: server.model(), tools: [asking], middleware });
    await agent.invoke(ASK, inThread("t-1"));
    expect(sentSessions(server.local)).toEqual([sessionOf("t-1"), NO_SESSION, sessionOf("t-1")]);
  });

  test("D8 agents that run at once on one model keep their own, and a later call has none", async () => {
    const { local, model } = localModels({ latency: { betweenTokensMs: 1 } });
    const llm = model();
    const threads = Array.from({ length: 20 }, (_, index) => `thread-${index}`);
    const agents = [1, 2].map(() =>
      createAgent({ model: llm, middleware: [fireworksPromptCachingMiddleware()] }),
    );
    await Promise.all(
      threads.map(async (thread, index) => {
        const messages = [{ role: "user", content: thread }];
        return agents[index % 2]?.invoke({ messages }, inThread(thread));
      }),
    );
    const asked = local.requests.map(
      ({ body }) => (body as { messages: { content: string }[] }).messages[0]?.content ?? "",
    );
    expect(asked.toSorted()).toEqual(threads.toSorted());
    expect(sentSessions(local)).toEqual(asked.map(sessionOf));
    await llm.invoke("Hello");
    expect(sentSessions(local).at(-1)).toEqual(NO_SESSION);
  });
});

describe("A105 where there is no AsyncLocalStorage, as in browsers", () => {
  const STORAGE = Symbol.for("langchain-fireworks.call-affinity-storage");
  function withoutStorage(): void {
    vi.stubGlobal("process", { ...process, getBuiltinModule: undefined });
    const kept: unknown = Reflect.get(globalThis, STORAGE);
    Reflect.deleteProperty(globalThis, STORAGE);
    restore = () => Reflect.set(globalThis, STORAGE, kept);
  }
  let restore = () => true;
  afterEach(() => restore());

  test("a model that inherits from the agent's carries it for the one call", async () => {
    const server = localModels({ scripts: [WEATHER] });
    withoutStorage();
    await weatherAgent(server).invoke(ASK, inThread("t-1"));
    await server.model().invoke("Hello");
    expect(sentSessions(server.local)).toEqual([sessionOf("t-1"), sessionOf("t-1"), NO_SESSION]);
  });

  test("with the fallback outside, each Fireworks model has it; inside, the first one", async () => {
    const outside = withFallback("fallback, caching");
    const inside = withFallback("caching, fallback");
    withoutStorage();
    await outside.agent.invoke(HELLO, inThread("t-1"));
    await inside.agent.invoke(HELLO, inThread("t-1"));
    expect(sentSessions(outside.local)).toEqual([sessionOf("t-1"), sessionOf("t-1")]);
    expect(sentSessions(inside.local)).toEqual([sessionOf("t-1"), NO_SESSION]);
  });
});
