import type { ChatCompletionResponse } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { ask, chunksOf, LLAMA, local, post, streamText } from "../local.js";
import { DONE, event, type EngineAnswer, json, startEngine, stream } from "./fake-engine.js";

const USAGE = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };

const chunk = (delta: object, rest: object = {}): string =>
  event({
    id: "chatcmpl-vllm",
    object: "chat.completion.chunk",
    created: 1_790_000_001,
    model: "qwen3",
    choices: [{ index: 0, delta, logprobs: null, finish_reason: null, ...rest }],
  });

const finish = (reason: string, delta: object = {}): string =>
  chunk(delta, { finish_reason: reason, stop_reason: null });

const usageChunk = event({
  id: "chatcmpl-vllm",
  object: "x",
  created: 1,
  choices: [],
  usage: USAGE,
});

async function streamed(answer: EngineAnswer, request: object = {}) {
  await using engine = await startEngine(answer);
  const text = await streamText(local({ upstream: engine.url }), request);
  return { text, chunks: chunksOf(text), choices: chunksOf(text).map((c) => c.choices?.[0]) };
}

test("a vLLM stream comes in Fireworks' order: role, reasoning, content, finish with usage, end", async () => {
  const { text, chunks, choices } = await streamed(
    stream(
      chunk({ role: "assistant", content: "", reasoning_content: null }),
      chunk({ reasoning: "Hm." }),
      chunk({ content: "Hel", tool_calls: [] }),
      chunk({ content: "lo" }),
      finish("stop", { content: "" }),
      usageChunk,
      DONE,
    ),
  );
  expect(choices.map((choice) => choice?.delta)).toEqual([
    { role: "assistant" },
    { reasoning_content: "Hm." },
    { content: "Hel" },
    { content: "lo" },
    {},
  ]);
  expect(choices.map((choice) => choice?.finish_reason)).toEqual([null, null, null, null, "stop"]);
  expect(chunks.map(({ usage }) => usage?.total_tokens)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    12,
  ]);
  expect(chunks.every(({ id, model }) => id === "chatcmpl-vllm" && model === LLAMA)).toBe(true);
  expect(text.endsWith(DONE)).toBe(true);
});

test("usage that was asked for comes on a chunk of its own, after the finish", async () => {
  const { chunks } = await streamed(
    stream(chunk({ content: "x" }), finish("stop"), usageChunk, DONE),
    {
      stream_options: { include_usage: true },
    },
  );
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 12 } });
  expect(chunks.at(-2)?.usage).toBeUndefined();
});

test("Ollama's stream, a role in every chunk and all calls at index 0, becomes two numbered calls", async () => {
  const call = (id: string, city: string) => ({
    role: "assistant",
    content: "",
    tool_calls: [{ index: 0, id, type: "function", function: { name: "w", arguments: city } }],
  });
  const { choices } = await streamed(
    stream(
      chunk(call("call_a", "1")),
      chunk(call("call_b", "2")),
      finish("stop", { role: "assistant", content: "" }),
      DONE,
    ),
  );
  expect(choices.flatMap((choice) => choice?.delta.tool_calls ?? [])).toEqual([
    { index: 0, id: "call_a", type: "function", function: { name: "w", arguments: "1" } },
    { index: 1, id: "call_b", type: "function", function: { name: "w", arguments: "2" } },
  ]);
  expect(choices.at(-1)?.finish_reason).toBe("tool_calls");
});

test("SGLang's null ids and names leave the pieces of a call with its index", async () => {
  const piece = (fn: object, id: string | null) => ({
    tool_calls: [{ index: 0, id, type: "function", function: fn }],
  });
  const { choices } = await streamed(
    stream(
      chunk(piece({ name: "w", arguments: "" }, "call_1")),
      chunk(piece({ name: null, arguments: '{"a"' }, null)),
      chunk(piece({ name: null, arguments: ":1}" }, null)),
      finish("tool_calls"),
      DONE,
    ),
  );
  expect(choices.slice(1, -1).map((choice) => choice?.delta.tool_calls?.[0])).toEqual([
    { index: 0, id: "call_1", type: "function", function: { name: "w", arguments: "" } },
    { index: 0, function: { arguments: '{"a"' } },
    { index: 0, function: { arguments: ":1}" } },
  ]);
});

test("a call without id and index gets both", async () => {
  const { choices } = await streamed(
    stream(
      chunk({ tool_calls: [{ function: { name: "w", arguments: { a: 1 } } }] }),
      finish("tool_calls"),
      DONE,
    ),
  );
  const [call] = choices[1]?.delta.tool_calls ?? [];
  expect(call).toMatchObject({
    index: 0,
    type: "function",
    function: { name: "w", arguments: '{"a":1}' },
  });
  expect(call?.id).toMatch(/^call_/);
});

test("events may be cut anywhere, end in CRLF, and stand between comments", async () => {
  const whole = Buffer.from(
    [": waiting\n", chunk({ content: "é…" }).replaceAll("\n", "\r\n"), finish("length"), DONE].join(
      "",
    ),
  );
  const writes = Array.from(whole, (_, at) => whole.subarray(at, at + 1));
  const { choices, text } = await streamed(stream(...writes));
  expect(choices.map((choice) => choice?.delta.content)).toEqual([undefined, "é…", undefined]);
  expect(text.startsWith(": waiting\n\n")).toBe(true);
  expect(choices.at(-1)?.finish_reason).toBe("length");
});

