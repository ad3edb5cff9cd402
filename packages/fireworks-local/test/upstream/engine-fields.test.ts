import { describe, expect, test } from "vitest";
import { chatRequestShape } from "../../src/requests/chat-schema.js";
import { asksEngine, GENERATION_FIELDS, toEngineFields } from "../../src/upstream/engine-fields.js";
import type { EngineName } from "../../src/upstream/options.js";
import { local, refusal } from "../local.js";
import { json, startEngine } from "./fake-engine.js";

const SCHEMA = { type: "object", properties: { a: { type: "string" } } };
const WRAPPED = { type: "json_schema", json_schema: { name: "answer", schema: SCHEMA } };
const GRAMMAR = { type: "grammar", grammar: 'root ::= "yes"' };
const OFF = { chat_template_kwargs: { enable_thinking: false, thinking: false } };

test("every field that Fireworks accepts in a chat has a rule", () => {
  const shape = chatRequestShape({ audio: false });
  const names = shape.kind === "object" ? Object.keys(shape.keys) : [];
  expect(names.filter((name) => GENERATION_FIELDS[name] === undefined)).toEqual([]);
  expect(names.length).toBeGreaterThan(40);
});

test.each<[string, object, object]>([
  ["keeps samplers", { top_k: 4, min_p: 0.1 }, { top_k: 4, min_p: 0.1 }],
  ["leaves null out", { top_k: null, seed: null }, {}],
  [
    "drops what only Fireworks knows",
    {
      perf_metrics_in_response: true,
      raw_output: true,
      prompt_cache_key: "k",
      metadata: { a: "b" },
      echo: true,
    },
    {},
  ],
  ["drops what is unknown", { brand_new: 1 }, {}],
  [
    "renames",
    { max_completion_tokens: 5, repetition_penalty: 1.1 },
    { max_tokens: 5, repetition_penalty: 1.1, repeat_penalty: 1.1 },
  ],
  [
    "wraps a schema",
    { response_format: { type: "json_object", schema: SCHEMA } },
    { response_format: WRAPPED },
  ],
  [
    "wraps a schema given as text",
    { response_format: { type: "json_object", schema: JSON.stringify(SCHEMA) } },
    { response_format: WRAPPED },
  ],
  [
    "wraps a bare schema",
    { response_format: { type: "json_schema", json_schema: SCHEMA } },
    { response_format: WRAPPED },
  ],
  [
    "keeps OpenAI's wrapping",
    {
      response_format: {
        type: "json_schema",
        json_schema: { name: "x", schema: SCHEMA, strict: true },
      },
    },
    {
      response_format: {
        type: "json_schema",
        json_schema: { name: "x", schema: SCHEMA, strict: true },
      },
    },
  ],
  [
    "keeps JSON mode",
    { response_format: { type: "json_object" } },
    { response_format: { type: "json_object" } },
  ],
  ["says required for any", { tool_choice: "any" }, { tool_choice: "required" }],
  [
    "turns functions into tools",
    { functions: [{ name: "f" }], function_call: { name: "f" } },
    {
      tools: [{ type: "function", function: { name: "f" } }],
      tool_choice: { type: "function", function: { name: "f" } },
    },
  ],
  ["evens out effort", { reasoning_effort: "max" }, { reasoning_effort: "high" }],
  ["reads true as medium", { reasoning_effort: true }, { reasoning_effort: "medium" }],
  ["leaves a budget to the engine", { thinking: { type: "enabled", budget_tokens: 2048 } }, {}],
  [
    "switches thinking off both ways when the engine is unknown",
    { reasoning_effort: "none" },
    { reasoning_effort: "none", ...OFF },
  ],
  [
    "asks streams for usage",
    { stream: true, stream_options: { include_usage: false } },
    { stream: true, stream_options: { include_usage: true } },
  ],
])("%s", (_title, request, expected) => {
  expect(toEngineFields(request as Record<string, unknown>, undefined)).toEqual(expected);
});

test.each<[EngineName, object, object]>([
  ["vllm", { structured_outputs: { grammar: GRAMMAR.grammar } }, OFF],
  ["sglang", { ebnf: GRAMMAR.grammar }, OFF],
  ["llama.cpp", { grammar: GRAMMAR.grammar }, OFF],
])("%s takes a grammar and the switch of thinking its own way", (engine, grammar, off) => {
  expect(toEngineFields({ response_format: GRAMMAR }, engine)).toEqual(grammar);
  expect(toEngineFields({ thinking: { type: "disabled" } }, engine)).toEqual(off);
});

test("calls in the history get ids and arguments as text; disabled reasoning is taken out", () => {
  const messages = [
    {
      role: "assistant",
      content: null,
      reasoning_content: "hm",
      tool_calls: [{ function: { name: "f", arguments: { a: 1 } } }],
    },
  ];
  const call = { id: "call_0", type: "function", function: { name: "f", arguments: '{"a":1}' } };
  expect(toEngineFields({ messages }, undefined)).toEqual({
    messages: [{ role: "assistant", content: null, reasoning_content: "hm", tool_calls: [call] }],
  });
  expect(toEngineFields({ messages, reasoning_history: "disabled" }, undefined)).toEqual({
    messages: [{ role: "assistant", content: null, tool_calls: [call] }],
  });
});

describe("the engine's name", () => {
  test("is only asked for where it matters", () => {
    expect(asksEngine({ reasoning_effort: "high", response_format: WRAPPED })).toBe(false);
    expect(asksEngine({ reasoning_effort: false })).toBe(true);
    expect(asksEngine({ response_format: GRAMMAR })).toBe(true);
  });

  test.each([
    ["vllm", "structured_outputs"],
    ["llamacpp", "grammar"],
  ])("is found in the list of models: %s", async (owner, field) => {
    await using engine = await startEngine((response, request) =>
      json(request.method === "GET" ? { data: [{ id: "m", owned_by: owner }] } : { choices: [] })(
        response,
        request,
      ),
    );
    await refusal(local({ upstream: engine.url }), { response_format: GRAMMAR });
    expect(engine.requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
    expect(engine.requests[1]?.body).toHaveProperty(field);
  });

  test("that cannot take a grammar refuses it instead of answering without", async () => {
    await using engine = await startEngine(json({ data: [{ id: "m", owned_by: "library" }] }));
    const [status, message] = await refusal(local({ upstream: engine.url }), {
      response_format: GRAMMAR,
    });
    expect([status, message]).toEqual([400, expect.stringContaining("is ollama")]);
  });
});
