import { expect, test } from "vitest";
import { askAt, local, postTo } from "../local.js";
import { eventsAt, type Loose, MODEL, refusedAt, typesOf } from "../adapters/adapted.js";

const asked = (content: unknown, fields: object = {}): object => ({
  model: MODEL,
  max_tokens: 4_000,
  messages: [{ role: "user", content }],
  ...fields,
});

const WEATHER = {
  name: "get_weather",
  description: "The weather of a city",
  input_schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};

interface Block {
  type?: string;
  text?: string;
  thinking?: string;
  json?: string;
}

const THINKING = { thinking: { type: "enabled", budget_tokens: 1_024 } };

test("an answer is a message: text blocks, a stop reason and usage", async () => {
  const server = local({ scripts: [{ when: { user: "Hi" }, answer: "Hello." }] });
  expect(await askAt(server, "/messages", asked("Hi"))).toEqual({
    id: expect.stringMatching(/^msg_\w{24}$/) as string,
    type: "message",
    role: "assistant",
    model: MODEL,
    content: [{ type: "text", text: "Hello.", citations: null }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 8, cache_read_input_tokens: 0, output_tokens: 2 },
  });
});

test("what was read from the cache is not among the input tokens", async () => {
  const usage = {
    prompt_tokens: 100,
    completion_tokens: 2,
    prompt_tokens_details: { cached_tokens: 60 },
  };
  const server = local({ scripts: [{ answer: { content: "Hello.", usage } }] });
  const body = await askAt<Loose>(server, "/messages", asked("Hi"));
  const [start] = await eventsAt(server, "/messages", asked("Hi"));
  expect(body["usage"]).toEqual({
    input_tokens: 40,
    cache_read_input_tokens: 60,
    output_tokens: 2,
  });
  expect(start?.message?.["usage"]).toMatchObject({
    input_tokens: 40,
    cache_read_input_tokens: 60,
  });
});

test("thinking stands before the text, with an empty signature", async () => {
  const server = local({ scripts: [{ answer: { reasoning: "Well.", content: "Yes." } }] });
  const { content } = await askAt<Loose>(server, "/messages", asked("Sure?", THINKING));
  expect(content).toEqual([
    { type: "thinking", thinking: "Well.", signature: "" },
    { type: "text", text: "Yes.", citations: null },
  ]);
});

test("a stream names its events, block by block, and says the same", async () => {
  const server = local({
    scripts: [
      {
        answer: {
          reasoning: "Let me look at it.",
          content: "I look it up.",
          toolCalls: [
            { name: "get_weather", arguments: { city: "Rome" } },
            { name: "get_weather", arguments: { city: "Oslo" } },
          ],
        },
      },
    ],
  });
  const request = asked("Rome?", { tools: [WEATHER], ...THINKING });
  const whole = await askAt<Loose>(server, "/messages", request);
  const events = await eventsAt(server, "/messages", request);
  const block = ["content_block_start", "content_block_delta", "content_block_stop"];
  expect(typesOf(events)).toEqual([
    "message_start",
    "ping",
    ...block,
    ...block,
    ...block,
    ...block,
    "message_delta",
    "message_stop",
  ]);
  const blocks: Block[] = [];
  for (const { type, index = 0, content_block, delta } of events) {
    if (type === "content_block_start") blocks[index] = { ...content_block, json: "" };
    if (type !== "content_block_delta") continue;
    const piece = delta as Record<string, string>;
    const block = blocks[index] ?? {};
    if (piece["type"] === "text_delta") block.text += piece["text"] ?? "";
    if (piece["type"] === "thinking_delta") block.thinking += piece["thinking"] ?? "";
    if (piece["type"] === "input_json_delta") block.json += piece["partial_json"] ?? "";
  }
  const added = blocks.map(({ json, ...block }) =>
    block.type === "tool_use" ? { ...block, input: JSON.parse(json ?? "") as unknown } : block,
  );
  expect(added).toEqual(whole["content"]);
  expect(events[0]?.message).toMatchObject({ id: whole["id"], content: [], stop_reason: null });
  expect(events.at(-2)).toEqual({
    type: "message_delta",
    delta: { stop_reason: "tool_use", stop_sequence: null },
    usage: { output_tokens: whole["usage"]?.["output_tokens"] },
  });
});

