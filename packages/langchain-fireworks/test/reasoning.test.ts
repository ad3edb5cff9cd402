import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import {
  AIMessage,
  type AIMessageChunk,
  type BaseMessage,
  type ContentBlock,
  HumanMessage,
  mapChatMessagesToStoredMessages,
  mapStoredMessagesToChatMessages,
  ToolMessage,
} from "@langchain/core/messages";
import { concat } from "@langchain/core/utils/stream";
import type { AssistantMessage } from "fireworks-client/wire";
import type { Answer } from "fireworks-local";
import { describe, expect, test } from "vitest";
import type { ChatFireworks } from "langchain-fireworks";
import { collect } from "./failure.js";
import { lastBody, localModels, sentBodies } from "./local-model.js";
import { DONE, event, finishEvent } from "./raw-answers.js";

const sumOf = (chunks: AIMessageChunk[]): AIMessageChunk =>
  chunks.reduce((left, right) => concat(left, right));

/** What LangGraph hangs on a model that is invoked while its graph is streamed. */
class StreamWatcher extends BaseCallbackHandler {
  name = "stream_watcher";
  lc_prefer_streaming = true;
  override handleLLMNewToken(): void {}
}

const ADD = {
  type: "function",
  function: {
    name: "add",
    parameters: { type: "object", properties: { a: { type: "number" } }, required: ["a"] },
  },
};

/** Two tool turns and an answer, told apart by how many results there are. */
const TURNS: Answer[] = [
  { reasoning: "First I add.", toolCalls: [{ id: "c1", name: "add", arguments: { a: 1 } }] },
  { reasoning: "Once more.", toolCalls: [{ id: "c2", name: "add", arguments: { a: 2 } }] },
  { reasoning: "Done.", content: "It is three." },
];

const agentServer = () =>
  localModels({
    scripts: [
      {
        when: {},
        answer: ({ messages }) =>
          TURNS[messages.filter(({ role }) => role === "tool").length] as Answer,
      },
    ],
    now: () => 1_700_000_000_000,
  });

/** Each way ends with the message a caller would put into the history. */
const WAYS = {
  invoke: (llm: ChatFireworks, history: BaseMessage[]): Promise<AIMessage> =>
    llm.invoke(history, { tools: [ADD] }),
  stream: async (llm: ChatFireworks, history: BaseMessage[]): Promise<AIMessage> =>
    sumOf(await collect(llm.stream(history, { tools: [ADD] }))),
  "native stream events": async (llm: ChatFireworks, history: BaseMessage[]): Promise<AIMessage> =>
    llm.streamEvents(history, { tools: [ADD] }),
  "stream events v2": async (llm: ChatFireworks, history: BaseMessage[]): Promise<AIMessage> => {
    const events = await collect(
      llm.withConfig({ tools: [ADD] }).streamEvents(history, { version: "v2" }),
    );
    return events.find(({ event: name }) => name === "on_chat_model_end")?.data.output as AIMessage;
  },
};

describe("A92/A93/D7: two tool turns over HTTP", () => {
  const cases = ["v0", "v1"].flatMap((outputVersion) =>
    (Object.keys(WAYS) as (keyof typeof WAYS)[]).flatMap((way) =>
      [false, true, undefined].map((streaming) => ({ outputVersion, way, streaming }) as const),
    ),
  );

  test.each(cases)("$outputVersion, $way, streaming $streaming", async (options) => {
    const { outputVersion, way, streaming } = options;
    const { local, model } = agentServer();
    const llm = model({
      outputVersion: outputVersion as "v0" | "v1",
      ...(streaming !== undefined && { streaming }),
    });
    const history: BaseMessage[] = [new HumanMessage("Add twice.")];
    for (const [turn, { reasoning, toolCalls }] of TURNS.slice(0, 2).entries()) {
      const message = await WAYS[way](llm, history);
      const call = toolCalls?.[0];
      const args = { a: turn + 1 };
      expect(message.text).toBe("");
      expect(message.contentBlocks).toStrictEqual([
        { type: "reasoning", reasoning },
        { type: "tool_call", id: call?.id, name: "add", args },
      ]);
      expect(message.tool_calls).toMatchObject([{ id: call?.id, name: "add", args }]);
      expect(message.usage_metadata?.output_token_details?.reasoning).toBeGreaterThan(0);
      if (way !== "native stream events") {
        expect(message.additional_kwargs.reasoning_content).toBe(reasoning);
      }
      history.push(message, new ToolMessage({ content: "ok", tool_call_id: call?.id ?? "" }));
    }
    const last = await WAYS[way](llm, history);
    expect(last.text).toBe("It is three.");
    expect(lastBody(local).messages).toStrictEqual([
      { role: "user", content: "Add twice." },
      ...TURNS.slice(0, 2).flatMap(({ reasoning, toolCalls }) => [
        {
          role: "assistant",
          content: null,
          reasoning_content: reasoning,
          tool_calls: (toolCalls ?? []).map(({ id, name, arguments: args }) => ({
            id,
            type: "function",
            function: { name, arguments: JSON.stringify(args) },
          })),
        },
        { role: "tool", content: "ok", tool_call_id: toolCalls?.[0]?.id },
      ]),
    ]);
    expect(sentBodies(local)).toHaveLength(3);
  });
});

