import { expect, test } from "vitest";
import { type Ask, local, refusal, tool } from "../local.js";

const server = local();
const model = (slug: string): string => `accounts/fireworks/models/${slug}`;
const withParameters = (parameters: object): Ask => ({
  tools: [{ type: "function", function: { name: "f", parameters } }],
});
const image = (url: string): object => ({ type: "image_url", image_url: { url } });
const unread = (instance: string): string =>
  `JSON Schema not supported: could not understand the instance \`${instance}\`.`;

test.each<[string, Ask, number, string]>([
  [
    "max_tokens above the non-stream cap",
    { max_tokens: 4097 },
    400,
    "Requests with max_tokens > 4096 must have stream=true",
  ],
  [
    "max_completion_tokens above it",
    { max_completion_tokens: 9000 },
    400,
    "Requests with max_tokens > 4096 must have stream=true",
  ],
  [
    "an unknown model",
    { model: model("nope") },
    404,
    "Model not found, inaccessible, and/or not deployed",
  ],
  [
    "chat with an embedding model",
    { model: model("qwen3-embedding-8b") },
    404,
    "Model not found, inaccessible, and/or not deployed",
  ],
  [
    "both token limits",
    { max_tokens: 1, max_completion_tokens: 1 },
    400,
    "Cannot specify both 'max_tokens' and 'max_completion_tokens'",
  ],
  [
    "thinking with effort",
    { thinking: { type: "enabled" }, reasoning_effort: "low" },
    400,
    "Cannot specify both 'thinking' and 'reasoning_effort'",
  ],
  [
    "an unknown response format",
    { response_format: { type: "xml" } },
    400,
    "Invalid format type: xml. Must be one of: text, grammar, json_schema, json_object",
  ],
  [
    "a response format whose type is null",
    { response_format: { type: null } },
    400,
    "Invalid format type: None. Must be one of: text, grammar, json_schema, json_object",
  ],
  [
    "a response format whose type is a list",
    { response_format: { type: ["text", true] } },
    400,
    "Invalid format type: ['text', True]. Must be one of: text, grammar, json_schema, json_object",
  ],
  [
    "a schema that is no JSON",
    { response_format: { type: "json_object", schema: "{not json" } },
    400,
    unread("'{not json'"),
  ],
  [
    "a wrapped schema that is no JSON",
    { response_format: { type: "json_schema", json_schema: { name: "x", schema: "[1]" } } },
    400,
    unread("'[1]'"),
  ],
  [
    "a format its length rules out",
    {
      response_format: {
        type: "json_object",
        schema: { type: "string", format: "date", maxLength: 3 },
      },
    },
    400,
    unread("{'type': 'string', 'format': 'date', 'maxLength': 3}"),
  ],
  [
    "a tool choice without its tool",
    { tools: [tool("f", "", {})], tool_choice: { type: "function", function: { name: "g" } } },
    400,
    "Tool 'g' in tool_choice is not among the tools",
  ],
  [
    "a user who says nothing",
    { messages: [{ role: "user", content: "hi" }, { role: "user" }] } as Ask,
    400,
    "Field required, field: 'messages[1].content'",
  ],
  [
    "a tool that answers null",
    { messages: [{ role: "tool", tool_call_id: "c", content: null }] },
    400,
    "Field required, field: 'messages[0].content'",
  ],
  [
    "a JSON schema format without a schema",
    { response_format: { type: "json_schema" } },
    400,
    "Field required, field: 'response_format.json_schema'",
  ],
  [
    "a grammar format without a grammar",
    { response_format: { type: "grammar", grammar: null } },
    400,
    "Field required, field: 'response_format.grammar'",
  ],
  [
    "a part without what its type names",
    { messages: [{ role: "user", content: [{ type: "text" }] }] },
    400,
    "Field required, field: 'messages[0].content.list[ChatMessageContent][0].text'",
  ],
  [
    "a part whose key is null",
    { messages: [{ role: "user", content: [{ type: "text", text: null }] }] },
    400,
    "Field required, field: 'messages[0].content.list[ChatMessageContent][0].text'",
  ],
  [
    "an image in a system message",
    { messages: [{ role: "system", content: [image("https://x.test/a.png")] }] },
    400,
    "System messages may only contain text, field: 'messages[0].content.list[ChatMessageContent][0]'",
  ],
  [
    "more than thirty images",
    { messages: [{ role: "user", content: Array(31).fill(image("https://x.test/a.png")) }] },
    400,
    "At most 30 images are allowed, got 31",
  ],
  [
    "a picture in a format of the web's",
    { messages: [{ role: "user", content: [image("data:image/webp;base64,AAAA")] }] },
    400,
    "Unsupported image format: image/webp",
  ],
  [
    "a PDF as an image",
    { messages: [{ role: "user", content: [image("data:application/pdf;base64,AAAA")] }] },
    400,
    "Unsupported image format: application/pdf",
  ],
  [
    "images above 10 MB together",
    {
      messages: [
        {
          role: "user",
          content: Array(2).fill(image(`data:image/png;base64,${"A".repeat(8 * 1024 * 1024)}`)),
        },
      ],
    },
    400,
    "The total size of base64 encoded images must be less than 10MB",
  ],
  [
    "a body that nests without end",
    { messages: JSON.parse("[".repeat(500) + "]".repeat(500)) as [] },
    400,
    "The request body nests deeper than 128 levels",
  ],
  [
    "effort none on gpt-oss",
    { model: model("gpt-oss-120b"), reasoning_effort: "none" },
    400,
    "Invalid reasoning effort: none",
  ],
  [
    "effort false on gpt-oss",
    { model: model("gpt-oss-120b"), reasoning_effort: false },
    400,
    "Invalid reasoning effort: none",
  ],
  [
    "effort none on GLM 5.3",
    { model: model("glm-5p3"), reasoning_effort: "none" },
    400,
    "Invalid reasoning effort: none",
  ],
  [
    "disabled thinking on GLM 5.3",
    { model: model("glm-5p3-flash"), thinking: { type: "disabled" } },
    400,
    "Invalid reasoning effort: none",
  ],
  [
    "effort max on MiniMax M2",
    { model: model("minimax-m2p7"), reasoning_effort: "max" },
    400,
    "MiniMax M2 requires reasoning to be enabled and only supports reasoning_effort values: 'low', 'medium', 'high'.",
  ],
  [
    "a boolean effort on Kimi K3",
    { model: model("kimi-k3"), reasoning_effort: false },
    400,
    "Input should be a valid string, field: 'reasoning_effort', value: False",
  ],
  [
    "adaptive effort on Kimi K3",
    { model: model("kimi-k3"), reasoning_effort: "adaptive" },
    400,
    "reasoning_effort 'adaptive' is only supported by MiniMax M3",
  ],
  [
    "a token budget on gpt-oss",
    { model: model("gpt-oss-120b"), reasoning_effort: 100 },
    400,
    "Extra inputs are not permitted, field: 'reasoning_effort', value: 100",
  ],
  [
    "minimal effort anywhere",
    { model: model("ember-1"), reasoning_effort: "minimal" },
    400,
    "Invalid reasoning effort: minimal",
  ],
  ["an empty schema", withParameters({}), 400, unread("{}")],
  [
    "an empty property",
    withParameters({ type: "object", properties: { a: {} } }),
    400,
    unread("{}"),
  ],
  [
    "items without a type",
    withParameters({ type: "object", properties: { a: { items: { type: "string" } } } }),
    400,
    unread("{'items': {'type': 'string'}}"),
  ],
  [
    "branches that only require",
    withParameters({ type: "object", anyOf: [{ required: ["a"] }] }),
    400,
    unread("{'required': ['a']}"),
  ],
  [
    "a boolean exclusiveMinimum",
    withParameters({
      type: "object",
      properties: { a: { type: "number", exclusiveMinimum: true } },
    }),
    400,
    unread("{'type': 'number', 'exclusiveMinimum': True}"),
  ],
  [
    "a keyword of the wrong form",
    withParameters({ type: "object", required: "a" }),
    400,
    unread("{'type': 'object', 'required': 'a'}"),
  ],
  [
    "a type that is none, though no call is demanded",
    withParameters({ type: "object", properties: { a: { type: "STRING" } } }),
    400,
    unread("{'type': 'STRING'}"),
  ],
  [
    "a limit that is no number",
    withParameters({ type: "object", properties: { a: { type: "integer", minimum: "3" } } }),
    400,
    unread("{'type': 'integer', 'minimum': '3'}"),
  ],
  [
    "a reference to another document",
    withParameters({ type: "object", properties: { a: { $ref: "https://x.test/s.json" } } }),
    400,
    unread("{'$ref': 'https://x.test/s.json'}"),
  ],
  [
    "a response schema that never ends",
    {
      response_format: {
        type: "json_schema",
        json_schema: {
          $defs: {
            A: { type: "object", properties: { a: { $ref: "#/$defs/A" } }, required: ["a"] },
          },
          $ref: "#/$defs/A",
        },
      },
    },
    400,
    expect.stringContaining("JSON Schema not supported") as string,
  ],
  [
    "an empty character class",
    { response_format: { type: "grammar", grammar: 'root ::= [] "x"' } },
    400,
    "Failed to parse grammar: empty character class at character 11",
  ],
  [
    "a grammar that is none",
    { response_format: { type: "grammar", grammar: "root = x" } },
    400,
    "Failed to parse grammar: expected '::=' at character 5",
  ],
])("refuses %s", async (_case, ask, status, text) => {
  expect(await refusal(server, ask)).toEqual([status, text]);
});

