import {
  AIMessage,
  AIMessageChunk,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import { InMemoryCache } from "@langchain/core/caches";
import { StringPromptValue } from "@langchain/core/prompt_values";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { RunnableLambda } from "@langchain/core/runnables";
import { tool } from "@langchain/core/tools";
import { concat } from "@langchain/core/utils/stream";
import type { ContentPart } from "fireworks-client/wire";
import { describe, expect, test } from "vitest";
import * as z3 from "zod/v3";
import { z } from "zod";
import { collect, failureOf } from "./failure.js";
import { lastBody, localModels, MODEL } from "./local-model.js";

// What LangChain expects of every chat model, in our own words; a server in strict mode is the judge.

const { local, model } = localModels();
const llm = model();

const weather = tool(({ city }: { city: string }) => `Sunny in ${city}`, {
  name: "get_weather",
  description: "Get the weather of a city",
  schema: z.object({ city: z.string() }),
});
const adder = tool(({ a, b }: { a: number; b: number }) => String(a + b), {
  name: "my_adder_tool",
  description: "Add two numbers",
  schema: z.object({ a: z.number(), b: z.number() }),
});

function expectAnswer(message: unknown): asserts message is AIMessage {
  expect(AIMessage.isInstance(message)).toBe(true);
  expect((message as AIMessage).text.length).toBeGreaterThan(0);
}

describe("A24: input", () => {
  test.each([
    ["a string", "Hello"],
    ["a prompt value", new StringPromptValue("Hello")],
    ["tuples", [["human", "Hello"] as [string, string]]],
    ["objects", [{ role: "user", content: "Hello" }]],
    ["messages", [new HumanMessage("Hello")]],
  ])("%s", async (_, input) => {
    expectAnswer(await llm.invoke(input as string));
    expect(lastBody(local).messages).toStrictEqual([{ role: "user", content: "Hello" }]);
  });

  test("a conversation, and two messages of one side in a row", async () => {
    const turns = [
      new SystemMessage("Be brief."),
      new SystemMessage("Be kind."),
      new HumanMessage("Hello"),
      new HumanMessage("Are you there?"),
      new AIMessage("Yes."),
      new AIMessage("I am."),
      new HumanMessage("Good."),
    ];
    expectAnswer(await llm.invoke(turns));
    expect(lastBody(local).messages.map(({ role }) => role)).toStrictEqual([
      "system",
      "system",
      "user",
      "user",
      "assistant",
      "assistant",
      "user",
    ]);
  });

  test("few-shot messages with names", async () => {
    expectAnswer(
      await llm.invoke([
        new HumanMessage({ content: "2+2", name: "example_user" }),
        new AIMessage({ content: "4", name: "example_assistant" }),
        new HumanMessage("3+3"),
      ]),
    );
  });
});

describe("output", () => {
  test("invoke gives one message with usage, id and stop reason", async () => {
    const message = await llm.invoke("Hello");
    expectAnswer(message);
    expect(message.id).toEqual(expect.any(String));
    const {
      input_tokens: input,
      output_tokens: output,
      total_tokens: total,
    } = message.usage_metadata ?? {};
    expect(input).toBeGreaterThan(0);
    expect(output).toBeGreaterThan(0);
    expect(total).toBe((input ?? 0) + (output ?? 0));
    expect(message.response_metadata).toMatchObject({
      model_name: MODEL,
      model_provider: "fireworks",
      finish_reason: "stop",
    });
  });

  test("stream gives chunks that add up to one message", async () => {
    const chunks = await collect(llm.stream("Hello"));
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.every((chunk) => AIMessageChunk.isInstance(chunk))).toBe(true);
    expectAnswer(chunks.reduce((left, right) => concat(left, right)));
  });

  test("batch answers each input, in order", async () => {
    const answers = await llm.batch(["one", "two", "three"]);
    expect(answers.map(({ text }) => /"(\w+)"/.exec(text)?.[1])).toStrictEqual([
      "one",
      "two",
      "three",
    ]);
  });

  test("streamEvents v2 reports start, stream and end", async () => {
    const events = (await collect(llm.streamEvents("Hello", { version: "v2" }))).map(
      ({ event }) => event,
    );
    expect(new Set(events)).toStrictEqual(
      new Set(["on_chat_model_start", "on_chat_model_stream", "on_chat_model_end"]),
    );
  });

  test("stop ends the answer, as field, as call and bound", async () => {
    const stop = [" not"];
    const { model } = localModels({
      scripts: [{ when: {}, answer: { content: "I do not know" } }],
    });
    const bound = model().withConfig({ stop });
    for (const answer of [
      model({ stop }).invoke("Hello"),
      model().invoke("Hello", { stop }),
      bound.invoke("Hello"),
    ]) {
      expect((await answer).text).toBe("I do");
    }
  });

  test("maxTokens cuts the answer and says so", async () => {
    const message = await llm.invoke("Hello", { maxTokens: 2 });
    expect(message.response_metadata.finish_reason).toBe("length");
    expect(message.usage_metadata?.output_tokens).toBe(2);
  });

  test("a list input is cached like a string", async () => {
    const cached = model({ cache: new InMemoryCache(new Map()) });
    const input = [new HumanMessage({ content: [{ type: "text", text: "Hello" }] })];
    const before = local.requests.length;
    const [first, second] = [await cached.invoke(input), await cached.invoke(input)];
    expect(second.content).toStrictEqual(first.content);
    expect(local.requests.length - before).toBe(1);
  });
});

