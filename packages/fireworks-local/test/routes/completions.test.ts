import type { FireworksLocal } from "fireworks-local";
import { beforeAll, describe, expect, test } from "vitest";
import { Tokenizer } from "../../src/tokens/tokenizer.js";
import { complete as completeAt, postCompletion } from "../completion.js";
import { LLAMA, local } from "../local.js";

const server = local();
const post = (request: object) => postCompletion(server, request);
const complete = (request: object, to: FireworksLocal = server) => completeAt(to, request);

let ids: (text: string) => number[];
beforeAll(async () => {
  const tokenizer = await Tokenizer.load();
  ids = (text) => tokenizer.ids(text);
});

describe("a whole text completion", () => {
  test("has the form of contract 6.1, usage always", async () => {
    const answer = await complete({ max_tokens: 5 });
    expect(answer).toEqual({
      id: expect.stringMatching(/^cmpl-[0-9a-f]{32}$/),
      object: "text_completion",
      created: expect.any(Number),
      model: LLAMA,
      choices: [{ index: 0, text: expect.any(String), logprobs: null, finish_reason: "length" }],
      usage: {
        prompt_tokens: 5,
        completion_tokens: 5,
        total_tokens: 10,
        prompt_tokens_details: { cached_tokens: 0 },
      },
    });
  });

  test("ends after 16 tokens when no limit is set", async () => {
    const { choices, usage } = await complete({});
    expect([choices[0]?.finish_reason, usage?.completion_tokens]).toEqual(["length", 16]);
  });

  test("stops before a stop text", async () => {
    const { choices } = await complete({ max_tokens: 100, stop: [" not"] });
    expect(choices[0]).toMatchObject({ finish_reason: "stop" });
    expect(choices[0]?.text).not.toContain(" not");
  });

  test("comes with the same headers as a chat", async () => {
    const response = await post({ temperature: 0.3 });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "fireworks-prompt-tokens": "5",
      "fireworks-cached-prompt-tokens": "0",
      "fireworks-server-time-to-first-token": expect.stringMatching(/^\d+\.\d+$/),
      "fireworks-server-processing-time": expect.stringMatching(/^\d+\.\d+$/),
      "fireworks-sampling-options": '{"temperature":0.3,"top_p":1}',
      "x-ratelimit-over-limit": "no",
      "x-request-id": expect.any(String),
    });
  });

  test("is the same for the same request", async () => {
    const [one, two] = await Promise.all([post({ n: 2 }), post({ n: 2 })]);
    expect(await one.text()).toBe(await two.text());
  });
});

