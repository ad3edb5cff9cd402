import { expect, test } from "vitest";
import { ask, callsOf, chunksOf, local, post, streamText } from "../local.js";

const user = (content: string) => [{ role: "user", content }];

test("the first script whose conditions all hold answers", async () => {
  const server = local({
    scripts: [
      { when: { user: /weather/i, system: "French" }, answer: { content: "soleil" } },
      { when: { user: /weather/gi }, answer: { content: "sun" } },
      { when: { predicate: (request) => request.temperature === 2 }, answer: { content: "hot" } },
    ],
  });
  const say = async (request: object): Promise<unknown> =>
    (await ask(server, request)).choices[0]?.message.content;
  expect(await say({ messages: user("Weather?") })).toBe("sun");
  expect(await say({ messages: user("Weather?") })).toBe("sun");
  expect(
    await say({ messages: [{ role: "system", content: "French please" }, ...user("weather")] }),
  ).toBe("soleil");
  expect(await say({ temperature: 2 })).toBe("hot");
  expect(await say({})).toContain("not a language model");
});

test("a script chooses calls, reasoning, finish reason, usage and the pieces of the stream", async () => {
  const server = local({
    scripts: [
      {
        when: { user: "call" },
        answer: { toolCalls: [{ name: "f", arguments: { a: 1 }, id: "c9" }], reasoning: "hm" },
      },
      { when: { user: "broken" }, answer: { toolCalls: [{ name: "f", arguments: '{"a":' }] } },
      {
        when: { user: "pieces" },
        answer: {
          content: "abc",
          pieces: ["a", "b", "c"],
          finishReason: "length",
          usage: { prompt_tokens: 1, completion_tokens: 2 },
        },
      },
      { when: { user: "echo" }, answer: (request) => ({ content: request.model }) },
    ],
  });
  const called = await ask(server, { messages: user("call") });
  expect(callsOf(called)).toEqual([["f", { a: 1 }]]);
  expect(called.choices[0]?.message).toMatchObject({
    reasoning_content: "hm",
    tool_calls: [{ id: "c9" }],
  });
  const broken = await ask(server, { messages: user("broken") });
  expect(broken.choices[0]?.message.tool_calls?.[0]?.function.arguments).toBe('{"a":');
  const chunks = chunksOf(await streamText(server, { messages: user("pieces") }));
  expect(chunks.flatMap((chunk) => chunk.choices?.[0]?.delta.content ?? [])).toEqual([
    "a",
    "b",
    "c",
  ]);
  expect(chunks.at(-1)).toMatchObject({
    choices: [{ finish_reason: "length" }],
    usage: { total_tokens: 3 },
  });
  expect((await ask(server, { messages: user("echo") })).choices[0]?.message.content).toContain(
    "llama",
  );
});

test("an error is a refusal with Fireworks' text, code and headers, or with its own", async () => {
  const server = local({
    scripts: [
      { when: { user: "busy" }, answer: { error: { status: 429, retryAfter: 2 } } },
      { when: { user: "own" }, answer: { error: { status: 400, body: { error: "mine" } } } },
      { when: { user: "asleep" }, answer: { error: { status: 503, message: "Zzz" } } },
    ],
  });
  const busy = await post(server, { messages: user("busy") });
  expect([busy.status, busy.headers.get("retry-after")]).toEqual([429, "2"]);
  expect(await busy.text()).toContain("rate limit exceeded");
  expect(await (await post(server, { messages: user("own") })).json()).toEqual({ error: "mine" });
  expect(await (await post(server, { messages: user("asleep") })).json()).toMatchObject({
    error: { message: "Zzz", code: "DEPLOYMENT_SCALING_UP" },
  });
});

test("each choice has its own answer; after the last the first comes again", async () => {
  const usage = { prompt_tokens: 5, completion_tokens: 9 };
  const choices = [{ content: "a" }, { content: "b", finishReason: "length" as const }];
  const server = local({ scripts: [{ answer: { choices, usage } }] });
  const answer = await ask(server, { n: 3 });
  expect(answer.choices.map(({ message }) => message.content)).toEqual(["a", "b", "a"]);
  expect(answer.choices[1]?.finish_reason).toBe("length");
  expect(answer.usage).toEqual({ ...usage, total_tokens: 14 });
});

test("log probabilities are given token by token, in both shapes, whole and streamed", async () => {
  const top = [
    { token: "Ro", logprob: -0.1 },
    { token: "Mi", logprob: -2.5 },
  ];
  const logprobs = [
    { token: "Ro", logprob: -0.1, top_logprobs: top },
    { token: "me", logprob: -0.7 },
  ];
  const server = local({ scripts: [{ answer: { logprobs } }] });
  const whole = await ask(server, { logprobs: true, top_logprobs: 2 });
  expect(whole.choices[0]).toMatchObject({
    message: { content: "Rome" },
    logprobs: {
      content: [
        { token: "Ro", logprob: -0.1, text_offset: 0, top_logprobs: top },
        { token: "me", logprob: -0.7, text_offset: 2, bytes: [109, 101] },
      ],
    },
  });
  const legacy = await ask(server, { logprobs: 1 });
  expect(legacy.choices[0]?.logprobs).toMatchObject({
    tokens: ["Ro", "me"],
    token_logprobs: [-0.1, -0.7],
    top_logprobs: [{ Ro: -0.1 }, { me: -0.7 }],
  });
  const chunks = chunksOf(await streamText(server, { logprobs: true }));
  const deltas = chunks.flatMap((chunk) => chunk.choices?.[0]?.delta.content ?? []);
  expect(deltas).toEqual(["Ro", "me"]);
});

test("`stop` and `max_tokens` cut what is scripted", async () => {
  const server = local({ scripts: [{ answer: "one two three" }] });
  expect((await ask(server, { stop: [" three"] })).choices[0]).toMatchObject({
    message: { content: "one two" },
    finish_reason: "stop",
  });
  expect((await ask(server, { max_tokens: 1 })).choices[0]).toMatchObject({
    message: { content: "one" },
    finish_reason: "length",
  });
});

test("an answer has a latency of its own", async () => {
  const server = local({
    latency: { firstTokenMs: 60_000 },
    scripts: [{ answer: { content: "quick", latency: "none" } }],
  });
  expect((await ask(server, {})).choices[0]?.message.content).toBe("quick");
  const slow = local({ scripts: [{ answer: { content: "x", latency: { firstTokenMs: 80 } } }] });
  const startedAt = performance.now();
  await ask(slow, {});
  expect(performance.now() - startedAt).toBeGreaterThan(70);
});