describe("S9: tools", () => {
  const forms = {
    "zod 4": weather,
    "zod 3": tool(() => "Sunny", {
      name: "get_weather",
      description: "Get the weather of a city",
      schema: z3.object({ city: z3.string() }),
    }),
    StructuredToolParams: {
      name: "get_weather",
      description: "Get the weather of a city",
      schema: z.object({ city: z.string() }),
    },
    "OpenAI's form": {
      type: "function",
      function: {
        name: "get_weather",
        description: "Get the weather of a city",
        parameters: {
          type: "object",
          properties: { city: { type: "string" } },
          required: ["city"],
        },
      },
    },
    "a runnable": RunnableLambda.from(() => "Sunny").asTool({
      name: "get_weather",
      description: "Get the weather of a city",
      schema: z.object({ city: z.string() }) as never,
    }),
  };

  test.each(Object.entries(forms))("%s is called, whole and streamed", async (_, form) => {
    const bound = llm.bindTools([form as never]);
    const question = "What is the weather in Paris?";
    const message = await bound.invoke(question);
    expect(message.tool_calls).toMatchObject([
      { type: "tool_call", id: expect.any(String), name: "get_weather", args: { city: "Paris" } },
    ]);
    expect(message.response_metadata.finish_reason).toBe("tool_calls");
    const sum = (await collect(bound.stream(question))).reduce((a, b) => concat(a, b));
    expect(sum.tool_calls).toMatchObject([{ name: "get_weather", args: { city: "Paris" } }]);
  });

  test("A70: free-form and nested schemas are accepted", async () => {
    const free = tool(() => "ok", {
      name: "free",
      description: "Anything",
      schema: z.object({
        bag: z.record(z.string(), z.string()),
        list: z.array(z.object({ a: z.number().optional() })),
      }),
    });
    const empty = { type: "function", function: { name: "empty", description: "No arguments" } };
    const message = await llm.bindTools([free, empty], { tool_choice: "free" }).invoke("go");
    expect(message.tool_calls?.[0]?.name).toBe("free");
    const none = await llm.bindTools([empty], { tool_choice: "any" }).invoke("go");
    expect(none.tool_calls).toMatchObject([{ name: "empty", args: {} }]);
  });

  test.each([
    ["any", "any", "any"],
    ["required", "required", "required"],
    ["true with one tool", true, { type: "function", function: { name: "get_weather" } }],
    ["a name", "get_weather", { type: "function", function: { name: "get_weather" } }],
    [
      "an object",
      { type: "function", function: { name: "get_weather" } },
      { type: "function", function: { name: "get_weather" } },
    ],
  ])("A71: tool_choice %s forces a call", async (_, choice, wire) => {
    const bound = llm.bindTools([weather], { tool_choice: choice as "any" });
    expect((await bound.invoke("Tell me a story")).tool_calls).toMatchObject([
      { name: "get_weather" },
    ]);
    expect(lastBody(local).tool_choice).toStrictEqual(wire);
  });

  test.each([
    ["none", "none"],
    [false, "none"],
  ])("A71: tool_choice %s forbids one", async (choice, wire) => {
    const bound = llm.bindTools([weather], { toolChoice: choice as "none" });
    const message = await bound.invoke("What is the weather in Paris?");
    expect(message.tool_calls).toStrictEqual([]);
    expect(lastBody(local).tool_choice).toBe(wire);
  });

  test("A73/A74: options of the bind reach the request", async () => {
    const bound = llm.bindTools([weather], {
      parallel_tool_calls: false,
      temperature: 0,
      headers: { "x-team": "a" },
      response_format: { type: "json_object" },
    });
    await bound.invoke("What is the weather in Paris?");
    expect(lastBody(local)).toMatchObject({
      parallel_tool_calls: false,
      temperature: 0,
      response_format: { type: "json_object" },
      tools: [{ function: { name: "get_weather" } }],
    });
    expect(local.requests.at(-1)?.headers["x-team"]).toBe("a");
  });

  test("A72: strict marks tools by model, by bind, and not by default", async () => {
    const strictOf = async (run: () => Promise<unknown>) => {
      await run();
      return lastBody(local).tools?.[0]?.function?.strict;
    };
    expect(await strictOf(() => llm.bindTools([weather]).invoke("go"))).toBeUndefined();
    expect(await strictOf(() => llm.bindTools([weather], { strict: true }).invoke("go"))).toBe(
      true,
    );
    expect(await strictOf(() => model({ strict: true }).bindTools([weather]).invoke("go"))).toBe(
      true,
    );
    expect(
      await strictOf(() =>
        model({ strict: true }).bindTools([weather], { strict: false }).invoke("go"),
      ),
    ).toBe(false);
  });

  test("A73: parallel calls stay distinct, whole and streamed, and go back as history", async () => {
    const toolCalls = [
      { id: "c1", name: "get_weather", arguments: { city: "Paris" } },
      { id: "c2", name: "get_weather", arguments: { city: "Rome" } },
    ];
    const scripted = localModels({
      scripts: [{ when: { user: "both" }, answer: { toolCalls } }],
    });
    const bound = scripted.model().bindTools([weather]);
    const expected = toolCalls.map(({ id, name, arguments: args }) => ({ id, name, args }));
    const question = new HumanMessage("both");
    const whole = await bound.invoke([question]);
    const sum = (await collect(bound.stream([question]))).reduce((a, b) => concat(a, b));
    for (const message of [whole, sum]) {
      expect(message.tool_calls).toMatchObject(expected);
      const results = await Promise.all(
        (message.tool_calls ?? []).map((call) => weather.invoke(call) as Promise<ToolMessage>),
      );
      expectAnswer(
        await scripted.model().invoke([question, message, ...results, new HumanMessage("So?")]),
      );
    }
  });
});