test.each<[string, Ask]>([
  [
    "a free map",
    withParameters({
      type: "object",
      properties: { m: { type: "object", additionalProperties: {} } },
    }),
  ],
  ["a tool without parameters", withParameters({ type: "object", properties: {} })],
  ["a tool that leaves parameters out", { tools: [{ type: "function", function: { name: "f" } }] }],
  [
    "an image for a model without image input",
    {
      messages: [
        {
          role: "user",
          content: [{ type: "image_url", image_url: { url: "https://x.test/a.png" } }],
        },
      ],
    },
  ],
  ["max_tokens above the cap in a stream", { max_tokens: 8000, stream: true }],
  ["n with stream", { n: 2, stream: true }],
  ["null limits side by side", { max_tokens: 5, max_completion_tokens: null }],
  [
    "budgeted thinking on a model without budgets",
    { model: model("kimi-k3"), thinking: { type: "enabled", budget_tokens: 2048 } },
  ],
  ["effort none where it may be off", { model: model("glm-5p2"), reasoning_effort: "none" }],
])("accepts %s", async (_case, ask) => {
  expect(await refusal(server, { ...ask, stream: false, max_tokens: 10 })).toEqual([200, ""]);
});

test("the cap is a setting", async () => {
  expect(await refusal(local({ maxNonStreamTokens: 16 }), { max_tokens: 17 })).toEqual([
    400,
    "Requests with max_tokens > 16 must have stream=true",
  ]);
});