test("the event's name stands in a line of its own", async () => {
  const response = await postTo(local(), "/messages", asked("Hi", { stream: true }));
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const events = (await response.text()).trimEnd().split("\n\n");
  for (const event of events) {
    const [, name, type] = /^event: (\w+)\ndata: \{"type":"(\w+)"/.exec(event) ?? [];
    expect(name).toBe(type);
  }
});

test.each<[string, object, object]>([
  ["its budget", { max_tokens: 2 }, { stop_reason: "max_tokens", stop_sequence: null }],
  [
    "a stop sequence, which is named",
    { stop_sequences: ["nothing", "two"] },
    { stop_reason: "stop_sequence", stop_sequence: "two", content: [{ text: "one " }] },
  ],
  ["its end", {}, { stop_reason: "end_turn", stop_sequence: null }],
])("an answer says that it ended by %s, whole and streamed", async (_by, fields, end) => {
  const server = local({ scripts: [{ answer: "one two three four" }] });
  expect(await askAt(server, "/messages", asked("Count", fields))).toMatchObject(end);
  const { content: _content, ...delta } = end as { content?: unknown };
  const events = await eventsAt(server, "/messages", asked("Count", fields));
  expect(events.at(-2)?.delta).toEqual(delta);
});

test("arguments that are no JSON object are kept, and ids fit the pattern", async () => {
  const call = { name: "get_weather", arguments: '{"city":', id: "functions.get_weather:0" };
  const server = local({ scripts: [{ answer: { toolCalls: [call] } }] });
  const { content } = await askAt<Loose>(server, "/messages", asked("?", { tools: [WEATHER] }));
  expect(content).toEqual([
    {
      type: "tool_use",
      id: "functions_get_weather_0",
      name: "get_weather",
      input: { INVALID_JSON: '{"city":' },
    },
  ]);
});

test("every field reaches the chat that is asked", async () => {
  const server = local();
  const schema = { type: "object", properties: { a: { type: "integer" } }, required: ["a"] };
  await askAt(
    server,
    "/messages",
    asked(
      [
        { type: "text", text: "Look", cache_control: { type: "ephemeral", ttl: "1h" } },
        { type: "image", source: { type: "base64", media_type: "image/webp", data: "AAAA" } },
        {
          type: "document",
          title: "Notes",
          source: { type: "text", media_type: "text/plain", data: "A note" },
        },
      ],
      {
        system: [{ type: "text", text: "Be brief." }],
        stop_sequences: ["END"],
        temperature: 0.5,
        top_k: 500,
        top_p: 0.9,
        metadata: { user_id: "ada" },
        service_tier: "priority",
        tools: [{ ...WEATHER, strict: true }],
        tool_choice: { type: "tool", name: "get_weather", disable_parallel_tool_use: true },
        output_config: { effort: "max", format: { type: "json_schema", schema } },
      },
    ),
  );
  expect(server.requests[0]?.asChat).toEqual({
    model: MODEL,
    messages: [
      { role: "system", content: "Be brief." },
      {
        role: "user",
        content: [
          { type: "text", text: "Look" },
          { type: "image_url", image_url: { url: "data:image/webp;base64,AAAA" } },
          { type: "text", text: "Notes\n" },
          { type: "text", text: "A note" },
        ],
      },
    ],
    max_tokens: 4_000,
    temperature: 0.5,
    top_p: 0.9,
    top_k: 100,
    stop: ["END"],
    tools: [
      {
        type: "function",
        function: {
          name: "get_weather",
          description: "The weather of a city",
          parameters: WEATHER.input_schema,
          strict: true,
        },
      },
    ],
    tool_choice: { type: "function", function: { name: "get_weather" } },
    parallel_tool_calls: false,
    service_tier: "priority",
    user: "ada",
    reasoning_effort: "high",
    response_format: { type: "json_schema", json_schema: { name: "output", schema } },
  });
});

test("a turn with thoughts, calls and results becomes an assistant's message and tool messages", async () => {
  const server = local();
  const messages = [
    { role: "user", content: "Rome and Oslo?" },
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "Two calls.", signature: "" },
        { type: "redacted_thinking", data: "xyz" },
        { type: "text", text: "I look." },
        { type: "tool_use", id: "a", name: "get_weather", input: { city: "Rome" } },
        { type: "tool_use", id: "b", name: "get_weather", input: { city: "Oslo" } },
      ],
    },
    {
      role: "user",
      content: [
        { type: "tool_result", tool_use_id: "a", content: "Sunny" },
        { type: "tool_result", tool_use_id: "b", content: [{ type: "text", text: "Rain" }] },
        { type: "text", text: "Well?" },
      ],
    },
  ];
  await askAt(server, "/messages", { model: MODEL, messages, tools: [WEATHER] });
  const call = (id: string, city: string): object => ({
    id,
    type: "function",
    function: { name: "get_weather", arguments: JSON.stringify({ city }) },
  });
  expect(server.requests[0]?.asChat?.messages).toEqual([
    { role: "user", content: "Rome and Oslo?" },
    {
      role: "assistant",
      content: "I look.",
      reasoning_content: "Two calls.",
      tool_calls: [call("a", "Rome"), call("b", "Oslo")],
    },
    { role: "tool", tool_call_id: "a", content: "Sunny" },
    { role: "tool", tool_call_id: "b", content: "Rain" },
    { role: "user", content: "Well?" },
  ]);
});

