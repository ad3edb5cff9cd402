import type { ServerResponse } from "node:http";
import { HumanMessage } from "@langchain/core/messages";
import type { ChatFireworks, ChatFireworksCallOptions } from "langchain-fireworks";
import { afterAll, describe, expect, test } from "vitest";
import { collect, failureOf } from "./failure.js";
import { localModels, MODEL } from "./local-model.js";
import { event, type HttpServer, httpServer } from "./raw-answers.js";

/** Reasoning, text and a tool call that is still being written. */
const BEGINNING = [
  event({ role: "assistant" }),
  event({ reasoning_content: "hm" }),
  event({ content: "Let me" }),
  event({ content: " see." }),
  event({
    tool_calls: [{ index: 0, id: "call_1", function: { name: "look", arguments: '{"ci' } }],
  }),
];

const servers: HttpServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

/** A model whose stream begins well and then goes wrong in this way. */
async function failing(goWrong: (response: ServerResponse) => void, beginning = BEGINNING) {
  const server = await httpServer((_, response) => {
    response.writeHead(200, {
      "content-type": "text/event-stream",
      "retry-after-ms": "1",
    });
    const text = beginning.map((data) => `data: ${data}\n\n`).join("");
    response.write(text, () => goWrong(response));
  });
  servers.push(server);
  const { model } = localModels();
  return {
    server,
    llm: model({ baseURL: server.baseURL, fetch: globalThis.fetch, maxRetries: 3 }),
  };
}

type Options = Partial<ChatFireworksCallOptions>;

const PATHS: [string, (llm: ChatFireworks, options?: Options) => Promise<unknown>][] = [
  ["stream", (llm, options) => collect(llm.stream("go", options))],
  ["native events", (llm, options) => collect(llm.streamEvents("go", options))],
  [
    "invoke",
    (llm, options) => {
      llm.streaming = true;
      return llm.invoke("go", options);
    },
  ],
];

interface Case {
  goWrong: (response: ServerResponse) => void;
  options?: Options;
  expected: Record<string, unknown>;
  finishReason?: string;
}

const stall = () => {};
const sendError = (response: ServerResponse) =>
  response.end(`data: ${JSON.stringify({ error: { code: 503, message: "too busy" } })}\n\n`);

const CASES: [string, Case][] = [
  [
    "A64, D22: cut short",
    {
      goWrong: (response) => response.end(),
      expected: { name: "FireworksStreamError", reason: "cut-short" },
    },
  ],
  [
    "A64, D22: reset",
    {
      goWrong: (response) => setImmediate(() => response.destroy()),
      expected: { name: "FireworksStreamError", reason: "cut-short" },
    },
  ],
  [
    "A63, D23: broken by an error event",
    {
      goWrong: sendError,
      expected: { name: "FireworksStreamError", reason: "sent-inside", status: 503 },
    },
  ],
  [
    "A63, D23: finished with the reason `error`",
    {
      goWrong: (response) =>
        response.end(
          `data: ${event({}, { choices: [{ index: 0, delta: {}, finish_reason: "error" }] })}\n\n`,
        ),
      expected: { name: "FireworksStreamError", reason: "sent-inside" },
      finishReason: "error",
    },
  ],
  [
    "garbled",
    {
      goWrong: (response) => response.end("data: <html>oops</html>\n\n"),
      expected: { name: "FireworksStreamError", reason: "not-json" },
    },
  ],
  [
    "A66, D22: silent for too long",
    {
      goWrong: stall,
      options: { streamIdleTimeout: 60 },
      expected: { name: "FireworksTimeoutError", phase: "idle", timeoutMs: 60 },
    },
  ],
  [
    "out of time",
    {
      goWrong: stall,
      options: { timeout: 150 },
      expected: { name: "FireworksTimeoutError", timeoutMs: 150 },
    },
  ],
];

describe.each(CASES)("a stream that is %s", (_, { goWrong, options, ...wanted }) => {
  test.each(PATHS)("is a typed error by %s, with all that had come", async (__, use) => {
    const { llm } = await failing(goWrong);
    const error = await failureOf(() => use(llm, options));
    expect(error).toMatchObject({ ...wanted.expected, model: MODEL });
    const partial = error.partialOutput;
    expect(partial?.text).toBe("Let me see.");
    expect(partial?.additional_kwargs).toMatchObject({ reasoning_content: "hm" });
    expect(partial?.tool_calls).toStrictEqual([]);
    expect(partial?.invalid_tool_calls).toMatchObject([
      { id: "call_1", name: "look", args: '{"ci' },
    ]);
    expect(partial?.response_metadata).toMatchObject({ model_name: "served-model" });
    expect(partial?.response_metadata.finish_reason).toBe(wanted.finishReason);
  });
});

describe("an abort in the middle", () => {
  const abortOn = {
    stream: async (llm: ChatFireworks, controller: AbortController) => {
      const { signal } = controller;
      for await (const chunk of await llm.stream("go", { signal })) {
        if (chunk.tool_call_chunks?.length) controller.abort();
      }
    },
    "native events": async (llm: ChatFireworks, controller: AbortController) => {
      const { signal } = controller;
      for await (const { event } of llm.streamEvents("go", { signal })) {
        if (event === "content-block-finish") controller.abort();
      }
    },
    generate: (llm: ChatFireworks, controller: AbortController) => {
      const callbacks = [{ handleLLMNewToken: () => controller.abort() }];
      llm.streaming = true;
      return llm.generate([[new HumanMessage("go")]], { signal: controller.signal, callbacks });
    },
  };

  test.each(Object.entries(abortOn))(
    "of %s is a typed error with what had come, and frees the socket",
    async (_, use) => {
      const { llm, server } = await failing(stall);
      const error = await failureOf(() => use(llm, new AbortController()));
      expect(error).toMatchObject({ name: "AbortError", lc_error_code: "MODEL_ABORTED" });
      expect(error.partialOutput?.additional_kwargs).toMatchObject({ reasoning_content: "hm" });
      await expect(server.allLeft()).resolves.toBeUndefined();
    },
  );
});

describe("A65: a stream without any event", () => {
  test.each(PATHS)("is typed and was retried, by %s", async (_, use) => {
    let requests = 0;
    const { llm } = await failing((response) => {
      requests += 1;
      response.end();
    }, []);
    llm.maxRetries = 1;
    const error = await failureOf(() => use(llm));
    expect(error).toMatchObject({
      name: "FireworksStreamError",
      reason: "empty",
      retryable: true,
    });
    expect(requests).toBe(2);
    expect(error.partialOutput).toBeUndefined();
  });
});