test("a prompt longer than the window is refused with both numbers", async () => {
  const messages = [{ role: "user", content: "hello ".repeat(9000) }];
  const [status, text] = await refusal(server, { messages });
  expect(status).toBe(400);
  expect(text).toMatch(/^The prompt is too long: 9\d{3}, model maximum context length: 8192$/);
});

test("a long answer is clamped to the window, or refused when asked to", async () => {
  const ask = { max_tokens: 100_000, stream: true };
  expect((await refusal(server, { ...ask, stream: false, max_tokens: 4000 }))[0]).toBe(200);
  const strict = { ...ask, context_length_exceeded_behavior: "error" };
  expect((await refusal(server, strict))[1]).toMatch(/^The prompt is too long: \d+, model/);
});

test("prompt_truncate_len is not applied to what is tokenised safely", async () => {
  const messages = [
    { role: "user", content: "hello ".repeat(9000) },
    { role: "user", content: "hi" },
  ];
  const ask = { messages, prompt_truncate_len: 100, safe_tokenization: true };
  expect((await refusal(server, ask))[1]).toMatch(/^The prompt is too long/);
});

test("prompt_truncate_len drops the oldest messages until the prompt fits", async () => {
  const old = { role: "user", content: "hello ".repeat(9000) };
  const messages = [{ role: "system", content: "s" }, old, { role: "user", content: "hi" }];
  expect((await refusal(server, { messages, prompt_truncate_len: 100 }))[0]).toBe(200);
});