describe("prompts", () => {
  test("several prompts get n choices each, in their order", async () => {
    const prompt = ["Alpha is first", "Beta is second"];
    const { choices, usage } = await complete({ prompt, n: 2, max_tokens: 100 });
    expect(choices.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(choices.map(({ text }) => /Alpha|Beta/.exec(text)?.[0])).toEqual([
      "Alpha",
      "Alpha",
      "Beta",
      "Beta",
    ]);
    expect(usage?.prompt_tokens).toBe(2 + prompt.flatMap((text) => ids(text)).length);
  });

  test("token ids are read as the text they stand for, and counted as they are", async () => {
    const text = "Grüße, 世界!";
    const one = await complete({ prompt: ids(text), max_tokens: 100 });
    expect(one.choices[0]?.text).toContain(text);
    expect(one.usage?.prompt_tokens).toBe(ids(text).length);
    const two = await complete({ prompt: [ids(text), ids("and more")], max_tokens: 100 });
    expect(two.choices.map((choice) => choice.text.includes(text))).toEqual([true, false]);
  });

  test("token ids that this tokenizer lacks are no error", async () => {
    const { choices, usage } = await complete({ prompt: [1, 128_000, 4_000_000], echo: true });
    expect(choices[0]?.text).toContain("128000");
    expect(usage?.prompt_tokens).toBe(3);
  });

  test("echo puts the prompt before the text, echo_last its last tokens", async () => {
    const prompt = "One two three four";
    const plain = await complete({ prompt });
    const echoed = await complete({ prompt, echo: true });
    const last = await complete({ prompt: ids(prompt), echo_last: 2 });
    expect(echoed.choices[0]?.text).toBe(prompt + plain.choices[0]?.text);
    expect(last.choices[0]?.text).toMatch(/^ three four/);
    expect(echoed.usage).toEqual(plain.usage);
  });

  test("images count, and have the limits of a chat", async () => {
    const image = "data:image/png;base64,AAAA";
    const { choices, usage } = await complete({
      prompt: "<image> What is this?",
      images: [image],
      max_tokens: 100,
    });
    expect(choices[0]?.text).toContain("1 image arrived (image/png).");
    expect(usage?.prompt_tokens).toBeGreaterThan(1_000);
    const pair = await complete({ prompt: ["a", "b"], images: [[image], []], max_tokens: 100 });
    expect(pair.choices.map(({ text }) => text.includes("1 image"))).toEqual([true, false]);
    const { status } = await post({ images: Array.from({ length: 31 }, () => image) });
    expect(status).toBe(400);
  });
});

describe("extras", () => {
  test("logprobs come in both shapes, those of the prompt with echo", async () => {
    const legacy = (await complete({ logprobs: 2, echo: true, max_tokens: 3 })).choices[0];
    const logprobs = legacy?.logprobs;
    const tokens = logprobs && "tokens" in logprobs ? logprobs.tokens : undefined;
    expect(tokens?.join("")).toBe(legacy?.text);
    expect(tokens).toHaveLength(ids("Once upon a time").length + 3);
    const fresh = (await complete({ logprobs: true, top_logprobs: 2, max_tokens: 3 })).choices[0];
    expect(fresh?.logprobs).toMatchObject({ content: [{}, {}, {}] });
  });

  test("top_logprobs says how many there are in the old shape as well", async () => {
    const [choice] = (await complete({ logprobs: 1, top_logprobs: 4, temperature: 0 })).choices;
    const logprobs = choice?.logprobs;
    const tops = logprobs && "tokens" in logprobs ? logprobs.top_logprobs : [];
    expect(tops?.map((top) => Object.keys(top ?? {}).length)).toEqual(Array(16).fill(4));
  });

  test("raw output, token ids and metrics come when asked for", async () => {
    const { choices, perf_metrics } = await complete({
      raw_output: true,
      return_token_ids: true,
      perf_metrics_in_response: true,
      max_tokens: 2,
    });
    expect(perf_metrics).toMatchObject({ "prompt-tokens": "5" });
    const [choice] = choices;
    expect(choice?.token_ids).toHaveLength(2);
    expect(choice?.prompt_token_ids).toHaveLength(5);
    expect(choice?.raw_output).toMatchObject({
      prompt_fragments: ["Once upon a time"],
      completion: choice?.text,
      completion_token_ids: choice?.token_ids,
    });
  });

  test("a grammar and a schema are kept to", async () => {
    const grammar = 'root ::= "yes" | "no"';
    const said = await complete({ response_format: { type: "grammar", grammar } });
    expect(said.choices[0]?.text).toMatch(/^(yes|no)$/);
    const schema = { type: "object", properties: { age: { type: "integer" } }, required: ["age"] };
    const json = await complete({
      response_format: { type: "json_object", schema },
      max_tokens: 99,
    });
    expect(JSON.parse(json.choices[0]?.text ?? "")).toEqual({ age: expect.any(Number) });
  });

  test("scripts see the prompt as the user's text; calls and reasoning have no place", async () => {
    const toolCalls = [{ name: "f", arguments: {} }];
    const answer = { content: "there was a test.", reasoning: "Hm.", toolCalls };
    const scripted = local({ scripts: [{ when: { user: /^Once/ }, answer }] });
    const { choices, usage } = await complete({ max_tokens: 50 }, scripted);
    expect(choices[0]).toEqual({
      index: 0,
      text: "there was a test.",
      logprobs: null,
      finish_reason: "stop",
    });
    expect(usage?.completion_tokens).toBe(ids("there was a test.").length);
  });
});
