import { createFireworks } from "@ai-sdk/fireworks";
import { ChatOpenAI } from "@langchain/openai";
import { streamText } from "ai";
import { ChatFireworks } from "langchain-fireworks";
import OpenAI from "openai";
import { expect, test } from "vitest";
import type { FireworksLocal } from "fireworks-local";
import { local, tool } from "../local.js";
import { DONE, event, type FakeEngine, startEngine, stream } from "../upstream/fake-engine.js";
import { tapeFolder } from "./tapes.js";

const MODEL = "accounts/fireworks/models/kimi-k3";

const chunk = (delta: object, finish_reason: string | null = null): string =>
  event({
    id: "chatcmpl-1",
    created: 1,
    model: "x",
    choices: [{ index: 0, delta, finish_reason }],
  });

const call = {
  index: 0,
  id: "call_a1b2c3d4e5",
  type: "function",
  function: { name: "add", arguments: "" },
};

/** Thinks, says a word and calls a tool, as llama.cpp streams it. */
const engine = (): Promise<FakeEngine> =>
  startEngine(
    stream(
      chunk({ role: "assistant", content: null }),
      chunk({ reasoning_content: "Sum." }),
      chunk({ content: "Adding" }),
      chunk({ tool_calls: [call] }),
      chunk({ tool_calls: [{ index: 0, function: { arguments: '{"a":1}' } }] }),
      chunk({}, "tool_calls"),
      event({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 4, total_tokens: 9 } }),
      DONE,
    ),
  );

const ADD = tool("add", "Adds", { a: { type: "number" } });

/** Asks once with the engine and once without it, and gives both answers. */
async function twice<Answer>(
  ask: (server: FireworksLocal) => Promise<Answer>,
): Promise<[Answer, Answer]> {
  const dir = await tapeFolder();
  const source = await engine();
  const first = local({ upstream: source.url, record: dir });
  await first.listen();
  const recorded = await ask(first);
  await first.close();
  await source.stop();
  const second = local({ replay: dir });
  await second.listen();
  const replayed = await ask(second);
  await second.close();
  return [recorded, replayed];
}

test("the openai SDK hears the same from a replay as from the engine", async () => {
  const [recorded, replayed] = await twice(async ({ baseURL }) => {
    const client = new OpenAI({ apiKey: "fw_anything", baseURL });
    const chunks: unknown[] = [];
    const stream = await client.chat.completions.create({
      model: MODEL,
      messages: [{ role: "user", content: "Add 1" }],
      tools: [ADD as OpenAI.ChatCompletionTool],
      stream: true,
      stream_options: { include_usage: true },
    });
    for await (const one of stream) chunks.push(one);
    return chunks;
  });
  expect(replayed).toEqual(recorded);
  expect(replayed).toHaveLength(7);
});

test("ChatFireworks hears the same, its reasoning and calls too", async () => {
  const [recorded, replayed] = await twice(async ({ baseURL }) => {
    const llm = new ChatFireworks({
      model: MODEL,
      apiKey: "fw_anything",
      baseURL,
      streaming: true,
    });
    const { content, tool_calls, additional_kwargs, usage_metadata } = await llm
      .bindTools([ADD])
      .invoke("Add 1");
    return { content, tool_calls, additional_kwargs, usage_metadata };
  });
  expect(replayed).toEqual(recorded);
  expect(replayed.tool_calls).toMatchObject([
    { name: "add", args: { a: 1 }, id: "call_a1b2c3d4e5" },
  ]);
  expect(replayed.usage_metadata).toMatchObject({ total_tokens: 9 });
  expect(JSON.stringify(replayed)).toContain("Sum.");
});

test("the AI SDK's Fireworks provider hears the same", async () => {
  const [recorded, replayed] = await twice(async ({ baseURL }) => {
    const fireworks = createFireworks({ apiKey: "fw_anything", baseURL });
    const result = streamText({ model: fireworks(MODEL), prompt: "Add 1" });
    return {
      text: await result.text,
      reasoning: await result.reasoningText,
      finish: await result.finishReason,
    };
  });
  expect(replayed).toEqual(recorded);
  expect(replayed).toMatchObject({ text: "Adding", reasoning: "Sum." });
});

test("ChatOpenAI of @langchain/openai hears the same", async () => {
  const [recorded, replayed] = await twice(async ({ baseURL }) => {
    const llm = new ChatOpenAI({ model: MODEL, apiKey: "fw_anything", configuration: { baseURL } });
    let text = "";
    for await (const { content } of await llm.stream("Add 1")) text += content as string;
    return text;
  });
  expect([recorded, replayed]).toEqual(["Adding", "Adding"]);
});

test("a miss reaches the user of each client at once, with its explanation", async () => {
  const server = local({ replay: await tapeFolder() });
  await server.listen();
  const { baseURL } = server;
  const clients = [
    () =>
      new OpenAI({ apiKey: "fw_x", baseURL }).chat.completions.create({
        model: MODEL,
        messages: [{ role: "user", content: "Hi" }],
      }),
    () => new ChatFireworks({ model: MODEL, apiKey: "fw_x", baseURL }).invoke("Hi"),
  ];
  for (const ask of clients) await expect(ask()).rejects.toThrow("No recording in");
  expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(clients.length);
  await server.close();
});