describe("A52: outputVersion v1", () => {
  const answer: Answer = {
    reasoning: "So.",
    content: "Yes.",
    toolCalls: [
      { id: "c1", name: "add", arguments: { a: 1 } },
      { id: "c2", name: "add", arguments: '{"a":' },
    ],
  };
  const blocks = [
    { type: "reasoning", reasoning: "So." },
    { type: "text", text: "Yes." },
    { type: "tool_call", id: "c1", name: "add", args: { a: 1 } },
    { type: "invalid_tool_call", id: "c2", name: "add", args: '{"a":', error: expect.any(String) },
  ];
  const server = () =>
    localModels({ scripts: [{ when: {}, answer }], now: () => 1_700_000_000_000 });

  test.each<[string, (llm: ChatFireworks) => Promise<AIMessage | AIMessageChunk>]>([
    ["invoke", (llm) => llm.invoke("go")],
    ["invoke by stream", (llm) => llm.invoke("go", { maxTokens: 9000 })],
    ["stream", async (llm) => sumOf(await collect(llm.stream("go")))],
  ])("as a field and as a call option: %s", async (_, run) => {
    const { model } = server();
    for (const llm of [
      model({ outputVersion: "v1" }),
      model().withConfig({ outputVersion: "v1" }) as unknown as ChatFireworks,
    ]) {
      const message = await run(llm);
      expect(message.content).toStrictEqual(blocks);
      expect(message.contentBlocks).toStrictEqual(blocks);
      expect(message.text).toBe("Yes.");
      expect(message.response_metadata.output_version).toBe("v1");
      expect(message.tool_calls).toHaveLength(1);
      expect(message.invalid_tool_calls).toHaveLength(1);
    }
  });

  test("from LC_OUTPUT_VERSION, unless the field says otherwise", async () => {
    const { model } = server();
    const before = process.env.LC_OUTPUT_VERSION;
    process.env.LC_OUTPUT_VERSION = "v1";
    try {
      expect((await model().invoke("go")).content).toStrictEqual(blocks);
      expect((await model({ outputVersion: "v0" }).invoke("go")).content).toBe("Yes.");
    } finally {
      if (before === undefined) delete process.env.LC_OUTPUT_VERSION;
      else process.env.LC_OUTPUT_VERSION = before;
    }
  });

  test("the sum of a stream is the message of invoke, field by field", async () => {
    const llm = server().model({ outputVersion: "v1" });
    const whole = await llm.invoke("go");
    const sum = sumOf(await collect(llm.stream("go")));
    const fields = (message: AIMessage | AIMessageChunk) => [
      message.content,
      message.additional_kwargs,
      message.response_metadata,
      message.usage_metadata,
      message.tool_calls,
      message.invalid_tool_calls,
    ];
    expect(fields(sum)).toStrictEqual(fields(whole));
  });

  test("a call cut by the budget is not completed", async () => {
    const { model } = localModels({
      scripts: [{ when: {}, answer: { toolCalls: [{ name: "add", arguments: '{"a": "b' }] } }],
    });
    for (const message of [
      sumOf(await collect(model({ outputVersion: "v1" }).stream("go"))),
      await model({ outputVersion: "v1", streaming: true }).invoke("go"),
      await model({ outputVersion: "v1" }).invoke("go", { callbacks: [new StreamWatcher()] }),
    ]) {
      expect(message.tool_calls).toStrictEqual([]);
      expect(message.content).toMatchObject([{ type: "invalid_tool_call", args: '{"a": "b' }]);
    }
  });

  const piece = (index: number, rest: object) => event({ tool_calls: [{ index, ...rest }] });
  const interleaved = [
    event({ reasoning_content: "So" }),
    event({ content: "Ye" }),
    piece(0, { id: "c1", function: { name: "add", arguments: '{"a"' } }),
    piece(1, { id: "c2", function: { name: "add", arguments: '{"a":' } }),
    event({ reasoning_content: "." }),
    piece(0, { function: { arguments: ":1}" } }),
    event({ content: "s." }),
    piece(1, { function: { arguments: "2}" } }),
    finishEvent("tool_calls"),
    DONE,
  ];
  const fourBlocks = [
    { type: "reasoning", reasoning: "So." },
    { type: "text", text: "Yes." },
    { type: "tool_call", id: "c1", name: "add", args: { a: 1 } },
    { type: "tool_call", id: "c2", name: "add", args: { a: 2 } },
  ];

  test("interleaved pieces become four blocks in order, with four indices", async () => {
    const { model } = localModels({ faults: [{ fault: { rawEvents: interleaved } }] });
    const chunks = await collect(model({ outputVersion: "v1" }).stream("go"));
    const seen = chunks.flatMap(({ contentBlocks }) => contentBlocks);
    const kinds = new Set(seen.map(({ index, type }) => `${index as number} ${type}`));
    expect([...kinds]).toStrictEqual([
      "0 reasoning",
      "1 text",
      "2 tool_call_chunk",
      "3 tool_call_chunk",
    ]);
    const sum = sumOf(chunks);
    expect(sum.content).toStrictEqual(fourBlocks);
    expect((sum.content as ContentBlock[]).map(({ index }) => index)).toStrictEqual([0, 1, 2, 3]);
    expect(sum.tool_call_chunks?.map(({ index }) => index)).toStrictEqual([0, 1]);
    const whole = await model({ outputVersion: "v1", streaming: true }).invoke("go");
    expect(whole.content).toStrictEqual(fourBlocks);
    const v0 = sumOf(await collect(model().stream("go")));
    expect(v0.contentBlocks).toStrictEqual(fourBlocks);
  });

  test("chunks add up in any grouping, and a sum that is not whole shows pieces of calls", async () => {
    const { model } = localModels({ faults: [{ fault: { rawEvents: interleaved } }] });
    const chunks = await collect(model({ outputVersion: "v1" }).stream("go"));
    for (let at = 1; at < chunks.length; at++) {
      const halves = [sumOf(chunks.slice(0, at)), sumOf(chunks.slice(at))];
      expect(halves[0]?.contentBlocks.some(({ type }) => type === "tool_call")).toBe(false);
      expect(sumOf(halves).content).toStrictEqual(fourBlocks);
    }
  });

  test("ids that the server never sent arrive with the last chunk, in their own blocks", async () => {
    const rawEvents = [
      piece(0, { function: { name: "add", arguments: "{}" } }),
      finishEvent("tool_calls"),
      DONE,
    ];
    const { model } = localModels({ faults: [{ fault: { rawEvents } }] });
    const sum = sumOf(await collect(model({ outputVersion: "v1" }).stream("go")));
    const id = sum.tool_calls?.[0]?.id;
    expect(id).toMatch(/^call_/);
    expect(sum.content).toStrictEqual([{ type: "tool_call", id, name: "add", args: {} }]);
  });

  test("it survives JSON, and is history for the next turn", async () => {
    const { local, model } = agentServer();
    const llm = model({ outputVersion: "v1" });
    const human = new HumanMessage("go");
    for (const message of [
      await llm.invoke([human], { tools: [ADD] }),
      sumOf(await collect(llm.stream([human], { tools: [ADD] }))),
    ]) {
      const stored = JSON.parse(JSON.stringify(mapChatMessagesToStoredMessages([message])));
      const loaded = mapStoredMessagesToChatMessages(stored);
      expect(loaded[0]?.content).toStrictEqual(message.content);
      const plain = { role: "assistant", content: JSON.parse(JSON.stringify(message.content)) };
      for (const past of [message, ...loaded, plain as never]) {
        await llm.invoke([human, past, new ToolMessage({ content: "ok", tool_call_id: "c1" })]);
        expect(lastBody(local).messages[1]).toMatchObject({
          content: null,
          reasoning_content: "First I add.",
          tool_calls: [{ id: "c1" }],
        });
      }
    }
  });

  test("structured output reads v1 content", async () => {
    const { model } = localModels({
      scripts: [{ when: {}, answer: { reasoning: "So.", content: '{"a":1}' } }],
    });
    const schema = { type: "object", properties: { a: { type: "number" } }, title: "x" };
    const llm = model({ outputVersion: "v1" });
    const read = await llm.withStructuredOutput(schema, { method: "jsonSchema" }).invoke("go");
    expect(read).toStrictEqual({ a: 1 });
  });
});