const PDF = { type: "document", source: { type: "url", url: "https://example.com/a.pdf" } };
const CACHED_TOOL = { ...WEATHER, cache_control: { type: "ephemeral" } };

test.each<[string, object, number, string, string]>([
  ["an unknown model", { model: "none" }, 404, "not_found_error", "Model not found"],
  [
    "an unknown key",
    { betas: ["x"] },
    400,
    "invalid_request_error",
    "Extra inputs are not permitted, field: 'betas', value: ['x']",
  ],
  [
    "a cache mark on a tool",
    { tools: [CACHED_TOOL] },
    400,
    "invalid_request_error",
    "Extra inputs are not permitted, field: 'tools[0].cache_control'",
  ],
  [
    "a temperature above 1",
    { temperature: 1.5 },
    400,
    "invalid_request_error",
    "Input should be less than or equal to 1, field: 'temperature', value: 1.5",
  ],
  [
    "an empty text",
    { messages: [{ role: "user", content: [{ type: "text", text: "" }] }] },
    400,
    "invalid_request_error",
    "String should have at least 1 character",
  ],
  [
    "a role of a chat",
    { messages: [{ role: "system", content: "x" }] },
    400,
    "invalid_request_error",
    "Input should be 'user' or 'assistant', field: 'messages[0].role'",
  ],
  [
    "a thinking budget that leaves nothing",
    { ...THINKING, max_tokens: 1_024 },
    400,
    "invalid_request_error",
    "Input should be less than max_tokens, field: 'thinking.budget_tokens', value: 1024",
  ],
  [
    "thinking that the model cannot leave",
    { model: "accounts/fireworks/models/gpt-oss-120b", thinking: { type: "disabled" } },
    400,
    "invalid_request_error",
    "Invalid reasoning effort: none",
  ],
  [
    "a PDF",
    { messages: [{ role: "user", content: [PDF] }] },
    400,
    "invalid_request_error",
    "fireworks-local cannot read PDF documents",
  ],
  [
    "a tool that is not offered",
    { tools: [WEATHER], tool_choice: { type: "tool", name: "other" } },
    400,
    "invalid_request_error",
    "Tool 'other' in tool_choice is not among the tools",
  ],
])("refuses %s as Anthropic's clients read it", async (_what, fields, status, type, message) => {
  const [got, body] = await refusedAt(local(), "/messages", asked("Hi", fields));
  expect(got).toBe(status);
  expect(body).toEqual({
    type: "error",
    error: { type, message: expect.stringContaining(message) as string },
    request_id: expect.any(String) as string,
  });
});

test("a lenient server answers what it can", async () => {
  const server = local({ lenient: true });
  const fields = { betas: ["x"], temperature: 1.5, tools: [CACHED_TOOL] };
  expect((await postTo(server, "/messages", asked("Hi", fields))).status).toBe(200);
  expect(server.requests[0]?.asChat).toMatchObject({ temperature: 1 });
});

test("the key may stand in x-api-key, here and nowhere else", async () => {
  const server = local({ apiKeys: ["fw_good"] });
  const post = (path: string, headers: Record<string, string>): Promise<Response> =>
    server.fetch(`${server.baseURL}${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify({ model: MODEL, messages: [{ role: "user", content: "Hi" }] }),
    });
  expect((await post("/messages", { "x-api-key": "fw_good" })).status).toBe(200);
  expect((await post("/messages", { authorization: "Bearer fw_good" })).status).toBe(200);
  const wrong = await post("/messages", { "x-api-key": "fw_wrong" });
  expect([wrong.status, await wrong.json()]).toMatchObject([
    401,
    { type: "error", error: { type: "authentication_error" } },
  ]);
  expect((await post("/chat/completions", { "x-api-key": "fw_good" })).status).toBe(401);
  expect(JSON.stringify(server.requests)).not.toContain("fw_good");
});

test("other methods and paths below are refused in the same words", async () => {
  const server = local();
  const headers = { authorization: "Bearer fw_any" };
  const got = await server.fetch(`${server.baseURL}/messages`, { headers });
  expect([got.status, got.headers.get("allow"), await got.json()]).toMatchObject([
    405,
    "POST",
    { type: "error", error: { type: "invalid_request_error" } },
  ]);
  const [status, body] = await refusedAt(server, "/messages/count_tokens", asked("Hi"));
  expect([status, body["error"]?.["type"]]).toEqual([404, "not_found_error"]);
});
