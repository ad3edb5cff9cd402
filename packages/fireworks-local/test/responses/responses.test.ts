import { expect, test } from "vitest";
import { askAt, local, postTo } from "../local.js";
import { eventsAt, type Loose, MODEL, refusedAt, typesOf } from "../adapters/adapted.js";

const asked = (input: unknown, fields: object = {}): object => ({ model: MODEL, input, ...fields });

const WEATHER = {
  type: "function",
  name: "get_weather",
  description: "The weather of a city",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};

interface Whole {
  status: string;
  output: { id: string; type: string; content?: Loose[] }[];
}

const THOUGHTFUL = {
  reasoning: "Let me look at it.",
  content: "I look it up.",
  toolCalls: [
    { name: "get_weather", arguments: { city: "Rome" } },
    { name: "get_weather", arguments: { city: "Oslo" } },
  ],
};

test("an answer holds its items, its usage and the request's settings with their defaults", async () => {
  const server = local({ scripts: [{ when: { user: "Hi" }, answer: "Hello." }] });
  const body = await askAt(server, "/responses", asked("Hi", { metadata: { run: "7" } }));
  expect(body).toEqual({
    id: expect.stringMatching(/^resp_[0-9a-f]{32}$/) as string,
    object: "response",
    created_at: 1_791_244_800,
    status: "completed",
    model: MODEL,
    output: [
      {
        id: expect.stringMatching(/^msg_/) as string,
        type: "message",
        role: "assistant",
        content: [{ type: "output_text", text: "Hello.", annotations: [] }],
        status: "completed",
      },
    ],
    usage: {
      input_tokens: 8,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 2,
      total_tokens: 10,
    },
    error: null,
    incomplete_details: null,
    previous_response_id: null,
    instructions: null,
    max_output_tokens: null,
    max_tool_calls: null,
    metadata: { run: "7" },
    parallel_tool_calls: true,
    reasoning: null,
    store: true,
    temperature: 1,
    text: null,
    tool_choice: "auto",
    tools: [],
    top_p: 1,
    truncation: "disabled",
    user: null,
  });
});

test("a stream names its events, item by item, and ends with the whole answer", async () => {
  const request = asked("Rome?", { tools: [WEATHER] });
  const whole = await askAt<Whole>(
    local({ scripts: [{ answer: THOUGHTFUL }] }),
    "/responses",
    request,
  );
  const events = await eventsAt(
    local({ scripts: [{ answer: THOUGHTFUL }] }),
    "/responses",
    request,
  );
  const call = [
    "response.output_item.added",
    "response.function_call_arguments.delta",
    "response.function_call_arguments.done",
    "response.output_item.done",
  ];
  expect(typesOf(events)).toEqual([
    "response.created",
    "response.in_progress",
    "response.output_item.added",
    "response.reasoning_summary_part.added",
    "response.reasoning_summary_text.delta",
    "response.reasoning_summary_text.done",
    "response.reasoning_summary_part.done",
    "response.output_item.done",
    "response.output_item.added",
    "response.content_part.added",
    "response.output_text.delta",
    "response.output_text.done",
    "response.content_part.done",
    "response.output_item.done",
    ...call,
    ...call,
    "response.completed",
  ]);
  expect(events.map((event) => event.sequence_number)).toEqual([...events.keys()]);
  expect(events.at(-1)?.response).toEqual(whole);
  expect(whole.output.map(({ type }) => type)).toEqual([
    "reasoning",
    "message",
    "function_call",
    "function_call",
  ]);
  const done = events.filter(({ type }) => type === "response.output_item.done");
  expect(done.map(({ item }) => item)).toEqual(whole.output);
  const text = events
    .filter(({ type }) => type === "response.output_text.delta")
    .map(({ delta }) => delta as string);
  expect(text.join("")).toBe("I look it up.");
});

