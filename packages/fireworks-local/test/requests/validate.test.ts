import { expect, test } from "vitest";
import { findProblems, joinProblems } from "../../src/requests/validate.js";
import { chatRequestShape } from "../../src/requests/chat-schema.js";

const shape = chatRequestShape({ audio: false });
const messages = [{ role: "user", content: "hi" }];
const check = (ask: object): string =>
  joinProblems(findProblems({ model: "m", messages, ...ask }, shape));

const image = { type: "image_url", image_url: { url: "data:," } };

test.each<[string, object, string]>([
  ["an unknown field", { foo: 100 }, "Extra inputs are not permitted, field: 'foo', value: 100"],
  [
    "an unknown message key",
    { messages: [...messages, ...messages, { role: "user", content: "x", tool_name: "t" }] },
    "Extra inputs are not permitted, field: 'messages[2].tool_name', value: 't'",
  ],
  [
    "a message name",
    { messages: [{ role: "user", content: "x", name: "Bob" }] },
    "Extra inputs are not permitted, field: 'messages[0].name', value: 'Bob'",
  ],
  [
    "a foreign role",
    { messages: [{ role: "developer", content: "x" }] },
    "Input should be 'system', 'user', 'assistant' or 'tool', field: 'messages[0].role', value: 'developer'",
  ],
  [
    "no messages",
    { messages: undefined },
    "Input should be a valid list, field: 'messages', value: None",
  ],
  [
    "an empty list of messages",
    { messages: [] },
    "List should have at least 1 item after validation, not 0, field: 'messages', value: []",
  ],
  [
    "a temperature too high",
    { temperature: 3 },
    "Input should be less than or equal to 2, field: 'temperature', value: 3",
  ],
  [
    "a penalty too low",
    { presence_penalty: -2.5 },
    "Input should be greater than or equal to -2, field: 'presence_penalty', value: -2.5",
  ],
  ["n of 0", { n: 0 }, "Input should be greater than or equal to 1, field: 'n', value: 0"],
  [
    "null where none may be",
    { n: null },
    "Input should be a valid integer, field: 'n', value: None",
  ],
  [
    "half a token",
    { max_tokens: 1.5 },
    "Input should be a valid integer, field: 'max_tokens', value: 1.5",
  ],
  [
    "five stop words",
    { stop: ["a", "b", "c", "d", "e"] },
    "2 request validation errors: Input should be a valid string, field: 'stop.str', value: ['a', 'b', 'c', 'd', 'e']; List should have at most 4 items after validation, not 5, field: 'stop.list[str]', value: ['a', 'b', 'c', 'd', 'e']",
  ],
  [
    "a budget for disabled thinking",
    { thinking: { type: "disabled", budget_tokens: 2048 } },
    "Extra inputs are not permitted, field: 'thinking.budget_tokens', value: 2048",
  ],
  [
    "a budget for adaptive thinking",
    { thinking: { type: "adaptive", budget_tokens: 2048 } },
    "Extra inputs are not permitted, field: 'thinking.budget_tokens', value: 2048",
  ],
  [
    "too small a budget",
    { thinking: { type: "enabled", budget_tokens: 10 } },
    "Input should be greater than or equal to 1024, field: 'thinking.budget_tokens', value: 10",
  ],
  [
    "thinking of an unknown type",
    { thinking: { type: "deep", budget_tokens: 2048 } },
    "Input should be 'enabled', 'disabled' or 'adaptive', field: 'thinking.type', value: 'deep'",
  ],
  ["thinking without a type", { thinking: {} }, "Field required, field: 'thinking.type'"],
  [
    "thinking that is no object",
    { thinking: 5 },
    "Input should be a valid dictionary, field: 'thinking', value: 5",
  ],
  [
    "a nested reasoning object",
    { reasoning: { effort: "low" } },
    "Extra inputs are not permitted, field: 'reasoning', value: {'effort': 'low'}",
  ],
  [
    "an extra stream option",
    { stream_options: { include_usage: true, x: 1 } },
    "Extra inputs are not permitted, field: 'stream_options.x', value: 1",
  ],
  [
    "an index on a replayed call",
    {
      messages: [
        {
          role: "assistant",
          tool_calls: [
            { index: 0, id: "c", type: "function", function: { name: "f", arguments: "{}" } },
          ],
        },
      ],
    },
    "Extra inputs are not permitted, field: 'messages[0].tool_calls[0].index', value: 0",
  ],
  [
    "a tool with a space in its name",
    { tools: [{ type: "function", function: { name: "a b" } }] },
    "String should match pattern '^[a-zA-Z0-9_-]+$', field: 'tools[0].function.name', value: 'a b'",
  ],
])("refuses %s in Fireworks' words", (_case, ask, text) => {
  expect(check(ask)).toBe(text);
});

test("reports a bad part under both alternatives of content", () => {
  const part = { ...image, cache_control: { type: "ephemeral" } };
  const at = "messages[0].content";
  expect(check({ messages: [{ role: "user", content: [part] }] })).toBe(
    `2 request validation errors: Input should be a valid string, field: '${at}.str', value: [{'type': 'image_url', 'image_url': {'url': 'data:,'}, 'cache_control': {'type': 'ephemeral'}}]; ` +
      `Extra inputs are not permitted, field: '${at}.list[ChatMessageContent][0].cache_control', value: {'type': 'ephemeral'}`,
  );
});

test.each(["input_audio", "file", "document", "image", "tool_use", "thinking", "audio_url"])(
  "refuses a %s part",
  (type) => {
    expect(check({ messages: [{ role: "user", content: [{ type, [type]: {} }] }] })).toContain(
      `field: 'messages[0].content.list[ChatMessageContent][0].type', value: '${type}'`,
    );
  },
);

test("reads audio_url where the model takes audio", () => {
  const content = [{ type: "audio_url", audio_url: { url: "data:," } }];
  const ask = { model: "m", messages: [{ role: "user", content }] };
  expect(findProblems(ask, chatRequestShape({ audio: true }))).toEqual([]);
});

test("names a required field that is missing", () => {
  expect(findProblems({ messages }, shape)).toEqual(["Field required, field: 'model'"]);
});

test("stops collecting after fifty problems", () => {
  const many = Array.from({ length: 80 }, () => ({ role: "user", content: "x", id: "1" }));
  expect(findProblems({ model: "m", messages: many }, shape)).toHaveLength(50);
});

test("no more of a value is looked at than is told", () => {
  let reads = 0;
  const long = new Proxy(Array<unknown>(10_000).fill(1), {
    get(list, key, receiver): unknown {
      reads += 1;
      return Reflect.get(list, key, receiver);
    },
  });
  expect(findProblems({ model: "m", messages: long, stop: long }, shape)).toHaveLength(50);
  expect(reads).toBeLessThan(5_000);
});
