import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { accumulate, emptyAccumulation, toCompletion, toolCallIdSeed } from "fireworks-client";
import type { ChatCompletionChunk, Logprobs } from "fireworks-client/wire";
import { assembleChat } from "../../src/stream/accumulate.js";
import { chunk, MODEL } from "../samples.js";

const fold = (chunks: unknown[]) =>
  toCompletion((chunks as ChatCompletionChunk[]).reduce(accumulate, emptyAccumulation()));

function fixture(name: string) {
  const text = readFileSync(new URL(`../fixtures/${name}.sse`, import.meta.url), "utf8");
  const data = text.split("\n\n").map((event) => event.slice("data: ".length));
  return fold(data.filter((event) => event.startsWith("{")).map((event) => JSON.parse(event)));
}

test("text, usage on the finish chunk and the answer's own fields", () => {
  expect(fixture("chat-plain")).toEqual({
    id: "chatcmpl-5f0c6d0e9a4b4e0f8b7c1d2e3f405162",
    object: "chat.completion",
    created: 1_787_000_000,
    model: MODEL,
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: 'The Latin name é漢🎆".' },
        finish_reason: "stop",
      },
    ],
    usage: { prompt_tokens: 20, total_tokens: 31, completion_tokens: 11 },
  });
});

test("usage and perf_metrics of a trailing chunk", () => {
  expect(fixture("chat-usage-last")).toMatchObject({
    usage: { total_tokens: 31, prompt_tokens_details: { cached_tokens: 0 } },
    perf_metrics: { "prompt-tokens": "20" },
  });
});

test("reasoning apart from text", () => {
  expect(fixture("chat-reasoning").choices[0]?.message).toEqual({
    role: "assistant",
    content: "925",
    reasoning_content: "25*37 = 925.",
  });
});

test("parallel tool calls, with null content", () => {
  expect(fixture("chat-tool-calls").choices[0]).toMatchObject({
    finish_reason: "tool_calls",
    message: {
      content: null,
      tool_calls: [
        {
          id: "call_a1",
          type: "function",
          function: { name: "get_weather", arguments: '{"city":"Paris"}' },
        },
        {
          id: "call_b2",
          type: "function",
          function: { name: "get_weather", arguments: '{"city":"Rome"}' },
        },
      ],
    },
  });
});

test("several choices in order of index; usage repeated on each is counted once", () => {
  const answer = fixture("chat-two-choices");
  expect(answer.choices.map(({ message }) => message.content)).toEqual(["Hi!", "Hello."]);
  expect(answer.usage).toEqual({ prompt_tokens: 9, total_tokens: 49, completion_tokens: 40 });
});

test("logprobs of both shapes and token ids are joined without touching the chunks", () => {
  const token = (text: string) => ({ token: text, logprob: -1, bytes: [1] });
  const part = (text: string) => ({
    choices: [
      { index: 0, delta: {}, logprobs: { content: [token(text)] }, token_ids: [text.length] },
    ],
  });
  const chunks = [part("a"), part("bc"), part("d")];
  const before = structuredClone(chunks);
  expect(fold(chunks).choices[0]).toMatchObject({
    logprobs: { content: [token("a"), token("bc"), token("d")] },
    token_ids: [1, 2, 1],
  });
  expect(chunks).toEqual(before);
  const legacy = (text: string) => ({
    choices: [
      {
        index: 0,
        delta: {},
        logprobs: { tokens: [text], token_logprobs: [-1], top_logprobs: null },
      },
    ],
  });
  expect(fold([legacy("a"), legacy("b")]).choices[0]?.logprobs).toEqual({
    tokens: ["a", "b"],
    token_logprobs: [-1, -1],
    top_logprobs: null,
  });
});

test("prompt_token_ids from the top or a choice, raw_output by key", () => {
  expect(fold([{ prompt_token_ids: [1, 2], choices: [] }]).prompt_token_ids).toEqual([1, 2]);
  const answer = fold([
    { choices: [{ index: 0, delta: {}, prompt_token_ids: [3], raw_output: { completion: "a" } }] },
    { choices: [{ index: 0, delta: {}, raw_output: { grammar: "g" } }] },
  ]);
  expect(answer.prompt_token_ids).toEqual([3]);
  expect(answer.choices[0]?.raw_output).toEqual({ completion: "a", grammar: "g" });
});