describe("A59: reasoning deltas", () => {
  test.each<[string, unknown]>([
    ["missing", undefined],
    ["null", null],
    ["empty", ""],
  ])("a %s one adds no field to chunk or replay", async (_, reasoning_content) => {
    const rawEvents = [event({ content: "Yes.", reasoning_content }), finishEvent("stop"), DONE];
    const { local, model } = localModels({ faults: [{ fault: { rawEvents }, times: 2 }] });
    const chunks = await collect(model().stream("go"));
    for (const chunk of chunks) expect(chunk.additional_kwargs).toStrictEqual({});
    const v1 = sumOf(await collect(model({ outputVersion: "v1" }).stream("go")));
    for (const message of [sumOf(chunks), v1]) {
      expect(message.contentBlocks).toStrictEqual([{ type: "text", text: "Yes." }]);
      await model().invoke(["hi", message, new HumanMessage("and?")]);
      expect(lastBody(local).messages[1]).toStrictEqual({ role: "assistant", content: "Yes." });
    }
  });

  test("native events hold reasoning deltas, and text has none", async () => {
    const { model } = agentServer();
    const events: ChatModelStreamEvent[] = await collect(model().streamEvents("go"));
    const deltas = events.flatMap((item) =>
      item.event === "content-block-delta" ? [item.delta] : [],
    );
    const reasoning = deltas.flatMap((delta) =>
      delta?.type === "reasoning-delta" ? [delta.reasoning] : [],
    );
    expect(reasoning.join("")).toBe("First I add.");
    expect(deltas.filter((delta) => delta?.type === "text-delta")).toStrictEqual([]);
  });
});

