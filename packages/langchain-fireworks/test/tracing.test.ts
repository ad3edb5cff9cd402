import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { awaitAllCallbacks } from "@langchain/core/callbacks/promises";
import { LangChainTracer } from "@langchain/core/tracers/tracer_langchain";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import type { ChatFireworks, ChatFireworksCallOptions } from "langchain-fireworks";
import { Client } from "langsmith";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { collect } from "./failure.js";
import { KEY, lastBody, localModels, MODEL } from "./local-model.js";

type Run = Record<string, unknown> & {
  id: string;
  extra?: { metadata?: Record<string, unknown>; invocation_params?: Record<string, unknown> };
};

/** A LangSmith of the test's own: keeps what a real `langsmith` client sends. */
async function collector() {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      bodies.push(decoded(Buffer.concat(parts), request.headers["content-encoding"]));
      response.setHeader("content-type", "application/json");
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    runs: () => mergeRuns(bodies),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function decoded(body: Buffer, encoding: string | undefined): string {
  return (encoding === "gzip" ? gunzipSync(body) : body).toString();
}

/** The runs of all JSON batches, with their later updates laid over them. */
function mergeRuns(bodies: string[]): Run[] {
  const runs = new Map<string, Run>();
  for (const body of bodies) {
    if (!body.startsWith("{")) continue;
    const { post = [], patch = [] } = JSON.parse(body) as { post?: Run[]; patch?: Run[] };
    for (const run of [...post, ...patch]) {
      const known = Object.entries(run).filter(([, value]) => value != null);
      runs.set(run.id, { ...runs.get(run.id), ...Object.fromEntries(known) } as Run);
    }
  }
  return [...runs.values()];
}

const LANGSMITH_KEY = "lsv2_pt_secret_0001";

describe("S22/S23: LangSmith", () => {
  let langsmith: Awaited<ReturnType<typeof collector>>;
  let client: Client;

  // Core keeps one client of its own for the whole process: its address must not change.
  beforeAll(async () => {
    langsmith = await collector();
    client = new Client({ apiUrl: langsmith.url, apiKey: LANGSMITH_KEY });
    // JSON batches instead of multipart ones: easier to read here.
    Object.assign(client, {
      _getServerInfo: async () => ({ batch_ingest_config: { use_multipart_endpoint: false } }),
    });
  });

  beforeEach(() => {
    langsmith.bodies.length = 0;
    vi.stubEnv("LANGSMITH_TRACING", "true");
    vi.stubEnv("LANGSMITH_API_KEY", LANGSMITH_KEY);
    vi.stubEnv("LANGSMITH_ENDPOINT", langsmith.url);
  });

  afterEach(() => void vi.unstubAllEnvs());
  afterAll(() => langsmith.close());

  const flush = async () => {
    await awaitAllCallbacks();
    await client.flush();
    await client.awaitPendingTraceBatches();
  };

  const fields = { temperature: 0, maxTokens: 50, stop: ["###"], apiKey: KEY };
  type Ask = (llm: ChatFireworks, options: Partial<ChatFireworksCallOptions>) => Promise<unknown>;
  const ways: [string, Ask][] = [
    ["invoke", (llm, options) => llm.invoke("hello", options)],
    ["stream", (llm, options) => collect(llm.stream("hello", options))],
    ["streamEvents", (llm, options) => collect(llm.streamEvents("hello", options))],
  ];

  test.each(ways)("%s is one run with inputs, outputs, usage and parameters", async (_, ask) => {
    const { local, model } = localModels({
      scripts: [
        {
          when: {},
          answer: { content: "Good day.", usage: { prompt_tokens: 4, completion_tokens: 3 } },
        },
      ],
    });
    const tracer = new LangChainTracer({ client, projectName: "test" });
    const headers = { "x-secret": "hidden-header" };
    await ask(model(fields), { callbacks: [tracer], headers });
    await flush();
    const runs = langsmith.runs();
    expect(runs).toHaveLength(1);
    const [run] = runs;
    expect(run).toMatchObject({ run_type: "llm", name: "ChatFireworks" });
    expect(JSON.stringify(run?.inputs)).toContain("hello");
    expect(JSON.stringify(run?.outputs)).toContain("Good day.");
    expect(JSON.stringify(run?.outputs)).toContain('"total_tokens":7');
    expect(run?.extra?.metadata).toMatchObject({
      ls_provider: "fireworks",
      ls_model_name: MODEL,
      ls_model_type: "chat",
      ls_temperature: 0,
      ls_max_tokens: 50,
      ls_stop: ["###"],
    });
    const { messages: _1, stream: _2, stream_options: _3, ...body } = lastBody(local);
    expect(run?.extra?.invocation_params).toStrictEqual(body);
    const everything = langsmith.bodies.join("\n");
    for (const secret of [KEY, LANGSMITH_KEY, "hidden-header"]) {
      expect(everything).not.toContain(secret);
    }
  });

  /** Core's own client sends when it likes to. */
  const arrived = (text: string) =>
    vi.waitFor(() => expect(langsmith.bodies.join("\n")).toContain(text), { timeout: 10_000 });

  test("S22: with the variable alone, core's own tracer makes the run", async () => {
    const { model } = localModels();
    await model(fields).invoke("hello there");
    await arrived("hello there");
    expect(langsmith.bodies.join("\n")).toContain('"ls_provider":"fireworks"');
    expect(langsmith.bodies.join("\n")).not.toContain(KEY);
  });

  test("S23: without the variable nothing is sent", async () => {
    const { model } = localModels();
    vi.stubEnv("LANGSMITH_TRACING", undefined);
    await model(fields).invoke("in private");
    vi.stubEnv("LANGSMITH_TRACING", "true");
    await model(fields).invoke("in public");
    await arrived("in public");
    expect(langsmith.bodies.join("\n")).not.toContain("in private");
  });
});

describe("A124: getLsParams", () => {
  const { model } = localModels();

  test("has exactly six keys, set or not", () => {
    expect(Object.keys(model().getLsParams({} as never)).toSorted()).toStrictEqual([
      "ls_max_tokens",
      "ls_model_name",
      "ls_model_type",
      "ls_provider",
      "ls_stop",
      "ls_temperature",
    ]);
  });

  test("reads fields, and a call wins", () => {
    const llm = model({ temperature: 1, maxTokens: 10, stop: "a" });
    expect(llm.getLsParams({} as never)).toStrictEqual({
      ls_provider: "fireworks",
      ls_model_name: MODEL,
      ls_model_type: "chat",
      ls_temperature: 1,
      ls_max_tokens: 10,
      ls_stop: ["a"],
    });
    const call = { temperature: 0, maxTokens: 5, stop: ["b"], model: "other" };
    expect(llm.getLsParams(call as never)).toMatchObject({
      ls_model_name: "other",
      ls_temperature: 0,
      ls_max_tokens: 5,
      ls_stop: ["b"],
    });
  });

  test("maxCompletionTokens is a token limit too", () => {
    expect(model({ maxCompletionTokens: 8 }).getLsParams({} as never)).toMatchObject({
      ls_max_tokens: 8,
    });
  });
});

describe("A125: invocation parameters", () => {
  test("equal the body less messages", async () => {
    const { local, model } = localModels();
    const llm = model({ temperature: 0, topK: 3 });
    const options = { seed: 4, tools: [{ type: "function" as const, function: { name: "f" } }] };
    await llm.invoke("hi", options);
    const { messages: _, stream: __, ...body } = lastBody(local);
    expect(llm.invocationParams(options as never)).toStrictEqual(body);
  });

  test("the start of a run is told them, and no header, signal or observer", async () => {
    let extra: Record<string, unknown> | undefined;
    const handler = BaseCallbackHandler.fromMethods({
      handleChatModelStart: (
        ...[, , , , given]: Parameters<NonNullable<BaseCallbackHandler["handleChatModelStart"]>>
      ): void => {
        extra = given;
      },
    });
    await localModels()
      .model()
      .invoke("hi", {
        callbacks: [handler],
        seed: 4,
        headers: { authorization: "Bearer hidden-header" },
        signal: new AbortController().signal,
        onRetry: () => undefined,
        onResponse: () => undefined,
      });
    expect(extra?.invocation_params).toMatchObject({ model: MODEL, seed: 4 });
    expect(extra?.options).toMatchObject({ seed: 4 });
    for (const name of ["headers", "signal", "onRetry", "onResponse"]) {
      expect(extra?.options).not.toHaveProperty(name);
    }
    expect(JSON.stringify(extra)).not.toContain("hidden-header");
  });

  test("A127: the package's version stands in the run's metadata", () => {
    expect(localModels().model().metadata).toMatchObject({
      versions: { "langchain-fireworks": expect.stringMatching(/^\d+\.\d+\.\d+/) },
    });
  });
});