test("a stream that ends after its finish but without [DONE] is closed properly", async () => {
  const { text } = await streamed(stream(chunk({ content: "x" }), finish("stop").trimEnd()));
  expect(text.endsWith(DONE)).toBe(true);
});

test("a stream that ends before its finish stays cut", async () => {
  const { text, choices } = await streamed(stream(chunk({ content: "x" })));
  expect(text).not.toContain("[DONE]");
  expect(choices.at(-1)?.finish_reason).toBeNull();
});

test("an error inside the stream keeps its text and ends it", async () => {
  const { text } = await streamed(
    stream(
      chunk({ content: "x" }),
      `data: {"error":{"message":"out of memory","code":500}}\n\n`,
      DONE,
    ),
  );
  expect(text).toContain('"message":"out of memory"');
  expect(text).not.toContain("[DONE]");
});

test("several choices have a role chunk each before the first delta, and each its finish", async () => {
  const of = (index: number, delta: object, reason: string | null = null): string =>
    event({ id: "a", choices: [{ index, delta, finish_reason: reason }] });
  const { choices, chunks } = await streamed(
    stream(
      of(1, { content: "b" }),
      of(0, { content: "a" }),
      of(0, {}, "stop"),
      of(1, {}, "stop"),
      usageChunk,
      DONE,
    ),
    { n: 2 },
  );
  expect(choices.slice(0, 2).map((choice) => [choice?.index, choice?.delta])).toEqual([
    [0, { role: "assistant" }],
    [1, { role: "assistant" }],
  ]);
  expect(chunks.slice(-2).map(({ usage }) => usage?.total_tokens)).toEqual([12, 12]);
});

test("a whole answer is put into Fireworks' form, with its headers", async () => {
  await using engine = await startEngine(
    json({
      id: "chatcmpl-1",
      object: "chat.completion",
      created: 1,
      model: "qwen3",
      choices: [
        {
          index: 0,
          message: {
            role: "assistant",
            content: null,
            refusal: null,
            reasoning: "Let me see.",
            tool_calls: [
              { id: "call_1", type: "function", function: { name: "w", arguments: "{}" } },
            ],
          },
          finish_reason: "stop",
        },
      ],
      usage: { ...USAGE, prompt_tokens_details: null },
      system_fingerprint: "fp_ollama",
    }),
  );
  const response = await post(local({ upstream: engine.url }), { perf_metrics_in_response: true });
  const body = (await response.json()) as ChatCompletionResponse;
  expect(body).toEqual({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1,
    model: LLAMA,
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: null,
          reasoning_content: "Let me see.",
          tool_calls: [
            { index: 0, id: "call_1", type: "function", function: { name: "w", arguments: "{}" } },
          ],
        },
        finish_reason: "tool_calls",
      },
    ],
    usage: { ...USAGE, prompt_tokens_details: { cached_tokens: 0 } },
    perf_metrics: expect.objectContaining({ "prompt-tokens": "9" }) as object,
  });
  expect(response.headers.get("fireworks-prompt-tokens")).toBe("9");
  expect(response.headers.get("fireworks-server-processing-time")).toMatch(/^\d+\.\d{3}$/);
  expect(response.headers.get("x-ratelimit-over-limit")).toBe("no");
});

test("an engine that counts nothing is counted here", async () => {
  await using engine = await startEngine(
    json({ choices: [{ message: { role: "assistant", content: "Good morning" } }] }),
  );
  const { usage, choices } = await ask(local({ upstream: engine.url }), {});
  expect(usage?.completion_tokens).toBe(2);
  expect(usage?.prompt_tokens).toBeGreaterThan(0);
  expect(choices[0]?.finish_reason).toBe("stop");
});

test("log probabilities have the shape that was asked for", async () => {
  const content = [
    {
      token: "Hi",
      logprob: -0.5,
      bytes: [72, 105],
      top_logprobs: [{ token: "Hi", logprob: -0.5 }],
    },
  ];
  await using engine = await startEngine(
    json({
      choices: [
        { index: 0, message: { content: "Hi" }, logprobs: { content }, finish_reason: "stop" },
      ],
    }),
  );
  const server = local({ upstream: engine.url });
  const asked = await ask(server, { logprobs: true, top_logprobs: 1 });
  expect(asked.choices[0]?.logprobs).toEqual({
    content: [{ ...content[0], sampling_logprob: -0.5, text_offset: 0 }],
  });
  const legacy = await ask(server, { logprobs: 1 });
  expect(legacy.choices[0]?.logprobs).toEqual({
    tokens: ["Hi"],
    token_logprobs: [-0.5],
    top_logprobs: [{ Hi: -0.5 }],
    text_offset: [0],
    token_ids: null,
  });
  expect(engine.requests[1]?.body).toMatchObject({ logprobs: true, top_logprobs: 1 });
});