test.each<[string, object, object]>([
  [
    "the budget",
    { max_output_tokens: 2 },
    { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } },
  ],
  [
    "the most calls",
    { max_tool_calls: 1 },
    { status: "incomplete", incomplete_details: { reason: "max_tool_calls" } },
  ],
  ["nothing", {}, { status: "completed", incomplete_details: null }],
])("an answer cut by %s says so, whole and streamed", async (_by, fields, end) => {
  const request = asked("Rome?", { tools: [WEATHER], ...fields });
  const server = local({ scripts: [{ answer: { ...THOUGHTFUL, reasoning: undefined } }] });
  const whole = await askAt<Whole>(server, "/responses", request);
  const last = (await eventsAt(server, "/responses", request)).at(-1);
  expect(whole).toMatchObject(end);
  expect(last).toMatchObject({ type: `response.${whole.status}`, response: end });
  const shown = ({ output }: Whole): object[] => output.map(({ id: _id, ...item }) => item);
  expect(shown(last?.response as unknown as Whole)).toEqual(shown(whole));
});

test("log probabilities stand beside the text when they are asked for", async () => {
  const fields = { include: ["message.output_text.logprobs"], top_logprobs: 2 };
  const server = local({ scripts: [{ answer: "Yes" }] });
  const whole = await askAt<Whole>(server, "/responses", asked("Sure?", fields));
  expect(whole.output[0]?.content?.[0]?.["logprobs"]).toEqual([
    {
      token: "Yes",
      logprob: expect.any(Number) as number,
      bytes: [89, 101, 115],
      top_logprobs: [expect.anything(), expect.anything()],
    },
  ]);
  const events = await eventsAt(server, "/responses", asked("Sure?", fields));
  const delta = events.find(({ type }) => type === "response.output_text.delta");
  expect(delta?.logprobs).toEqual(whole.output[0]?.content?.[0]?.["logprobs"]);
});

test("every field reaches the chat that is asked", async () => {
  const server = local();
  const schema = { type: "object", properties: { a: { type: "integer" } }, required: ["a"] };
  await askAt(
    server,
    "/responses",
    asked(
      [
        { role: "developer", content: "Be kind." },
        {
          role: "user",
          content: [
            { type: "input_text", text: "Look" },
            { type: "input_image", image_url: "data:image/png;base64,AAAA", detail: "low" },
          ],
        },
      ],
      {
        instructions: "Be brief.",
        max_output_tokens: 100,
        temperature: 0.5,
        top_p: 0.9,
        tools: [WEATHER],
        tool_choice: { type: "function", name: "get_weather" },
        parallel_tool_calls: false,
        reasoning: { effort: "low", summary: "auto" },
        text: { format: { type: "json_schema", name: "answer", schema, strict: true } },
        user: "ada",
        prompt_cache_key: "key",
        service_tier: "priority",
        truncation: "auto",
      },
    ),
  );
  const { type: _type, ...definition } = WEATHER;
  expect(server.requests[0]?.asChat).toEqual({
    model: MODEL,
    messages: [
      { role: "system", content: "Be brief." },
      { role: "system", content: "Be kind." },
      {
        role: "user",
        content: [
          { type: "text", text: "Look" },
          { type: "image_url", image_url: { url: "data:image/png;base64,AAAA", detail: "low" } },
        ],
      },
    ],
    max_tokens: 100,
    temperature: 0.5,
    top_p: 0.9,
    tools: [{ type: "function", function: definition }],
    tool_choice: { type: "function", function: { name: "get_weather" } },
    parallel_tool_calls: false,
    reasoning_effort: "low",
    response_format: { type: "json_schema", json_schema: { name: "answer", schema } },
    user: "ada",
    prompt_cache_key: "key",
    service_tier: "priority",
  });
});

