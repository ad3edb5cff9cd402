import { expect, test } from "vitest";
import { ask, local, post, tool } from "../local.js";

const server = local();
const contentOf = async (request: object): Promise<string> =>
  (await ask(server, request)).choices[0]?.message.content ?? "";

test.each([
  [
    "French",
    "You are a helpful assistant that translates English to French. Translate the user sentence.",
    "J'adore la programmation.",
    [35, 9, 44],
  ],
  [
    "German",
    "You are a helpful assistant that translates English to German.",
    "Ich liebe das Programmieren.",
    [30, 7, 37],
  ],
])(
  "translates into %s as the page prints it, token counts too",
  async (_to, system, text, counts) => {
    const messages = [
      { role: "system", content: system },
      { role: "user", content: "I love programming." },
    ];
    const response = await ask(server, { messages });
    expect(response.choices[0]).toEqual({
      index: 0,
      message: { role: "assistant", content: text },
      finish_reason: "stop",
    });
    const { prompt_tokens, completion_tokens, total_tokens } = response.usage ?? {};
    expect([prompt_tokens, completion_tokens, total_tokens]).toEqual(counts);
  },
);

test("says what it is and repeats the question", async () => {
  const text = await contentOf({});
  expect(text).toMatch(/fireworks-local.*not a language model.*"Hello"/);
});

test("same request and seed, same bytes; another seed, another id", async () => {
  const bytes = async (seed: number): Promise<string> => (await post(local({ seed }), {})).text();
  expect(await bytes(1)).toBe(await bytes(1));
  expect(await bytes(1)).not.toBe(await bytes(2));
});

test("n choices are numbered and their tokens summed", async () => {
  const one = await ask(server, { max_tokens: 3 });
  const three = await ask(server, { n: 3, max_tokens: 3 });
  expect(three.choices.map((choice) => choice.index)).toEqual([0, 1, 2]);
  expect(three.usage).toMatchObject({
    prompt_tokens: one.usage?.prompt_tokens,
    completion_tokens: 9,
    total_tokens: (one.usage?.prompt_tokens ?? 0) + 9,
  });
});

test("max_tokens cuts the text at that token", async () => {
  const whole = await contentOf({ seed: 5 });
  const cut = await ask(server, { seed: 5, max_tokens: 4 });
  expect(cut.choices[0]?.finish_reason).toBe("length");
  expect(cut.usage?.completion_tokens).toBe(4);
  expect(whole).toContain("not a language model");
});

test("stop cuts before the stop text, and an early `you` leaves something", async () => {
  const stopped = await ask(server, { stop: [" not", "zzz"] });
  expect(stopped.choices[0]?.finish_reason).toBe("stop");
  expect(stopped.choices[0]?.message.content).not.toContain(" not");
  expect((await contentOf({ stop: ["you"] })).length).toBeGreaterThan(10);
});

test("reasoning comes from models that always think, and from others when asked", async () => {
  const model = (slug: string): string => `accounts/fireworks/models/${slug}`;
  const reasons = async (request: object): Promise<boolean> => {
    const { choices, usage } = await ask(server, request);
    const tokens = usage?.completion_tokens_details?.reasoning_tokens ?? 0;
    const text = choices[0]?.message.reasoning_content ?? "";
    expect(tokens > 0).toBe(text !== "");
    return text !== "";
  };
  expect(await reasons({})).toBe(false);
  expect(await reasons({ model: model("gpt-oss-120b") })).toBe(true);
  expect(await reasons({ model: model("kimi-k3") })).toBe(false);
  expect(await reasons({ model: model("kimi-k3"), reasoning_effort: "low" })).toBe(true);
  expect(await reasons({ model: model("kimi-k3"), reasoning_effort: "none" })).toBe(false);
  expect(await reasons({ model: model("ember-1"), thinking: { type: "enabled" } })).toBe(true);
});

