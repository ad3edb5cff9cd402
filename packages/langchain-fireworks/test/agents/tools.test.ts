import { AIMessage, ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { createAgent, providerStrategy, toolRetryMiddleware, toolStrategy } from "langchain";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { lastBody, localModels, sentBodies } from "../local-model.js";
import { steps } from "./steps.js";
import { askWeather, weather } from "./tools.js";

const ask = (content: string) => ({ messages: [{ role: "user", content }] });
const Report = z.object({ city: z.string(), celsius: z.number() });

describe("an agent with tools", () => {
  test("calls the tool, sends the result back under the call's id, and answers", async () => {
    const said = { content: "It is sunny." };
    const { local, model } = localModels({ scripts: [steps("weather", askWeather("Oslo"), said)] });
    const agent = createAgent({ model: model(), tools: [weather], systemPrompt: "Be brief." });
    const { messages } = await agent.invoke(ask("The weather in Oslo?"));
    expect(messages.map((message) => message.text)).toEqual([
      "The weather in Oslo?",
      "",
      "Sunny in Oslo.",
      "It is sunny.",
    ]);
    const [first, second] = sentBodies(local);
    expect(first?.messages.map(({ role }) => role)).toEqual(["system", "user"]);
    expect(first?.tools?.[0]?.function.name).toBe("get_weather");
    const [call, result] = second?.messages.slice(-2) ?? [];
    const id = (messages[1] as AIMessage).tool_calls?.[0]?.id;
    expect(call).toMatchObject({ role: "assistant", content: null, tool_calls: [{ id }] });
    expect(result).toEqual({ role: "tool", tool_call_id: id, content: "Sunny in Oslo." });
  });

  test("runs parallel calls, and each result stands under its own id", async () => {
    const answers = [askWeather("Oslo", "Rome", "Lima"), { content: "Sunny everywhere." }];
    const { local, model } = localModels({ scripts: [steps("weather", ...answers)] });
    const agent = createAgent({ model: model({ streaming: true }), tools: [weather] });
    const { messages } = await agent.invoke(ask("The weather?"));
    const calls = messages.flatMap((message) =>
      AIMessage.isInstance(message) ? (message.tool_calls ?? []) : [],
    );
    const results = messages.filter((message) => ToolMessage.isInstance(message));
    expect(new Set(calls.map(({ id }) => id)).size).toBe(3);
    expect(results.map((result) => [result.tool_call_id, result.text])).toEqual(
      calls.map(({ id, args }) => [id, `Sunny in ${args.city}.`]),
    );
    expect(lastBody(local).messages.filter(({ role }) => role === "tool")).toHaveLength(3);
  });

  test("a tool without arguments is called with an empty object", async () => {
    const seen: unknown[] = [];
    const now = tool((args) => `noon ${String(seen.push(args))}`, {
      name: "now",
      description: "The time",
      schema: z.object({}),
    });
    const call = { toolCalls: [{ name: "now", arguments: "" }] };
    const { model } = localModels({ scripts: [steps("time", call, { content: "Noon." })] });
    const { messages } = await createAgent({ model: model(), tools: [now] }).invoke(ask("time?"));
    expect(messages.at(-1)?.text).toBe("Noon.");
    expect(seen).toEqual([{}]);
  });

  test("arguments that are no JSON are told to the model, and the history is accepted again", async () => {
    const broken = { toolCalls: [{ name: "get_weather", arguments: '{"city": "Os' }] };
    const { local, model } = localModels({
      scripts: [steps("weather", broken, { content: "Sorry." })],
    });
    const agent = createAgent({ model: model(), tools: [weather] });
    const first = await agent.invoke(ask("The weather?"));
    const messages = [...first.messages, { role: "user", content: "Hello again" }];
    await agent.invoke({ messages });
    expect(local.requests.map(({ status }) => status)).not.toContain(400);
    expect(local.requests.length).toBeGreaterThanOrEqual(2);
  });

  test("toolRetryMiddleware repeats a failing tool, not the model call", async () => {
    let runs = 0;
    const flaky = tool(
      () => {
        runs += 1;
        if (runs < 3) throw new Error("not yet");
        return "done";
      },
      { name: "flaky", description: "Fails twice", schema: z.object({}) },
    );
    const call = { toolCalls: [{ name: "flaky", arguments: {} }] };
    const { local, model } = localModels({ scripts: [steps("go", call, { content: "Done." })] });
    const retry = toolRetryMiddleware({ maxRetries: 2, initialDelayMs: 0, jitter: false });
    const agent = createAgent({ model: model(), tools: [flaky], middleware: [retry] });
    expect((await agent.invoke(ask("go"))).messages.at(-1)?.text).toBe("Done.");
    expect([runs, local.requests.length]).toEqual([3, 2]);
  });
});

describe("A87 an agent with tools and a structured answer", () => {
  test("providerStrategy: response_format and tools go out together, and nothing foreign does", async () => {
    const answer = { content: '{"city":"Oslo","celsius":21}' };
    const { local, model } = localModels({
      scripts: [steps("weather", askWeather("Oslo"), answer)],
    });
    const responseFormat = providerStrategy(Report);
    const agent = createAgent({ model: model(), tools: [weather], responseFormat });
    const { structuredResponse } = await agent.invoke(ask("The weather in Oslo?"));
    expect(structuredResponse).toEqual({ city: "Oslo", celsius: 21 });
    for (const body of sentBodies(local)) {
      expect(body.response_format).toMatchObject({
        type: "json_schema",
        json_schema: { schema: { required: ["city", "celsius"] } },
      });
      expect(body.tools).toHaveLength(1);
      expect(Object.keys(body).toSorted()).toEqual([
        "messages",
        "model",
        "response_format",
        "stream",
        "tools",
      ]);
    }
  });

  test("toolStrategy: the schema is one more tool, demanded with `any`", async () => {
    const structured = {
      toolCalls: [{ name: "report", arguments: { city: "Oslo", celsius: 21 } }],
    };
    const { local, model } = localModels({
      scripts: [steps("weather", askWeather("Oslo"), structured)],
    });
    const responseFormat = toolStrategy(Report.meta({ title: "report" }));
    const agent = createAgent({ model: model(), tools: [weather], responseFormat });
    const { structuredResponse } = await agent.invoke(ask("The weather in Oslo?"));
    expect(structuredResponse).toEqual({ city: "Oslo", celsius: 21 });
    expect(lastBody(local).tools?.map((item) => item.function.name)).toEqual([
      "get_weather",
      "report",
    ]);
    expect(lastBody(local).tool_choice).toBe("any");
  });

  test("toolStrategy: an answer that does not fit is corrected in the next step", async () => {
    const wrong = { toolCalls: [{ name: "report", arguments: { city: "Oslo", celsius: "warm" } }] };
    const right = { toolCalls: [{ name: "report", arguments: { city: "Oslo", celsius: 21 } }] };
    const { local, model } = localModels({ scripts: [steps("weather", wrong, right)] });
    const responseFormat = toolStrategy(Report.meta({ title: "report" }));
    const agent = createAgent({ model: model(), tools: [weather], responseFormat });
    const { structuredResponse } = await agent.invoke(ask("The weather in Oslo?"));
    expect(structuredResponse).toEqual({ city: "Oslo", celsius: 21 });
    expect(local.requests.map(({ status }) => status)).toEqual([200, 200]);
  });

  test("A74 reasoning, headers, tools and a structured answer survive in one call", async () => {
    const { local, model } = localModels({
      scripts: [steps("weather", { content: '{"city":"Oslo","celsius":21}' })],
    });
    const responseFormat = providerStrategy(Report);
    const llm = model({ reasoningEffort: "low", defaultHeaders: { "x-team": "blue" } });
    const agent = createAgent({ model: llm, tools: [weather], responseFormat });
    await agent.invoke(ask("The weather in Oslo?"));
    expect(lastBody(local)).toMatchObject({
      reasoning_effort: "low",
      response_format: { type: "json_schema" },
      tools: [{ function: { name: "get_weather" } }],
    });
    expect(local.requests[0]?.headers["x-team"]).toBe("blue");
  });
});