test("items of one turn become one message of the assistant, results tool messages", async () => {
  const server = local();
  const call = (id: string): object => ({
    type: "function_call",
    id: `fc_${id}`,
    call_id: id,
    name: "get_weather",
    arguments: "{}",
    status: "completed",
  });
  const input = [
    { role: "user", content: "Rome and Oslo?" },
    { type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "Two calls." }] },
    { type: "message", role: "assistant", content: [{ type: "output_text", text: "I look." }] },
    call("a"),
    call("b"),
    { type: "function_call_output", call_id: "a", output: "Sunny" },
    { type: "tool_output", tool_call_id: "b", output: "Rain" },
    { role: "assistant", content: "Done." },
    { role: "assistant", content: "Anything else?" },
  ];
  await askAt(server, "/responses", asked(input, { tools: [WEATHER] }));
  const wireCall = (id: string): object => ({
    id,
    type: "function",
    function: { name: "get_weather", arguments: "{}" },
  });
  expect(server.requests[0]?.asChat?.messages).toEqual([
    { role: "user", content: "Rome and Oslo?" },
    {
      role: "assistant",
      content: "I look.",
      reasoning_content: "Two calls.",
      tool_calls: [wireCall("a"), wireCall("b")],
    },
    { role: "tool", tool_call_id: "a", content: "Sunny" },
    { role: "tool", tool_call_id: "b", content: "Rain" },
    { role: "assistant", content: "Done." },
    { role: "assistant", content: "Anything else?" },
  ]);
});

test("a call after a result begins another message of the assistant", async () => {
  const server = local();
  const called = (id: string): object[] => [
    { type: "function_call", call_id: id, name: "get_weather", arguments: "{}" },
    { type: "function_call_output", call_id: id, output: "Sunny" },
  ];
  const input = [{ role: "user", content: "Rome, then Oslo?" }, ...called("a"), ...called("b")];
  await askAt(server, "/responses", asked(input, { tools: [WEATHER] }));
  const roles = server.requests[0]?.asChat?.messages.map(({ role }) => role);
  expect(roles).toEqual(["user", "assistant", "tool", "assistant", "tool"]);
});

test.each<[string, object, number, object]>([
  [
    "an unknown model",
    { model: "none" },
    404,
    { type: "not_found_error", code: "NOT_FOUND", param: "model" },
  ],
  [
    "an unknown key",
    { stream_options: {} },
    400,
    { message: "Extra inputs are not permitted, field: 'stream_options', value: {}" },
  ],
  [
    "a background run",
    { background: true },
    400,
    { code: "model_not_supported_for_background", param: "background" },
  ],
  [
    "what cannot be included",
    { include: ["reasoning.encrypted_content"] },
    400,
    {
      message:
        "Input should be 'message.output_text.logprobs', field: 'include[0]', value: 'reasoning.encrypted_content'",
    },
  ],
  [
    "a tool that Fireworks runs",
    { tools: [{ type: "web_search" }] },
    400,
    { message: expect.stringContaining("no tools of type 'web_search'") },
  ],
  [
    "the nested form of a choice",
    { tool_choice: { type: "function", function: { name: "get_weather" } } },
    400,
    { message: expect.stringContaining("Field required, field: 'tool_choice.dict.name'") },
  ],
  [
    "an item of an unknown type",
    { input: [{ type: "item_reference", id: "x" }] },
    400,
    { message: expect.stringContaining("field: 'input.list[0].type'") },
  ],
  [
    "seventeen pairs of metadata",
    { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`k${at}`, "v"])) },
    400,
    { message: "At most 16 pairs are allowed, field: 'metadata', got 17" },
  ],
  ["nothing to answer", { input: [] }, 400, { message: expect.stringContaining("no messages") }],
  [
    "an effort that the model refuses",
    { model: "accounts/fireworks/models/gpt-oss-120b", reasoning: { effort: "none" } },
    400,
    { message: "Invalid reasoning effort: none" },
  ],
])("refuses %s as OpenAI's clients read it", async (_what, fields, status, error) => {
  const [got, body] = await refusedAt(local(), "/responses", asked("Hi", fields));
  expect(got).toBe(status);
  expect(Object.keys(body["error"] ?? {}).toSorted()).toEqual(["code", "message", "param", "type"]);
  expect(body["error"]).toMatchObject(error);
});

test("a lenient server leaves out what it cannot read", async () => {
  const server = local({ lenient: true });
  const fields = { tools: [{ type: "web_search" }], stream_options: {}, background: true };
  expect((await postTo(server, "/responses", asked("Hi", fields))).status).toBe(200);
});
