import type { ScriptCondition } from "fireworks-local";
import { expect, test } from "vitest";
import { ask, LLAMA, local, post, tool } from "../local.js";

const system = { role: "system", content: "You are a travel agent." };
const user = { role: "user", content: "Weather in Rome?" };
const called = {
  role: "assistant",
  content: null,
  tool_calls: [
    { id: "a", type: "function", function: { name: "weather", arguments: "{}" } },
    { id: "b", type: "function", function: { name: "time", arguments: "{}" } },
  ],
};
const results = [
  { role: "tool", tool_call_id: "a", content: "sunny, 25 °C" },
  { role: "tool", tool_call_id: "b", content: "12:00" },
];
const plain = { messages: [system, user] };
const answered = { messages: [system, user, called, ...results] };
const later = { messages: [...answered.messages, { role: "assistant", content: "Nice." }, user] };
const again = { ...called, tool_calls: [{ ...called.tool_calls[0], id: "c" }] };
const rain = { role: "tool", tool_call_id: "c", content: "rain" };
const twice = { messages: [...answered.messages, again, rain] };
const tools = [tool("weather", "", {}), tool("time", "", {})];

const TABLE: [when: ScriptCondition, request: object, holds: boolean][] = [
  [{}, plain, true],
  [{ endpoint: "chat" }, plain, true],
  [{ endpoint: "completions" }, plain, false],
  [{ model: LLAMA }, plain, true],
  [{ model: "llama-v3-70b-instruct" }, plain, true],
  [{ model: "llama" }, plain, false],
  [{ model: /llama/ }, plain, true],
  [{ system: "travel" }, plain, true],
  [{ system: "Travel" }, plain, false],
  [{ system: "/Travel/i" }, plain, true],
  [{ user: "Rome" }, plain, true],
  [{ user: "agent" }, plain, false],
  [{ message: "agent" }, plain, true],
  [{ message: "sunny" }, plain, false],
  [{ message: "sunny" }, later, true],
  [{ prompt: "Rome" }, plain, false],
  [{ tools: "weather" }, { ...plain, tools }, true],
  [{ tools: ["weather", "/^ti/"] }, { ...plain, tools }, true],
  [{ tools: ["weather", "book"] }, { ...plain, tools }, false],
  [{ tools: "weather" }, plain, false],
  [{ tools: false }, plain, true],
  [{ tools: false }, { ...plain, tools }, false],
  [{ toolResult: true }, plain, false],
  [{ toolResult: false }, plain, true],
  [{ toolResult: true }, answered, true],
  [{ toolResult: false }, answered, false],
  [{ toolResult: "sunny" }, answered, true],
  [{ toolResult: "rain" }, answered, false],
  [{ toolResult: { name: "time", text: /^\d/ } }, answered, true],
  [{ toolResult: { name: "time", text: "sunny" } }, answered, false],
  [{ toolResult: [{ name: "time" }, "sunny"] }, answered, true],
  [{ toolResult: [{ name: "time" }, "rain"] }, answered, false],
  [{ toolResult: true }, later, false],
  [{ toolResult: "sunny" }, twice, false],
  [{ toolResult: { name: "weather", text: "rain" } }, twice, true],
  [{ responseFormat: "text" }, plain, true],
  [{ responseFormat: "json_object" }, plain, false],
  [{ responseFormat: "json_object" }, { ...plain, response_format: { type: "json_object" } }, true],
  [{ stream: false }, plain, true],
  [{ stream: true }, plain, false],
  [{ metadata: { run: "7" } }, { ...plain, metadata: { run: "7", other: "x" } }, true],
  [{ metadata: { run: "/^7/" } }, { ...plain, metadata: { run: "70" } }, true],
  [{ metadata: { run: "7" } }, { ...plain, metadata: { run: "70" } }, false],
  [{ metadata: { run: "7" } }, plain, false],
  [{ predicate: ({ messages }) => messages.length === 2 }, plain, true],
  [{ predicate: () => false }, plain, false],
  [{ user: "Rome", system: "travel" }, plain, true],
  [{ user: "Rome", system: "cook" }, plain, false],
];

test.each(TABLE)("%j of %j: %s", async (when, request, holds) => {
  const server = local({ scripts: [{ when, answer: "scripted" }] });
  const response = await ask(server, request);
  expect(response.choices[0]?.message.content === "scripted").toBe(holds);
});

test("completions, embeddings and rerank are asked by their texts", async () => {
  const server = local({
    scripts: [
      { when: { prompt: "Once" }, answer: "upon a time" },
      {
        when: { user: "cat" },
        answer: {
          embeddings: [
            [1, 0],
            [0, 1],
          ],
        },
      },
      { when: { user: "best" }, answer: { scores: [0.1, 0.9] } },
    ],
  });
  const send = async (path: string, body: object) => {
    const response = await server.fetch(`${server.baseURL}/${path}`, {
      method: "POST",
      headers: { authorization: "Bearer k", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, never>;
  };
  expect(await send("completions", { model: LLAMA, prompt: "Once" })).toMatchObject({
    choices: [{ text: "upon a time" }],
  });
  const embedder = "accounts/fireworks/models/qwen3-embedding-8b";
  const input = ["cat", "dog", "cow"];
  expect(await send("embeddings", { model: embedder, input })).toMatchObject({
    data: [{ embedding: [1, 0] }, { embedding: [0, 1] }, { embedding: [0, 1] }],
  });
  const documents = ["a", "b", "c"];
  expect(await send("rerank", { query: "best", documents })).toMatchObject({
    data: [
      { index: 1, relevance_score: 0.9 },
      { index: 0, relevance_score: 0.1 },
      { index: 2, relevance_score: 0 },
    ],
  });
});

test("with `unscripted: refuse` the nearest scripts and what they miss are named", async () => {
  const server = local({
    unscripted: "refuse",
    scripts: [
      { name: "rome", when: { user: "/rome/i", system: "travel" }, answer: "x" },
      { name: "far", when: { user: "Oslo", system: "cook", stream: true }, answer: "x" },
    ],
  });
  const response = await post(server, { messages: [user] });
  expect(response.status).toBe(400);
  expect(response.headers.get("x-should-retry")).toBe("false");
  const { error } = (await response.json()) as { error: { message: string } };
  expect(error.message).toContain("none of 2 scripts answers this request");
  expect(error.message).toContain('- rome: system should be "travel", is ""');
  expect(error.message.indexOf("rome:")).toBeLessThan(error.message.indexOf("far:"));
  expect((await post(server, plain)).status).toBe(200);
});
