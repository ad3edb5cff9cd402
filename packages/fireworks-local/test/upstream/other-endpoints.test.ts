import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { completionRequestShape } from "../../src/requests/completion-schema.js";
import { GENERATION_FIELDS } from "../../src/upstream/engine-fields.js";
import { local } from "../local.js";
import { DONE, event, type EngineAnswer, json, startEngine, stream } from "./fake-engine.js";

const MODEL = "accounts/fireworks/models/llama-v3-70b-instruct";
const EMBEDDER = "fireworks/qwen3-embedding-8b";

/** What an endpoint answers with this engine behind it, and what the engine was asked. */
async function through(answer: EngineAnswer, path: string, body: object) {
  await using engine = await startEngine(answer);
  const server = local({ upstream: engine.url });
  const response = await server.fetch(`${server.baseURL}${path}`, {
    method: "POST",
    headers: { authorization: "Bearer fw_test" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const [asked] = engine.requests;
  return { response, text, asked };
}

describe("completions", () => {
  test("every field that Fireworks accepts has a rule", () => {
    const shape = completionRequestShape;
    const names = shape.kind === "object" ? Object.keys(shape.keys) : [];
    // An engine that takes images takes them in a chat.
    expect(names.filter((name) => GENERATION_FIELDS[name] === undefined)).toEqual(["images"]);
  });

  test("a stream ends with a chunk without text, with the finish and the usage", async () => {
    const choice = (text: string, finish_reason: string | null = null) =>
      event({
        id: "cmpl-1",
        object: "text_completion",
        created: 1,
        choices: [{ index: 0, text, logprobs: null, finish_reason }],
      });
    const usage = { prompt_tokens: 2, completion_tokens: 3, total_tokens: 5 };
    const { text, asked } = await through(
      stream(choice("Once"), choice(" more", "length"), event({ choices: [], usage }), DONE),
      "/completions",
      { model: MODEL, prompt: "Say", stream: true, echo: true, logprobs: 2 },
    );
    const chunks = text
      .split("\n\n")
      .slice(0, -2)
      .map((line) => JSON.parse(line.slice(6)) as { choices: object[]; usage: object });
    expect(chunks.map(({ choices }) => choices[0])).toEqual([
      { index: 0, text: "Once", logprobs: null, finish_reason: null },
      { index: 0, text: " more", logprobs: null, finish_reason: null },
      { index: 0, text: "", logprobs: null, finish_reason: "length" },
    ]);
    expect(chunks.at(-1)).toMatchObject({ object: "text_completion", model: MODEL, usage });
    expect(asked?.path).toBe("/v1/completions");
    expect(asked?.body).toMatchObject({ prompt: "Say", echo: true, logprobs: 2 });
  });

  test("a whole answer has usage, whatever the engine counts", async () => {
    const { text } = await through(
      json({ choices: [{ text: "a b c", finish_reason: "eos" }] }),
      "/completions",
      { model: MODEL, prompt: "Say" },
    );
    expect(JSON.parse(text)).toMatchObject({
      object: "text_completion",
      choices: [{ index: 0, text: "a b c", logprobs: null, finish_reason: "stop" }],
      usage: { completion_tokens: 3 },
    });
  });
});

describe("embeddings", () => {
  const vectors = json({
    object: "list",
    data: [
      { index: 1, embedding: [0, 2, 9] },
      { index: 0, embedding: [3, 4, 9] },
    ],
    usage: { prompt_tokens: 4, total_tokens: 4 },
  });
  const input = ["a", "b"];

  test("come in order, cut, normalised and in Fireworks' form", async () => {
    const request = { model: EMBEDDER, input, dimensions: 2, normalize: true };
    const { text, asked } = await through(vectors, "/embeddings", request);
    expect(JSON.parse(text)).toEqual({
      object: "list",
      model: EMBEDDER,
      data: [
        { object: "embedding", index: 0, embedding: [0.6, 0.8], raw_output: null },
        { object: "embedding", index: 1, embedding: [0, 1], raw_output: null },
      ],
      usage: { prompt_tokens: 4, total_tokens: 4, completion_tokens: 0 },
      perf_metrics: null,
    });
    expect(asked?.body).toEqual({
      model: EMBEDDER,
      input,
      encoding_format: "float",
      dimensions: 2,
    });
  });

  test("in base64, which is what the openai SDK asks for, are made here", async () => {
    await using engine = await startEngine(vectors);
    const server = local({ upstream: engine.url });
    const client = new OpenAI({ apiKey: "fw_x", baseURL: server.baseURL, fetch: server.fetch });
    const { data } = await client.embeddings.create({ model: EMBEDDER, input });
    expect(data.map(({ embedding }) => embedding)).toEqual([
      [3, 4, 9],
      [0, 2, 9],
    ]);
  });

  test("of fields are of the text that the template makes of them, as without an engine", async () => {
    const request = {
      model: EMBEDDER,
      input: [{ t: "a" }, { t: ["b", 1] }],
      prompt_template: "About {t}",
    };
    const { asked } = await through(vectors, "/embeddings", request);
    expect(asked?.body["input"]).toEqual(["About a", 'About ["b",1]']);
  });

  test("of nothing are nothing, without asking an engine that would refuse", async () => {
    const { text, asked } = await through(vectors, "/embeddings", { model: EMBEDDER, input: [] });
    expect(JSON.parse(text)).toMatchObject({ object: "list", data: [] });
    expect(asked).toBeUndefined();
  });
});

describe("rerank", () => {
  const request = { model: "fireworks/qwen3-reranker-8b", query: "q", documents: ["a", "b", "c"] };
  const scored = (key: string) =>
    [0.2, 0.9, 0.5].map((score, index) => ({ index, [key]: score, document: { text: "x" } }));

  test.each([
    ["vLLM, Jina and Cohere", { results: scored("relevance_score"), usage: { total_tokens: 7 } }],
    ["SGLang", scored("score")],
  ])(
    "the results of %s become data, best first, with the documents that were sent",
    async (_engine, answer) => {
      const { text, asked } = await through(json(answer), "/rerank", {
        ...request,
        top_n: 2,
        task: "t",
      });
      expect(JSON.parse(text)).toMatchObject({
        object: "list",
        model: request.model,
        data: [
          { index: 1, relevance_score: 0.9, document: "b" },
          { index: 2, relevance_score: 0.5, document: "c" },
        ],
      });
      expect(asked?.body).toEqual({ ...request, top_n: 2, return_documents: false });
    },
  );

  test("logits come between 0 and 1, in their order", async () => {
    const results = [
      { index: 0, relevance_score: -4 },
      { index: 1, relevance_score: 3 },
    ];
    const { text } = await through(json({ results }), "/rerank", {
      ...request,
      return_documents: false,
    });
    const { data } = JSON.parse(text) as { data: { index: number; relevance_score: number }[] };
    expect(data.map(({ index }) => index)).toEqual([1, 0]);
    expect(data.every(({ relevance_score }) => relevance_score > 0 && relevance_score < 1)).toBe(
      true,
    );
    expect(text).not.toContain("document");
  });
});