test("chunks with missing, null or odd parts do no harm", () => {
  const odd = [
    {},
    { choices: null },
    { choices: [null] },
    { choices: [{ index: 0 }] },
    { choices: [{ delta: null }] },
  ];
  expect(fold(odd).choices).toEqual([
    { index: 0, message: { role: "assistant", content: null }, finish_reason: null },
  ]);
});

test("the state can be read at any time and goes on", () => {
  const state = emptyAccumulation();
  accumulate(state, chunk({ tool_calls: [{ index: 0, function: { name: "f", arguments: "{" } }] }));
  const early = toCompletion(state).choices[0]?.message.tool_calls?.[0];
  accumulate(state, chunk({ tool_calls: [{ index: 0, function: { arguments: "}" } }] }));
  const late = toCompletion(state).choices[0]?.message.tool_calls?.[0];
  expect(late).toEqual({ ...early, function: { name: "f", arguments: "{}" } });
  expect(early?.id).toMatch(/^call_/);
});

test("logprobs are continued in place: copying them for each chunk would cost the square", () => {
  const state = emptyAccumulation();
  const piece = chunk({ content: "word " });
  Object.assign(piece.choices?.[0] ?? {}, {
    logprobs: { content: [{ token: "word", logprob: 0 }] },
  });
  accumulate(state, piece);
  const listSoFar = () => (state.choices.get(0)?.logprobs as Logprobs | undefined)?.content;
  const list = listSoFar();
  for (let count = 1; count < 1000; count += 1) expect(accumulate(state, piece)).toBe(state);
  expect(listSoFar()).toBe(list);
  expect(list).toHaveLength(1000);
  expect(toCompletion(state).choices[0]?.message.content?.length).toBe(5000);
});

test("refusals add up; what describes the whole answer stays when it is not said again", () => {
  const top = {
    usage: { total_tokens: 2 },
    perf_metrics: { "prompt-tokens": "1" },
    service_tier: "priority",
    system_fingerprint: "fp",
  };
  const nothing = {
    usage: null,
    perf_metrics: null,
    service_tier: null,
    system_fingerprint: null,
    prompt_token_ids: undefined,
  };
  const answer = fold([
    { ...top, ...chunk({ refusal: "I " }) },
    { ...chunk({ refusal: "can't" }), ...nothing },
    { ...chunk({ refusal: null }, "stop"), ...nothing },
  ]);
  expect(answer).toStrictEqual({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_787_000_000,
    model: MODEL,
    ...top,
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: null, refusal: "I can't" },
        finish_reason: "stop",
      },
    ],
  });
});

test("nothing that was not sent is there, not even as undefined", () => {
  expect(fold([chunk({ content: "a" })]).choices[0]?.message).toStrictEqual({
    role: "assistant",
    content: "a",
  });
  expect(fold([{}])).toStrictEqual({
    id: "",
    object: "chat.completion",
    created: 0,
    model: "",
    choices: [],
  });
});

test("choices stand in the order of their indices, whichever came first", () => {
  const choices = fold([2, 0, 1].map((index) => chunk({}, null, index))).choices;
  expect(choices.map(({ index }) => index)).toEqual([0, 1, 2]);
});

test("an answer has choices from the first one on", () => {
  const assembly = assembleChat();
  expect(assembly.hasChoices()).toBe(false);
  assembly.add({ ...chunk({}), choices: [] });
  expect(assembly.hasChoices()).toBe(false);
  assembly.add(chunk({}));
  expect(assembly.hasChoices()).toBe(true);
});

test.each([
  ["chatcmpl-1", 0, "chatcmpl-1"],
  ["chatcmpl-1", 2, "chatcmpl-1:2"],
  [null, 0, ""],
])("tool-call ids of the answer %s, choice %i, are made from %j", (id, index, seed) => {
  expect(toolCallIdSeed(id, index)).toBe(seed);
});

test("logprobs and raw output that are no objects are left out, and do not end what came", () => {
  const parts = (logprobs: unknown, raw_output: unknown, finish_reason: unknown) => ({
    choices: [{ index: 0, delta: {}, logprobs, raw_output, finish_reason }],
  });
  const odd = parts("text", "text", "");
  expect(fold([odd]).choices[0]).toStrictEqual({
    index: 0,
    message: { role: "assistant", content: null },
    finish_reason: null,
  });
  const sent = { logprobs: { content: [] }, raw_output: { completion: "a" } };
  const first = parts(sent.logprobs, sent.raw_output, "stop");
  expect(fold([first, odd, parts(null, null, null)]).choices[0]).toMatchObject({
    ...sent,
    finish_reason: "stop",
  });
});