test("reasoning counts against max_tokens", async () => {
  const request = { model: "accounts/fireworks/models/glm-5p3", max_tokens: 3 };
  const { choices, usage } = await ask(server, request);
  expect(choices[0]).toMatchObject({ finish_reason: "length", message: { content: "" } });
  expect(usage?.completion_tokens).toBe(3);
});

test("media are counted and named", async () => {
  const url = "data:image/png;base64,AAAA";
  const content = [
    { type: "text", text: "What are these?" },
    { type: "image_url", image_url: { url } },
    { type: "image_url", image_url: { url: "https://example.com/a.jpg" } },
  ];
  const { choices, usage } = await ask(server, { messages: [{ role: "user", content }] });
  expect(choices[0]?.message.content).toContain("2 images arrived (image/png, .jpg by URL).");
  expect(usage?.prompt_tokens).toBeGreaterThan(2048);
});

test("response_format json_object gives an object, with or without a schema", async () => {
  expect(JSON.parse(await contentOf({ response_format: { type: "json_object" } }))).toMatchObject({
    answer: "Hello",
  });
  const schema = { type: "object", properties: { n: { type: "integer" } }, required: ["n"] };
  const forms = [
    { type: "json_object", schema },
    { type: "json_object", schema: JSON.stringify(schema) },
    { type: "json_schema", json_schema: schema },
    { type: "json_schema", json_schema: { name: "x", schema, strict: true } },
  ];
  const messages = [{ role: "user", content: "n is 42" }];
  for (const response_format of forms)
    expect(JSON.parse(await contentOf({ messages, response_format }))).toEqual({ n: 42 });
});

test("structured values are drawn from the question", async () => {
  const schema = {
    type: "object",
    properties: {
      name: { type: "string" },
      age: { type: "integer" },
      city: { type: ["string", "null"] },
      mood: { enum: ["sad", "happy"] },
    },
    required: ["name", "age", "city", "mood"],
  };
  const messages = [{ role: "user", content: "Jane Doe is 30, happy and lives in Paris." }];
  const text = await contentOf({
    messages,
    response_format: { type: "json_schema", json_schema: { schema } },
  });
  expect(JSON.parse(text)).toEqual({ name: "Jane Doe", age: 30, city: "Paris", mood: "happy" });
});

test("JSON mode follows keys or a schema that the prompt describes", async () => {
  const response_format = { type: "json_object" };
  const calculator =
    "Respond with a JSON object containing three keys:\n'operation': the type of operation, either 'add', 'subtract', 'multiply' or 'divide',\n'number1': the first number,\n'number2': the second number.";
  const messages = [
    { role: "system", content: calculator },
    { role: "user", content: "Please help me!! What is 2 + 3?" },
  ];
  expect(JSON.parse(await contentOf({ messages, response_format }))).toEqual({
    operation: "add",
    number1: 2,
    number2: 3,
  });
  const schema = { type: "object", properties: { n: { type: "integer" } }, required: ["n"] };
  const content = `Answer as JSON of this schema: ${JSON.stringify(schema)}. n: 7`;
  const embedded = { messages: [{ role: "user", content }], response_format };
  expect(JSON.parse(await contentOf(embedded))).toEqual({ n: 7 });
});

test("a grammar is followed", async () => {
  const response_format = { type: "grammar", grammar: 'root ::= ("yes" | "no") " " [0-9]' };
  expect(await contentOf({ response_format })).toMatch(/^(yes|no) \d$/);
});

test("what was asked for in the body is there, and nothing else", async () => {
  const plain = await ask(server, {});
  expect(Object.keys(plain)).toEqual(["id", "object", "created", "model", "choices", "usage"]);
  const full = await ask(server, {
    return_token_ids: true,
    raw_output: true,
    perf_metrics_in_response: true,
    echo: true,
  });
  const [choice] = full.choices;
  expect(choice?.token_ids).toHaveLength(full.usage?.completion_tokens ?? -1);
  expect(choice?.raw_output?.completion_token_ids).toEqual(choice?.token_ids);
  expect(full.prompt_token_ids).toEqual(choice?.raw_output?.prompt_token_ids);
  expect(full.perf_metrics?.["prompt-tokens"]).toBe(String(full.usage?.prompt_tokens));
  expect(choice?.message.content).toMatch(/^user: Hello\n/);
});