describe("a tool loop", () => {
  test("call, result, final answer: the result reaches the model", async () => {
    const bound = llm.bindTools([weather]);
    const question = new HumanMessage("What is the weather in Paris?");
    const call = await bound.invoke([question]);
    const [toolCall] = call.tool_calls ?? [];
    if (toolCall === undefined) throw new Error("The tool was not called.");
    const result = (await weather.invoke({ ...toolCall, type: "tool_call" })) as ToolMessage;
    const answer = await bound.invoke([question, call, result]);
    expectAnswer(answer);
    expect(answer.text).toContain("Sunny in Paris");
    expect(lastBody(local).messages.slice(1)).toMatchObject([
      { role: "assistant", content: null, tool_calls: [{ id: toolCall.id }] },
      { role: "tool", tool_call_id: toolCall.id, content: "Sunny in Paris" },
    ]);
  });

  const call = {
    type: "tool_call" as const,
    id: "abc123",
    name: "my_adder_tool",
    args: { a: 1, b: 2 },
  };
  test.each([
    ["string content", ""],
    ["text content", "I will add."],
    ["list content of text", [{ type: "text", text: "I will add." }]],
    [
      "list content with Anthropic's tool_use",
      [
        { type: "text", text: "some content" },
        { type: "tool_use", id: "abc123", name: "my_adder_tool", input: { a: 1, b: 2 } },
      ],
    ],
  ])("a history with %s is taken", async (_, content) => {
    expectAnswer(
      await llm.bindTools([adder]).invoke([
        new HumanMessage("What is 1 + 2"),
        new AIMessage({ content, tool_calls: [call] }),
        new ToolMessage({
          name: "my_adder_tool",
          tool_call_id: "abc123",
          content: '{"result": 3}',
        }),
      ]),
    );
  });

  test("a result of several parts and an error status are taken", async () => {
    expectAnswer(
      await llm.bindTools([adder]).invoke([
        new HumanMessage("What is 1 + 2"),
        new AIMessage({ content: "", tool_calls: [call] }),
        new ToolMessage({
          tool_call_id: "abc123",
          status: "error",
          content: [
            { type: "text", text: "no" },
            { type: "text", text: "luck" },
          ],
        }),
      ]),
    );
  });

  test("A41: a badly written call goes back with its result", async () => {
    expectAnswer(
      await llm.bindTools([adder]).invoke([
        new HumanMessage("What is 1 + 2"),
        new AIMessage({
          content: "",
          invalid_tool_calls: [
            { id: "abc123", name: "my_adder_tool", args: '{"a": 1', error: "cut" },
          ],
        }),
        new ToolMessage({ tool_call_id: "abc123", content: "Could not read the arguments" }),
      ]),
    );
  });
});

