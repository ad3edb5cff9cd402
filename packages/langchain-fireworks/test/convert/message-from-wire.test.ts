import { AIMessage } from "@langchain/core/messages";
import type { ChatCompletionChoice, ChatCompletionResponse } from "fireworks-client/wire";
import { describe, expect, test } from "vitest";
import { partialFromWire, resultFromWire } from "../../src/convert/message-from-wire.js";

const requested = { model: "m", withUsage: true };

function answer(
  message: Partial<ChatCompletionChoice["message"]>,
  rest: Partial<ChatCompletionResponse> & { choice?: Partial<ChatCompletionChoice> } = {},
): ChatCompletionResponse {
  const { choice, ...top } = rest;
  return {
    id: "id-1",
    object: "chat.completion",
    created: 1_700_000_000,
    model: "m",
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: null, ...message },
        finish_reason: "stop",
        ...choice,
      },
    ],
    ...top,
  };
}

const messageOf = (response: ChatCompletionResponse, about = requested): AIMessage =>
  resultFromWire(response, about).generations[0]?.message as AIMessage;

const call = (id: unknown, name: string, args: string) =>
  ({ id, type: "function", function: { name, arguments: args } }) as never;

test("A43/A44: text, id and the served model", () => {
  const message = messageOf(answer({ content: "hi" }));
  expect(message).toBeInstanceOf(AIMessage);
  expect(message.id).toBe("id-1");
  expect(message.content).toBe("hi");
  expect(message.response_metadata).toStrictEqual({
    model_provider: "fireworks",
    model: "m",
    model_name: "m",
    created: 1_700_000_000,
    finish_reason: "stop",
  });
});

test("A43: no content is an empty string", () => {
  expect(messageOf(answer({ content: null })).content).toBe("");
});

test("A44: a served model that differs stands beside the requested one", () => {
  const { response_metadata: metadata } = messageOf(answer({}, { model: "served" }));
  expect(metadata).toMatchObject({
    model: "served",
    model_name: "served",
    requested_model: "m",
  });
});

describe("A46: metadata", () => {
  test("every field the server sends is kept, also empty and zero", () => {
    const extras = {
      system_fingerprint: "",
      service_tier: "priority",
      perf_metrics: { "prompt-tokens": "1" },
      prompt_token_ids: [1, 2],
    } as Partial<ChatCompletionResponse>;
    const choice = {
      logprobs: { content: [{ token: "a", logprob: -1 }] },
      token_ids: [3],
      raw_output: { completion: "x" },
    };
    const response = answer({}, { ...extras, choice: choice as never });
    expect(messageOf(response).response_metadata).toMatchObject({ ...extras, ...choice });
  });

  test("null fields are absent", () => {
    const response = answer({}, { system_fingerprint: null, choice: { logprobs: null } } as never);
    const { response_metadata: metadata } = messageOf(response);
    expect(metadata).not.toHaveProperty("logprobs");
    expect(metadata).not.toHaveProperty("system_fingerprint");
    expect(metadata).not.toHaveProperty("usage");
  });

  test("A14/A116: the tier asked for and the retries it took", () => {
    const metadata = messageOf(answer({}), {
      ...requested,
      serviceTier: "priority",
      info: { attempts: 3 },
    } as never).response_metadata;
    expect(metadata).toMatchObject({ requested_service_tier: "priority", retries: 2 });
    const calm = messageOf(answer({}), {
      ...requested,
      info: { attempts: 1 },
    } as never).response_metadata;
    expect(calm).not.toHaveProperty("retries");
    expect(calm).not.toHaveProperty("requested_service_tier");
  });
});