test("the token headers of contract 1.6 come with every answer", async () => {
  const whole = await post(server, { temperature: 0.5 });
  const { usage } = (await whole.json()) as { usage: { prompt_tokens: number } };
  expect(whole.headers.get("fireworks-prompt-tokens")).toBe(String(usage.prompt_tokens));
  expect(whole.headers.get("fireworks-sampling-options")).toBe('{"temperature":0.5,"top_p":1}');
  expect(Number(whole.headers.get("fireworks-server-processing-time"))).toBeGreaterThan(0);
  const stream = await post(server, { stream: true });
  await stream.body?.cancel();
  expect(stream.headers.get("fireworks-server-time-to-first-token")).not.toBeNull();
  expect(stream.headers.get("fireworks-server-processing-time")).toBeNull();
  expect(stream.headers.get("x-ratelimit-limit-tokens-generated")).toBe("36000");
});

test("the prompt has as many ids as usage says, with media, tools and template", async () => {
  const url = "data:image/png;base64,AAAA";
  const content = [
    { type: "text", text: "Look" },
    { type: "image_url", image_url: { url } },
  ];
  const request = {
    messages: [{ role: "user", content }],
    tools: [tool("f", "Draw", {})],
    return_token_ids: true,
    raw_output: true,
  };
  const { prompt_token_ids, choices, usage } = await ask(server, request);
  expect(prompt_token_ids).toHaveLength(usage?.prompt_tokens ?? -1);
  expect(choices[0]?.raw_output?.prompt_token_ids).toEqual(prompt_token_ids);
  expect((await ask(server, request)).prompt_token_ids).toEqual(prompt_token_ids);
});

test("a stop word or a sampling field does not change the wording", async () => {
  const whole = await contentOf({});
  for (const request of [{ stop: [" not"] }, { stop: ["Hello"], temperature: 0.3 }]) {
    const cut = await contentOf(request);
    expect(cut.length).toBeGreaterThan(10);
    expect(whole.startsWith(cut)).toBe(true);
  }
  expect(await contentOf({ top_p: 0.5, user: "u", max_tokens: 500 })).toBe(whole);
});

test("the order of keys does not change the answer", async () => {
  const parameters = { properties: { a: { type: "string" } }, required: ["a"], type: "object" };
  const request = {
    tools: [{ type: "function", function: { name: "f", parameters } }],
    tool_choice: "any",
    seed: 3,
    raw_output: true,
  };
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).toReversed();
    return Object.fromEntries(entries.map(([key, item]) => [key, turned(item)]));
  };
  expect(await ask(server, turned(request) as object)).toEqual(await ask(server, request));
});

test.each<[object, string, string]>([
  [{ prediction: { type: "content", content: "Bonjour le chat" } }, "3", "2"],
  [{ prediction: "Bonjour le monde" }, "3", "3"],
  [{ speculation: "Salut" }, "2", "0"],
  [{ speculation: [1, 2, 3] }, "3", "0"],
  [{ prediction: { content: [{ type: "image_url", image_url: { url: "data:," } }] } }, "0", "0"],
])("predicted output is counted and compared: %j", async (request, tokens, matched) => {
  const scripts = [{ when: {}, answer: { content: "Bonjour le monde" } }];
  const response = await post(local({ scripts }), { ...request, perf_metrics_in_response: true });
  expect([
    response.headers.get("fireworks-speculation-prompt-tokens"),
    response.headers.get("fireworks-speculation-prompt-matched-tokens"),
  ]).toEqual([tokens, matched]);
  expect(await response.json()).toMatchObject({
    perf_metrics: {
      "speculation-prompt-tokens": tokens,
      "speculation-prompt-matched-tokens": matched,
    },
  });
});

test("without predicted output nothing is said about it", async () => {
  const response = await post(server, {});
  expect(response.headers.has("fireworks-speculation-prompt-tokens")).toBe(false);
});
