import type { AIMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import {
  Command,
  interrupt,
  MemorySaver,
  MessagesAnnotation,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { ToolNode, toolsCondition } from "@langchain/langgraph/prebuilt";
import { createAgent, humanInTheLoopMiddleware } from "langchain";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { lastBody, localModels, REASONING_MODEL, sentBodies } from "../local-model.js";
import { steps } from "./steps.js";
import { askWeather, weather } from "./tools.js";

const say = (content: string) => ({ messages: [{ role: "user", content }] });
const thread = (thread_id: string) => ({ configurable: { thread_id } });

describe("an agent with a checkpointer", () => {
  test("sends the whole history of its thread, tool calls included, and no other thread's", async () => {
    const script = steps("weather", askWeather("Oslo"), { content: "Sunny." });
    const { local, model } = localModels({ scripts: [script] });
    const checkpointer = new MemorySaver();
    const agent = createAgent({ model: model(), tools: [weather], checkpointer });
    await agent.invoke(say("The weather in Oslo?"), thread("a"));
    await agent.invoke(say("Hello"), thread("b"));
    await agent.invoke(say("Thanks"), thread("a"));
    expect(lastBody(local).messages.map(({ role }) => role)).toEqual([
      "user",
      "assistant",
      "tool",
      "assistant",
      "user",
    ]);
    expect(local.requests.every(({ status }) => status === 200)).toBe(true);
  });

  test("an approval in between: the run resumes with the call that was held back", async () => {
    const script = steps("weather", askWeather("Oslo"), { content: "Sunny." });
    const { local, model } = localModels({ scripts: [script] });
    const agent = createAgent({
      model: model(),
      tools: [weather],
      checkpointer: new MemorySaver(),
      middleware: [humanInTheLoopMiddleware({ interruptOn: { get_weather: true } })],
    });
    const held = await agent.invoke(say("The weather in Oslo?"), thread("a"));
    expect(held.__interrupt__).toHaveLength(1);
    expect(local.requests).toHaveLength(1);
    const edited = { name: "get_weather", args: { city: "Rome" } };
    const resume = { decisions: [{ type: "edit", editedAction: edited }] };
    const { messages } = await agent.invoke(new Command({ resume }), thread("a"));
    expect(messages.map((message) => message.text)).toContain("Sunny in Rome.");
    expect(local.requests.map(({ status }) => status)).toEqual([200, 200]);
  });

  test("a tool that interrupts: its call stays open in the history until the answer comes", async () => {
    const askHuman = tool(({ question }) => String(interrupt(question)), {
      name: "ask_human",
      description: "Asks a human",
      schema: z.object({ question: z.string() }),
    });
    const call = { toolCalls: [{ name: "ask_human", arguments: { question: "Really?" } }] };
    const { local, model } = localModels({
      scripts: [steps("delete", call, { content: "Kept." })],
    });
    const checkpointer = new MemorySaver();
    const agent = createAgent({ model: model(), tools: [askHuman], checkpointer });
    await agent.invoke(say("delete it"), thread("a"));
    const { messages } = await agent.invoke(new Command({ resume: "No." }), thread("a"));
    expect(messages.slice(-2).map((message) => message.text)).toEqual(["No.", "Kept."]);
    expect(local.requests.map(({ status }) => status)).toEqual([200, 200]);
  });
});

test("20 agents on one model at once: each has its own tools, history and answer", async () => {
  const { local, model } = localModels({
    scripts: [
      {
        when: { user: /^Number \d+$/ },
        answer: ({ messages }) => {
          const number = /\d+/.exec(String(messages[0]?.content))?.[0];
          const result = messages.find(({ role }) => role === "tool");
          return result === undefined
            ? { toolCalls: [{ name: `double_${number}`, arguments: { number: Number(number) } }] }
            : { content: `It is ${String(result.content)}.` };
        },
      },
    ],
  });
  const llm = model({ maxConcurrency: 5, streaming: true });
  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const double = tool(({ number }) => String(2 * number), {
        name: `double_${index}`,
        description: "Doubles a number",
        schema: z.object({ number: z.number() }),
      });
      const { messages } = await createAgent({ model: llm, tools: [double] }).invoke(
        say(`Number ${index}`),
      );
      return messages.at(-1)?.text;
    }),
  );
  expect(answers).toEqual(Array.from({ length: 20 }, (_, index) => `It is ${2 * index}.`));
  expect(local.requests).toHaveLength(40);
});

describe("a ReAct graph by hand", () => {
  function graph() {
    const script = steps(
      /weather/,
      { ...askWeather("Oslo"), reasoning: "I must look it up." },
      { content: "Sunny.", reasoning: "Now I know." },
    );
    const { local, model } = localModels({ scripts: [script] });
    const llm = model({ model: REASONING_MODEL }).bindTools([weather]);
    const app = new StateGraph(MessagesAnnotation)
      .addNode("model", async ({ messages }) => ({ messages: [await llm.invoke(messages)] }))
      .addNode("tools", new ToolNode([weather]))
      .addEdge(START, "model")
      .addConditionalEdges("model", toolsCondition, ["tools", "__end__"])
      .addEdge("tools", "model")
      .compile({ checkpointer: new MemorySaver() });
    return { local, app };
  }

  test("runs over turns, and the reasoning of a tool turn is sent back with its call", async () => {
    const { local, app } = graph();
    await app.invoke(say("The weather in Oslo?"), thread("a"));
    const { messages } = await app.invoke(say("And the weather now?"), thread("a"));
    expect(messages.map((message) => message.type)).toEqual([
      "human",
      "ai",
      "tool",
      "ai",
      "human",
      "ai",
      "tool",
      "ai",
    ]);
    const second = sentBodies(local)[1]?.messages ?? [];
    expect(second[1]).toMatchObject({
      role: "assistant",
      reasoning_content: "I must look it up.",
      tool_calls: [{ function: { name: "get_weather" } }],
    });
    expect(local.requests.every(({ status }) => status === 200)).toBe(true);
  });

  test("keeps reasoning and usage through the checkpointer", async () => {
    const { app } = graph();
    await app.invoke(say("The weather in Oslo?"), thread("a"));
    const { values } = await app.getState(thread("a"));
    const last = (values as typeof MessagesAnnotation.State).messages.at(-1) as AIMessage;
    expect(last.additional_kwargs.reasoning_content).toBe("Now I know.");
    expect(last.usage_metadata?.total_tokens).toBeGreaterThan(0);
    expect(last.contentBlocks.map(({ type }) => type)).toEqual(["reasoning", "text"]);
  });
});
