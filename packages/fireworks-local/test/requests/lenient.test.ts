import * as fc from "fast-check";
import { expect, test } from "vitest";
import { chatRequestShape } from "../../src/requests/chat-schema.js";
import { completionRequestShape } from "../../src/requests/completion-schema.js";
import { relax } from "../../src/requests/relax.js";
import { findProblems } from "../../src/requests/validate.js";
import { type Ask, ask, local, post, tool } from "../local.js";

const server = local({ lenient: true });
const FIELDS = [
  "messages stop n tools tool_choice functions function_call logprobs response_format thinking",
  "reasoning_effort prediction speculation echo_last logit_bias metadata max_tokens stream_options",
  "prompt_truncate_len model",
].flatMap((line) => line.split(" "));

const user = { role: "user", content: "hi" };

test.each<[string, Ask]>([
  ["an unknown field", { foo: 1 }],
  ["an unknown key of a message", { messages: [{ ...user, name: "Ada" }] }],
  ["an unknown key of a tool", { tools: [{ ...tool("f", "", {}), cache_control: {} }] }],
  ["a number beyond its range", { temperature: 7, n: 0, top_logprobs: 20, logprobs: true }],
  ["an optional value of another type", { temperature: "warm", seed: 1.5, user: 7 }],
  ["more stop words than four", { stop: ["a", "b", "c", "d", "e"] }],
  ["a foreign role", { messages: [{ role: "developer", content: "Be brief." }, user] }],
  ["a part of a foreign type", { messages: [{ role: "user", content: [{ type: "file" }] }] }],
  ["a model nobody knows", { model: "accounts/fireworks/models/of-tomorrow" }],
  [
    "an effort that the model refuses",
    { model: "accounts/fireworks/models/gpt-oss-120b", reasoning_effort: "none" },
  ],
  ["fields that exclude each other", { max_tokens: 9, max_completion_tokens: 8 }],
  ["a large answer that is not streamed", { max_tokens: 100_000 }],
  ["a format nobody knows", { response_format: { type: "yaml" } }],
  [
    "a schema that Fireworks cannot read",
    { response_format: { type: "json_object", schema: { type: "object", properties: { a: {} } } } },
  ],
  ["a tool nobody offered", { tool_choice: { type: "function", function: { name: "f" } } }],
  ["a name with a dot", { tools: [tool("a.b", "", {})], tool_choice: "any" }],
])("%s is refused by a strict server and answered by a lenient one", async (_, request) => {
  expect((await post(local(), request)).status).toBeGreaterThanOrEqual(400);
  expect((await ask(server, request)).choices.length).toBeGreaterThan(0);
});

test("numbers go to the nearest limit", async () => {
  const answer = await ask(server, { n: 1_000_000, max_tokens: 0 });
  expect(answer.choices).toHaveLength(128);
  expect(answer.choices[0]?.finish_reason).toBe("length");
});

test("an effort the model does not know is as good as none", async () => {
  const model = "accounts/fireworks/models/kimi-k3";
  const answer = await ask(server, { model, reasoning_effort: "minimal" });
  expect(answer.choices[0]?.message).not.toHaveProperty("reasoning_content");
});

test("what remains of a message is still read", async () => {
  const content = [
    { type: "file", file: {} },
    { type: "text", text: "the words that stay" },
  ];
  const answer = await ask(server, { messages: [{ role: "user", content, id: "m1" }] });
  expect(answer.choices[0]?.message.content).toContain("the words that stay");
});

test.each<[string, unknown, string]>([
  ["no messages", { messages: undefined }, "Field required, field: 'messages'"],
  [
    "messages that are none",
    { messages: "hi" },
    "Input should be a valid list, field: 'messages', value: 'hi'",
  ],
  ["a grammar that is none", { response_format: { type: "grammar", grammar: "?" } }, "grammar"],
])("%s cannot be answered", async (_, request, text) => {
  const response = await post(server, request as Ask);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(text);
});

test("leniency can be had for one scope alone, and be taken back", async () => {
  const strict = local();
  const scope = strict.scope("easy");
  scope.limits.lenient = true;
  const inScope = { headers: { ...scope.headers, authorization: "Bearer k" } };
  expect((await post(strict, { foo: 1 }, inScope)).status).toBe(200);
  expect((await post(strict, { foo: 1 })).status).toBe(400);
  scope.limits.lenient = false;
  expect((await post(strict, { foo: 1 }, inScope)).status).toBe(400);
});

test("any language can ask for leniency, by HTTP, in one scope or in all", async () => {
  const strict = local();
  const limits = (method: string, query: string, body?: object): Promise<Response> =>
    strict.fetch(`${strict.url}/_local/limits${query}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
  const changed = await limits("PATCH", "?scope=easy", { lenient: true });
  expect(await changed.json()).toEqual({
    lenient: true,
    maxNonStreamTokens: 4096,
    anyModel: false,
  });
  const inScope = { headers: { ...strict.scope("easy").headers, authorization: "Bearer k" } };
  expect((await post(strict, { foo: 1 }, inScope)).status).toBe(200);
  expect((await post(strict, { foo: 1 })).status).toBe(400);
  expect(await (await limits("GET", "")).json()).toMatchObject({ lenient: false });
  const wrong = await limits("PATCH", "", { lenient: "yes", x: 1 });
  expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining("lenient")]);
});

/** Only the form of a text may still depart: nothing that answers depends on it. */
test("what a lenient server reads is as described", () => {
  const shapes = fc.constantFrom(chatRequestShape({ audio: true }), completionRequestShape);
  const bad = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.dictionary(fc.constantFrom("type", "role", "url"), fc.jsonValue({ maxDepth: 2 })),
  );
  const message = fc.record({
    role: fc.constantFrom("user", "developer", "x"),
    content: bad,
    name: bad,
  });
  const body = fc.dictionary(fc.constantFrom(...FIELDS), fc.oneof(bad, fc.array(bad)));
  const needed = fc.record({
    model: fc.string(),
    prompt: fc.string(),
    messages: fc.array(message),
  });
  fc.assert(
    fc.property(shapes, needed, body, (shape, least, rest) => {
      const relaxed = relax({ ...rest, ...least }, shape);
      const problems = relaxed === undefined ? [] : findProblems(relaxed.value, shape);
      expect(problems.filter((problem) => !problem.startsWith("String should"))).toEqual([]);
    }),
    { numRuns: 80 },
  );
});

test("no value of any field makes a lenient server fail", async () => {
  const field = fc.constantFrom(...FIELDS);
  const part = fc.record({
    type: fc.constantFrom("text", "image_url"),
    text: fc.jsonValue({ maxDepth: 2 }),
    image_url: fc.jsonValue({ maxDepth: 2 }),
  });
  const message = fc.record(
    {
      role: fc.constantFrom("user", "assistant", "tool"),
      content: fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.array(part)),
      tool_calls: fc.jsonValue({ maxDepth: 2 }),
    },
    { requiredKeys: ["role"] },
  );
  const call = fc.record({
    function: fc.oneof(fc.string(), fc.record({ name: fc.jsonValue({ maxDepth: 2 }) })),
  });
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.array(message),
    fc.array(call),
    fc.record({ type: fc.string() }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(field, value, { maxKeys: 4 }),
      fc.boolean(),
      async (request, stream) => {
        const response = await post(server, { ...request, stream });
        expect([await response.text(), response.status]).toEqual([
          expect.any(String),
          expect.toSatisfy((status) => status === 200 || status === 400),
        ]);
      },
    ),
    { numRuns: 60 },
  );
});