describe("structured output", () => {
  const schema = z.object({ setup: z.string(), punchline: z.string() });
  test("in a chain, with and without the raw message", async () => {
    const prompt = ChatPromptTemplate.fromMessages([["human", "A joke about {topic}"]]);
    const joke = await prompt.pipe(llm.withStructuredOutput(schema)).invoke({ topic: "cats" });
    expect(schema.safeParse(joke).success).toBe(true);
    const both = await prompt
      .pipe(llm.withStructuredOutput(schema, { includeRaw: true }))
      .invoke({ topic: "cats" });
    expect(schema.safeParse(both.parsed).success).toBe(true);
    expect(AIMessage.isInstance(both.raw)).toBe(true);
  });
});

describe("standard content blocks", () => {
  const PNG = "iVBORw0KGgoAAAANSUhEUg==";
  const sentParts = () => lastBody(local).messages.at(-1)?.content as ContentPart[];

  test.each([
    ["v1 base64", { type: "image", data: PNG, mimeType: "image/png" }],
    ["v1 bytes", { type: "image", data: new Uint8Array([137, 80, 78, 71]), mimeType: "image/png" }],
    ["v1 URL", { type: "image", url: "https://x.test/a.png" }],
    ["v0 base64", { type: "image", source_type: "base64", data: PNG, mime_type: "image/png" }],
    ["v0 URL", { type: "image", source_type: "url", url: "https://x.test/a.png" }],
    ["OpenAI", { type: "image_url", image_url: { url: `data:image/png;base64,${PNG}` } }],
    [
      "Anthropic",
      { type: "image", source: { type: "base64", media_type: "image/png", data: PNG } },
    ],
  ])("an image as %s is taken, in a question and in a tool result", async (_, block) => {
    const content = [{ type: "text", text: "What is it?" }, block] as never;
    expectAnswer(await llm.invoke([new HumanMessage({ content })]));
    expect(sentParts().map(({ type }) => type)).toStrictEqual(["text", "image_url"]);
    await llm
      .bindTools([weather])
      .invoke([
        new HumanMessage("Look"),
        new AIMessage({ content: "", tool_calls: [{ id: "c1", name: "get_weather", args: {} }] }),
        new ToolMessage({ content, tool_call_id: "c1" }),
      ]);
    expect(sentParts().map(({ type }) => type)).toStrictEqual(["text", "image_url"]);
  });

  test("A51: contentBlocks of an answer are reasoning, text, tool call", async () => {
    const { model } = localModels({
      scripts: [
        {
          when: {},
          answer: {
            reasoning: "So.",
            content: "Yes.",
            toolCalls: [{ id: "c1", name: "f", arguments: {} }],
          },
        },
      ],
    });
    const blocks = [
      { type: "reasoning", reasoning: "So." },
      { type: "text", text: "Yes." },
      { type: "tool_call", id: "c1", name: "f", args: {} },
    ];
    expect((await model().invoke("go")).contentBlocks).toStrictEqual(blocks);
    const sum = (await collect(model().stream("go"))).reduce((a, b) => concat(a, b));
    expect(sum.contentBlocks).toStrictEqual(blocks);
  });
});

test("an error of the server in a chain is the model's typed error", async () => {
  const chain = RunnableLambda.from((text: string) => text).pipe(model({ temperature: 7 }));
  expect(await failureOf(() => chain.invoke("go"))).toMatchObject({
    name: "FireworksBadRequestError",
    status: 400,
  });
});