describe("A43: tool calls", () => {
  test("are parsed, with their ids", () => {
    const message = messageOf(answer({ tool_calls: [call("c1", "add", '{"a":1}')] }));
    expect(message.tool_calls).toStrictEqual([
      { type: "tool_call", id: "c1", name: "add", args: { a: 1 } },
    ]);
    expect(message.invalid_tool_calls).toStrictEqual([]);
  });

  test.each([
    ["broken JSON", '{"a":', "not valid JSON"],
    ["a list", "[1]", "not a JSON object"],
    ["a string", '"x"', "not a JSON object"],
    ["a number", "7", "not a JSON object"],
  ])("with arguments of %s are invalid and say why", (_, args, reason) => {
    const message = messageOf(answer({ tool_calls: [call("c1", "add", args)] }));
    expect(message.tool_calls).toStrictEqual([]);
    expect(message.invalid_tool_calls).toMatchObject([
      { type: "invalid_tool_call", id: "c1", name: "add", args },
    ]);
    expect(message.invalid_tool_calls?.[0]?.error).toContain(reason);
  });

  test.each([
    ["nothing", "", {}],
    ["null", "null", {}],
    ["an object inside a text", JSON.stringify('{"a":1}'), { a: 1 }],
  ])("users-ask D12: with arguments of %s are read", (_, written, args) => {
    const message = messageOf(answer({ tool_calls: [call("c1", "add", written)] }));
    expect(message.tool_calls).toStrictEqual([{ type: "tool_call", id: "c1", name: "add", args }]);
    expect(message.invalid_tool_calls).toStrictEqual([]);
  });

  test("users-ask C3: of one id are told apart: the second gets an id of its own", () => {
    const calls = [call("c1", "add", "{}"), call("c1", "now", "{}")];
    const ids = messageOf(answer({ tool_calls: calls })).tool_calls?.map(({ id }) => id);
    expect(ids?.[0]).toBe("c1");
    expect(ids?.[1]).toMatch(/^call_[0-9a-f]{16}01$/);
  });

  test("users-ask C3: whose name carries a marker are called by the name", () => {
    const calls = [call("c1", "functions.add<|channel|>json", "{}")];
    expect(messageOf(answer({ tool_calls: calls })).tool_calls?.[0]?.name).toBe("add");
  });

  test("with arguments that came as an object instead of its text are read", () => {
    const message = messageOf(answer({ tool_calls: [call("c1", "add", { a: 1 } as never)] }));
    expect(message.tool_calls).toMatchObject([{ name: "add", args: { a: 1 } }]);
  });

  test("without arguments have none", () => {
    const message = messageOf(answer({ tool_calls: [call("c1", "now", "")] }));
    expect(message.tool_calls).toMatchObject([{ name: "now", args: {} }]);
  });

  test.each([undefined, null, ""])("with the id %o get one of their own, each another", (id) => {
    const message = messageOf(answer({ tool_calls: [call(id, "a", "{}"), call(id, "b", "{")] }));
    const ids = [message.tool_calls?.[0]?.id, message.invalid_tool_calls?.[0]?.id];
    expect(ids.every((value) => typeof value === "string" && value !== "")).toBe(true);
    expect(ids[0]).not.toBe(ids[1]);
  });

  test("without a name are invalid", () => {
    const message = messageOf(answer({ tool_calls: [call("c1", "", "{}")] }));
    expect(message.invalid_tool_calls).toMatchObject([{ id: "c1", args: "{}" }]);
  });
});

describe("A25: several choices", () => {
  const usage = { prompt_tokens: 1, completion_tokens: 4, total_tokens: 5 };
  const two = answer({ content: "a" }, { usage });
  two.choices.push({
    index: 1,
    message: { role: "assistant", content: "b", tool_calls: [call("", "f", "{}")] },
    finish_reason: "length",
    logprobs: { content: [{ token: "a", logprob: -1 }] },
  });

  test("are generations with their own reason, id and logprobs", () => {
    const { generations } = resultFromWire(two, requested);
    expect(generations.map(({ text }) => text)).toStrictEqual(["a", "b"]);
    expect(generations.map(({ message }) => message.id)).toStrictEqual(["id-1", "id-1-1"]);
    expect(generations.map(({ generationInfo }) => generationInfo)).toStrictEqual([
      { finish_reason: "stop" },
      { finish_reason: "length" },
    ]);
    expect(generations[0]?.message.response_metadata).not.toHaveProperty("logprobs");
    expect(generations[1]?.message.response_metadata).toHaveProperty("logprobs");
  });

  test("carry the usage once", () => {
    const result = resultFromWire(two, requested);
    const [first, second] = result.generations.map(({ message }) => message as AIMessage);
    expect(first?.usage_metadata).toMatchObject({ total_tokens: 5 });
    expect(second?.usage_metadata).toBeUndefined();
    expect(second?.response_metadata).not.toHaveProperty("usage");
    expect(result.llmOutput?.tokenUsage).toMatchObject({ totalTokens: 5 });
  });
});

test("A57: usage that was switched off is nowhere", () => {
  const usage = { prompt_tokens: 1, completion_tokens: 4, total_tokens: 5 };
  const result = resultFromWire(answer({}, { usage }), { ...requested, withUsage: false });
  expect(result.llmOutput).toBeUndefined();
  const message = result.generations[0]?.message as AIMessage;
  expect(message.usage_metadata).toBeUndefined();
  expect(message.response_metadata).not.toHaveProperty("usage");
});

test("a partial answer is a chunk with text, reasoning and the calls as far as they came", () => {
  const partial = partialFromWire(
    answer(
      { content: "half", reasoning_content: "so", tool_calls: [call("c1", "add", '{"a":')] },
      { choice: { finish_reason: null } },
    ),
    requested,
  );
  expect(partial.content).toBe("half");
  expect(partial.additional_kwargs).toStrictEqual({ reasoning_content: "so" });
  expect(partial.tool_call_chunks).toMatchObject([{ id: "c1", name: "add", args: '{"a":' }]);
  expect(partial.response_metadata).not.toHaveProperty("finish_reason");
});

test("a partial answer without any choice is empty", () => {
  expect(partialFromWire({ ...answer({}), choices: [] }, requested).content).toBe("");
});

test("what a broken server nests without end, or sends in place of a list of calls, breaks nothing", () => {
  let details: unknown = 1;
  for (let depth = 0; depth < 50_000; depth += 1) details = { details };
  const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3, details } as never;
  const message = messageOf(answer({ content: "hi", tool_calls: { a: 1 } as never }, { usage }));
  expect(message.content).toBe("hi");
  expect(message.tool_calls).toEqual([]);
  expect(message.usage_metadata?.total_tokens).toBe(3);
});
