import * as fc from "fast-check";
import type { ChatCompletionRequest } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { chatRequestShape } from "../../src/requests/chat-schema.js";
import { local, post } from "../local.js";

const messages: ChatCompletionRequest["messages"] = [{ role: "user", content: "hi" }];

/** One accepted value for every field of the wire type: a new field does not compile without one. */
const EVERY_FIELD: Required<ChatCompletionRequest> = {
  model: "accounts/fireworks/models/kimi-k3",
  messages,
  stream: false,
  stream_options: { include_usage: true },
  max_tokens: 10,
  max_completion_tokens: null,
  temperature: 0,
  top_p: 1,
  top_k: 40,
  min_p: 0,
  typical_p: 1,
  frequency_penalty: 0,
  presence_penalty: -2,
  repetition_penalty: 1,
  mirostat_target: 5,
  mirostat_lr: 0.1,
  seed: 1,
  logit_bias: { "100": -100 },
  n: 1,
  stop: ["x"],
  ignore_eos: false,
  logprobs: 5,
  top_logprobs: 5,
  echo: false,
  echo_last: 0,
  raw_output: false,
  return_token_ids: false,
  perf_metrics_in_response: false,
  response_format: { type: "text" },
  tools: [{ type: "function", function: { name: "f", strict: true } }],
  tool_choice: "auto",
  parallel_tool_calls: true,
  functions: [],
  function_call: null,
  reasoning_effort: "low",
  reasoning_history: "preserved",
  thinking: null,
  prediction: { type: "content", content: "x" },
  speculation: null,
  user: "u",
  prompt_cache_key: "k",
  prompt_cache_isolation_key: "i",
  service_tier: "priority",
  metadata: { a: "b" },
  context_length_exceeded_behavior: "truncate",
  prompt_truncate_len: 1000,
  safe_tokenization: true,
};

test("every field of the wire type is accepted", async () => {
  const response = await post(local(), EVERY_FIELD);
  expect([response.status, await response.clone().text()]).toEqual([200, expect.any(String)]);
});

test("no field is described that the wire type lacks, except the undocumented ones", () => {
  const shape = chatRequestShape({ audio: false });
  const described = shape.kind === "object" ? Object.keys(shape.keys) : [];
  const known = [...Object.keys(EVERY_FIELD), "sampling_mask", "include_routing_matrix"];
  expect(described.toSorted()).toEqual(known.toSorted());
});

test.each<[string, object, string]>([
  ["a message's name", { role: "user", content: "hi", name: "ada" }, "messages[0].name"],
  ["a message's id", { role: "assistant", content: "hi", id: "m" }, "messages[0].id"],
  [
    "an image's own key",
    { role: "user", content: [{ type: "image_url", image_url: { url: "https://x.test", x: 1 } }] },
    "messages[0].content.list[ChatMessageContent][0].image_url.x",
  ],
  [
    "a video's own key",
    {
      role: "user",
      content: [{ type: "video_url", video_url: { url: "https://x.test", fps: 1 } }],
    },
    "messages[0].content.list[ChatMessageContent][0].video_url.fps",
  ],
  [
    "a tool call's index",
    { role: "assistant", tool_calls: [{ index: 0, function: { name: "f", arguments: "{}" } }] },
    "messages[0].tool_calls[0].index",
  ],
  [
    "a function's own key in a tool call",
    { role: "assistant", tool_calls: [{ function: { name: "f", arguments: "{}", id: "x" } }] },
    "messages[0].tool_calls[0].function.ChatMessageToolCallFunction.id",
  ],
])("contract 2.7: %s is refused by its path", async (_, message, path) => {
  const response = await post(local(), { messages: [message] });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(`Extra inputs are not permitted, field: '${path}'`);
});

test.each(["developer", "function", "user2"])("the role %s is refused", async (role) => {
  expect((await post(local(), { messages: [{ role, content: "hi" }] })).status).toBe(400);
});

test.each(["input_audio", "file", "document", "image", "tool_use", "thinking"])(
  "contract 2.2: a part of the type %s is refused",
  async (type) => {
    const content = [{ type, [type]: { data: "AAAA" } }];
    expect((await post(local(), { messages: [{ role: "user", content }] })).status).toBe(400);
  },
);

test("an invented field is always refused, at every level", async () => {
  const server = local();
  const name = fc.stringMatching(/^[a-z]{1,12}$/).map((word) => `x_${word}`);
  await fc.assert(
    fc.asyncProperty(
      name,
      fc.constantFrom("top", "message", "part", "tool"),
      async (key, level) => {
        const extra = { [key]: 1 };
        const part = { type: "text", text: "hi", ...(level === "part" ? extra : {}) };
        const message = { role: "user", content: [part], ...(level === "message" ? extra : {}) };
        const definition = { name: "f", ...(level === "tool" ? extra : {}) };
        const response = await post(server, {
          messages: [message],
          tools: [{ type: "function", function: definition }],
          ...(level === "top" ? extra : {}),
        });
        expect(response.status).toBe(400);
        expect(await response.text()).toContain(`${key}'`);
      },
    ),
    { numRuns: 60 },
  );
});