describe("A93: an answer goes back as it came", () => {
  test("null content, reasoning and a tool call", async () => {
    const { local, model } = agentServer();
    const human = new HumanMessage("go");
    const message = await model().invoke([human], { tools: [ADD] });
    const result = new ToolMessage({ content: "ok", tool_call_id: "c1" });
    await model().invoke([human, message, result], { tools: [ADD] });
    const assistant: AssistantMessage = {
      role: "assistant",
      content: null,
      reasoning_content: "First I add.",
      tool_calls: [{ id: "c1", type: "function", function: { name: "add", arguments: '{"a":1}' } }],
    };
    expect(lastBody(local).messages[1]).toStrictEqual(assistant);
  });

  test("A91: reasoningHistory decides how much of it is sent", async () => {
    const history = [
      new HumanMessage("one"),
      new AIMessage({ content: "1", additional_kwargs: { reasoning_content: "old" } }),
      new HumanMessage("two"),
      new AIMessage({
        content: "",
        additional_kwargs: { reasoning_content: "new" },
        tool_calls: [{ id: "c1", name: "add", args: {} }],
      }),
      new ToolMessage({ content: "ok", tool_call_id: "c1" }),
    ];
    const { local, model } = agentServer();
    const sent = async (fields: object, call: object = {}) => {
      await model({ model: "accounts/fireworks/models/ember-1", ...fields }).invoke(history, call);
      return lastBody(local).messages.flatMap((message) =>
        "reasoning_content" in message ? [message.reasoning_content] : [],
      );
    };
    expect(await sent({})).toStrictEqual(["old", "new"]);
    expect(await sent({ reasoningHistory: "preserved" })).toStrictEqual(["old", "new"]);
    expect(await sent({ reasoningHistory: "interleaved" })).toStrictEqual(["new"]);
    expect(await sent({ reasoningHistory: "disabled" })).toStrictEqual([]);
    expect(await sent({ modelKwargs: { reasoning_history: "disabled" } })).toStrictEqual([]);
    expect(await sent({ reasoningHistory: "disabled" }, { reasoningHistory: null })).toHaveLength(
      2,
    );
    expect(await sent({ replayReasoning: "none" })).toStrictEqual([]);
    expect(await sent({ replayReasoning: "none" }, { replayReasoning: "own" })).toHaveLength(2);
  });
});

describe("A95, D7: reasoning tokens", () => {
  test.each<[string, object, unknown]>([
    ["sent", { completion_tokens_details: { reasoning_tokens: 7 } }, { reasoning: 7 }],
    ["zero", { completion_tokens_details: { reasoning_tokens: 0 } }, { reasoning: 0 }],
    ["null", { completion_tokens_details: { reasoning_tokens: null } }, undefined],
    ["no details", { completion_tokens_details: null }, undefined],
    ["absent", {}, undefined],
  ])("%s", async (_, details, expected) => {
    const usage = { prompt_tokens: 3, completion_tokens: 9, total_tokens: 12, ...details };
    const rawEvents = [event({ content: "x" }), finishEvent("stop", { usage }), DONE];
    const { model } = localModels({ faults: [{ fault: { rawEvents } }] });
    for (const message of [
      sumOf(await collect(model().stream("go"))),
      await model({ streaming: true }).invoke("go"),
    ]) {
      expect(message.usage_metadata?.output_token_details).toStrictEqual(expected);
      expect(message.usage_metadata).toMatchObject({ input_tokens: 3, output_tokens: 9 });
    }
  });
});
