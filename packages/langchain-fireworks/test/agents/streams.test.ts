import { AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { createAgent } from "langchain";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { collect } from "../failure.js";
import { localModels, REASONING_MODEL } from "../local-model.js";
import { steps } from "./steps.js";
import { askWeather, weather } from "./tools.js";

const ASK = { messages: [{ role: "user", content: "The weather in Oslo and Rome?" }] };
const SCRIPT = steps(
  "weather",
  { ...askWeather("Oslo", "Rome"), reasoning: "Two cities, so two calls." },
  { content: "It is sunny in both.", reasoning: "That is easily said." },
);

function weatherAgent() {
  const { local, model } = localModels({ scripts: [SCRIPT] });
  return {
    local,
    agent: createAgent({ model: model({ model: REASONING_MODEL }), tools: [weather] }),
  };
}

describe("an agent's streams", () => {
  test("messages: the chunks of each answer add up to the messages of the state", async () => {
    const { agent } = weatherAgent();
    const parts = await collect(agent.stream(ASK, { streamMode: "messages" }));
    const byId = new Map<string, AIMessageChunk>();
    for (const [chunk, metadata] of parts) {
      if (!AIMessageChunk.isInstance(chunk)) continue;
      expect(metadata).toMatchObject({ langgraph_node: "model_request", ls_provider: "fireworks" });
      const id = chunk.id ?? "";
      byId.set(id, byId.get(id)?.concat(chunk) ?? chunk);
    }
    const [asking, answer, ...others] = byId.values();
    expect(others).toEqual([]);
    expect(asking?.tool_calls?.map(({ args }) => args)).toEqual([
      { city: "Oslo" },
      { city: "Rome" },
    ]);
    expect(asking?.additional_kwargs.reasoning_content).toBe("Two cities, so two calls.");
    expect(answer?.text).toBe("It is sunny in both.");
    expect(answer?.usage_metadata?.total_tokens).toBeGreaterThan(0);
    expect(answer?.response_metadata.finish_reason).toBe("stop");
  });

  test("messages: no text arrives twice, though the model also returns its message", async () => {
    const { agent } = weatherAgent();
    const parts = await collect(agent.stream(ASK, { streamMode: "messages" }));
    const texts = parts.filter(([chunk]) => chunk.type === "ai").map(([chunk]) => chunk.text);
    expect(texts.join("")).toBe("It is sunny in both.");
    expect(texts.filter((text) => text !== "").length).toBeGreaterThan(1);
  });

  test("updates and values: the same messages that invoke gives", async () => {
    const invoked = await weatherAgent().agent.invoke(ASK);
    const { agent } = weatherAgent();
    const modes = await collect(agent.stream(ASK, { streamMode: ["updates", "values"] }));
    const updates = modes.flatMap(([mode, update]) => (mode === "updates" ? [update] : []));
    expect(updates.flatMap((update) => Object.keys(update as object))).toEqual([
      "model_request",
      "tools",
      "tools",
      "model_request",
    ]);
    const values = modes.flatMap(([mode, value]) => (mode === "values" ? [value] : []));
    const last = values.at(-1) as { messages: BaseMessage[] };
    const plain = (messages: BaseMessage[]) =>
      messages.map((message) => [message.type, message.text, message.additional_kwargs]);
    expect(plain(last.messages)).toEqual(plain(invoked.messages));
  });

  test("custom: what a tool writes arrives between the model's answers", async () => {
    const slow = tool(
      (_input, config: LangGraphRunnableConfig) => {
        config.writer?.({ progress: 50 });
        return "done";
      },
      { name: "slow", description: "Takes long", schema: z.object({}) },
    );
    const call = { toolCalls: [{ name: "slow", arguments: {} }] };
    const { model } = localModels({ scripts: [steps("go", call, { content: "Done." })] });
    const agent = createAgent({ model: model(), tools: [slow] });
    const messages = [{ role: "user", content: "go" }];
    const parts = await collect(agent.stream({ messages }, { streamMode: ["custom", "messages"] }));
    const kinds = parts.map(([mode]) => mode);
    expect(parts.find(([mode]) => mode === "custom")?.[1]).toEqual({ progress: 50 });
    expect(kinds.indexOf("custom")).toBeGreaterThan(0);
    expect(kinds.lastIndexOf("messages")).toBeGreaterThan(kinds.indexOf("custom"));
  });

  test("streamEvents v2: tokens, tool runs and ends, in order", async () => {
    const { agent } = weatherAgent();
    const events = await collect(agent.streamEvents(ASK, { version: "v2" }));
    const named = events.map(({ event }) => event);
    expect(named.filter((event) => event === "on_chat_model_end")).toHaveLength(2);
    expect(named.filter((event) => event === "on_tool_end")).toHaveLength(2);
    const text = events
      .filter(({ event }) => event === "on_chat_model_stream")
      .map(({ data }) => (data.chunk as AIMessageChunk).text);
    expect(text.join("")).toBe("It is sunny in both.");
    const ends = events.filter(({ event }) => event === "on_chat_model_end");
    const last = ends.at(-1)?.data.output as AIMessageChunk;
    expect(last.usage_metadata?.output_tokens).toBeGreaterThan(0);
  });
});
