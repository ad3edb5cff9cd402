import * as fc from "fast-check";
import type { EmbeddingResponse } from "fireworks-client/wire";
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { askAt, local, refusalAt } from "../local.js";

const QWEN = "fireworks/qwen3-embedding-8b";
const server = local({
  models: [{ id: "accounts/me/models/mine" }],
  deployments: [{ id: "accounts/me/deployments/d", baseModel: "accounts/me/models/mine" }],
});

const embed = (request: object): Promise<EmbeddingResponse> =>
  askAt(server, "/embeddings", { model: QWEN, ...request });

const refused = (request: object): Promise<[number, string]> =>
  refusalAt(server, "/embeddings", { model: QWEN, input: "hello", ...request });

async function vectorsOf(request: object): Promise<number[][]> {
  return (await embed(request)).data.map(({ embedding }) => embedding as number[]);
}

async function vectorOf(input: unknown, request: object = {}): Promise<number[]> {
  return (await vectorsOf({ input, ...request }))[0] ?? [];
}

const lengthOf = (vector: number[]): number => Math.hypot(...vector);

function similarity(one: number[], other: number[]): number {
  const product = one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
  return product / (lengthOf(one) * lengthOf(other));
}

const floatsOf = (base64: string): number[] => {
  const bytes = Buffer.from(base64, "base64");
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
};

describe("the form of an answer", () => {
  test("is as recorded, nulls included", async () => {
    expect(await embed({ input: ["one", "two"], dimensions: 16 })).toEqual({
      object: "list",
      model: QWEN,
      data: [0, 1].map((index) => ({
        object: "embedding",
        index,
        embedding: Array.from({ length: 16 }, () => expect.any(Number)),
        raw_output: null,
      })),
      usage: { prompt_tokens: 2, total_tokens: 2, completion_tokens: 0 },
      perf_metrics: null,
    });
  });

  test("an empty list is answered with an empty list and no usage", async () => {
    expect(await embed({ input: [] })).toMatchObject({
      data: [],
      usage: { prompt_tokens: 0, total_tokens: 0, completion_tokens: 0 },
    });
  });

  test("metrics and the raw output come when asked for", async () => {
    const answer = await embed({ input: "a b", perf_metrics_in_response: true, raw_output: true });
    expect(answer.perf_metrics).toMatchObject({ "prompt-tokens": "2" });
    expect(answer.data[0]?.raw_output).toMatchObject({ prompt_fragments: ["a b"] });
  });

  test("base64 holds the same numbers as float", async () => {
    const [whole] = (await embed({ input: "same numbers", encoding_format: "base64" })).data;
    expect(floatsOf(String(whole?.embedding))).toEqual(await vectorOf("same numbers"));
    const request = { input: "same", normalize: true, dimensions: 7, encoding_format: "base64" };
    const [cut] = (await embed(request)).data;
    const { encoding_format: _, ...asFloat } = request;
    expect(floatsOf(String(cut?.embedding))).toEqual((await vectorsOf(asFloat))[0]);
  });

  test("the openai SDK, which asks for base64 by itself, reads it", async () => {
    const client = new OpenAI({ apiKey: "k", baseURL: server.baseURL, fetch: server.fetch });
    const { data } = await client.embeddings.create({ model: QWEN, input: ["a", "b"] });
    expect(data.map(({ embedding }) => embedding.length)).toEqual([4096, 4096]);
  });

  test("the token headers come too", async () => {
    const { headers } = await server.fetch(`${server.baseURL}/embeddings`, {
      method: "POST",
      headers: { authorization: "Bearer k" },
      body: JSON.stringify({ model: QWEN, input: "one two" }),
    });
    expect(headers.get("fireworks-prompt-tokens")).toBe("2");
    expect(headers.get("x-ratelimit-remaining-tokens-prompt")).toBe("3599998");
  });
});

describe("sizes", () => {
  test.each([
    [QWEN, 4_096],
    ["accounts/fireworks/models/qwen3-embedding-8b", 4_096],
    ["accounts/fireworks/models/qwen3-embedding-4b", 2_560],
    ["accounts/fireworks/models/qwen3-embedding-0p6b", 1_024],
    ["nomic-ai/nomic-embed-text-v1.5", 768],
    ["thenlper/gte-base", 768],
    ["thenlper/gte-large", 1_024],
    ["WhereIsAI/UAE-Large-V1", 1_024],
    ["mixedbread-ai/mxbai-embed-large-v1", 1_024],
    ["BAAI/bge-small-en-v1.5", 384],
    ["accounts/me/deployments/d", 4_096],
    ["accounts/me/models/mine#accounts/me/deployments/d", 4_096],
  ])("%s gives %i numbers", async (model, size) => {
    expect(await vectorOf("text", { model })).toHaveLength(size);
  });

  test("`dimensions` is the start of the whole vector", async () => {
    const whole = await vectorOf("text");
    expect(await vectorOf("text", { dimensions: 16 })).toEqual(whole.slice(0, 16));
    expect(await vectorOf("text", { dimensions: 1_000 })).toEqual(whole.slice(0, 1_000));
  });

  test("Qwen's vectors are not of unit length and bf16-grained, unless normalised", async () => {
    const isCoarse = (value: number): boolean =>
      (new Uint32Array(new Float32Array([value]).buffer)[0] ?? 1) % 0x10000 === 0;
    const plain = await vectorOf("some text");
    expect(lengthOf(plain)).toBeGreaterThan(50);
    expect(plain.every(isCoarse)).toBe(true);
    const unit = await vectorOf("some text", { normalize: true, dimensions: 100 });
    expect(lengthOf(unit)).toBeCloseTo(1, 5);
    expect(unit.every(isCoarse)).toBe(false);
  });

  test.each([
    ["nomic-ai/nomic-embed-text-v1.5", true],
    ["thenlper/gte-large", true],
    ["WhereIsAI/UAE-Large-V1", false],
  ])("%s has unit length unasked: %s", async (model, unit) => {
    const length = lengthOf(await vectorOf("some text", { model }));
    expect(Math.abs(length - 1) < 1e-5).toBe(unit);
  });
});

describe("what vectors mean", () => {
  const near = async (
    text: string,
    close: string,
    far: string,
    request: object = {},
  ): Promise<void> => {
    const [one = [], two = [], three = []] = await vectorsOf({
      input: [text, close, far],
      ...request,
    });
    expect(similarity(one, two)).toBeGreaterThan(similarity(one, three) + 0.2);
  };

  test.each([
    [
      "shared words",
      "What is the capital of France?",
      "Paris is France's capital",
      "What is the best pizza?",
    ],
    ["inflected words", "machines that learn", "machine learning", "weather forecasts"],
    ["upper case and accents", "CAFÉ in Zürich", "the cafe, zurich", "a bar in Berlin"],
    ["Chinese without blanks", "机器学习是人工智能的一个分支", "什么是机器学习", "今天的天气很好"],
    ["Japanese", "機械学習とは何ですか", "機械学習の入門", "今日はいい天気です"],
    ["Korean", "기계 학습이란 무엇인가", "기계 학습 입문", "오늘 날씨가 좋다"],
    ["Russian", "машинное обучение", "обучение машин и машинное зрение", "хорошая погода сегодня"],
    ["code", "def parse_config(path)", "the parse_config function", "SELECT name FROM users"],
  ])("%s bring texts closer", async (_what, text, close, far) => {
    await near(text, close, far);
    await near(text, close, far, { dimensions: 256 });
  });

  test("the same text gives the same vector, whatever stands beside it and however it comes", async () => {
    const alone = await vectorOf("the same text");
    expect((await vectorsOf({ input: ["other", "the same text"] }))[1]).toEqual(alone);
    const filled = { input: { t: "the same text" }, prompt_template: "{t}" };
    expect((await vectorsOf(filled))[0]).toEqual(alone);
  });

  test.each([
    ["search_query: ", "search_document: "],
    ["Instruct: Given a web search query, retrieve passages that answer it\nQuery: ", ""],
    ["Represent this sentence for searching relevant passages: ", ""],
  ])("the prefix %j neither hides what a text says nor passes unseen", async (query, document) => {
    const texts = [`${query}how do bees make honey`, `${document}bees make honey from nectar`];
    const [asked = [], told = [], foreign = [], plain = []] = await vectorsOf({
      input: [...texts, `${query}who won the world cup`, "how do bees make honey"],
    });
    expect(similarity(asked, told)).toBeGreaterThan(0.5);
    expect(similarity(asked, foreign)).toBeLessThan(0.3);
    expect(asked).not.toEqual(plain);
  });

  test("texts of marks alone, and one-letter texts, have a vector each", async () => {
    const [first, ...others] = await vectorsOf({
      input: ["?", "!", "🙂", "a", " "],
      dimensions: 64,
    });
    for (const other of others) expect(other).not.toEqual(first);
    expect(lengthOf(others.at(-1) ?? [])).toBeGreaterThan(0);
  });

  test("any text has a finite vector that follows from the text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1 }), async (text) => {
        const vector = await vectorOf(text, { normalize: true, dimensions: 32 });
        expect(vector.every(Number.isFinite)).toBe(true);
        expect(await vectorOf([text], { normalize: true, dimensions: 32 })).toEqual(vector);
      }),
      { numRuns: 50 },
    );
  });
});

describe("inputs", () => {
  test("token ids are read as the text they stand for", async () => {
    const ids = [15339, 1917];
    const [vector] = await vectorsOf({ input: ids });
    expect(vector).toEqual(await vectorOf("hello world"));
    expect((await embed({ input: [ids, ids] })).usage).toMatchObject({ prompt_tokens: 4 });
    expect(await vectorOf([[999_999_999]])).toHaveLength(4_096);
  });

  test("objects fill the template, one vector each", async () => {
    const answer = await vectorsOf({
      input: [
        { title: "Bees", text: "honey" },
        { title: "Ants", text: 3 },
      ],
      prompt_template: "Title: {title}\n{text} {not a field}",
    });
    expect(answer).toEqual([
      await vectorOf("Title: Bees\nhoney {not a field}"),
      await vectorOf("Title: Ants\n3 {not a field}"),
    ]);
  });

  test("`input_type` is for Voyage", async () => {
    const model = "accounts/fireworks/models/voyage-4";
    const plain = await vectorOf("text", { model });
    const query = await vectorOf("text", { model, input_type: "query" });
    expect(similarity(plain, query)).toBeGreaterThan(0.9);
    expect(await refused({ input_type: "query" })).toEqual([
      400,
      "Extra inputs are not permitted, field: 'input_type', value: 'query'",
    ]);
  });

  test.each<[string, object, string]>([
    ["the empty text", { input: "" }, "Input should not be empty, field: 'input'"],
    [
      "an empty text in a list",
      { input: ["a", ""] },
      "Input should not be empty, field: 'input[1]'",
    ],
    ["an empty list of ids", { input: [[]] }, "Input should not be empty, field: 'input[0]'"],
    [
      "more than 2048 texts",
      { input: Array.from({ length: 2_049 }, () => "a") },
      "List should have at most 2048 items, not 2049, field: 'input'",
    ],
    [
      "an object without a template",
      { input: { a: 1 } },
      "prompt_template is required when the input is an object, field: 'input'",
    ],
    [
      "a text beside a template",
      { input: "a", prompt_template: "{a}" },
      "Input should be an object when prompt_template is given, field: 'input'",
    ],
    [
      "a field that is missing",
      { input: [{ a: 1 }], prompt_template: "{toString}" },
      "Field required by prompt_template, field: 'input[0].toString'",
    ],
    [
      "a size that is no size",
      { dimensions: 0 },
      "Input should be greater than or equal to 1, field: 'dimensions', value: 0",
    ],
    [
      "a size above the whole",
      { dimensions: 4_097 },
      "Input should be less than or equal to 4096, field: 'dimensions', value: 4097",
    ],
    [
      "another encoding",
      { encoding_format: "int8" },
      "Input should be 'float' or 'base64', field: 'encoding_format', value: 'int8'",
    ],
    ["a foreign key", { texts: [] }, "Extra inputs are not permitted, field: 'texts', value: []"],
    [
      "a size for a model that has one",
      { model: "thenlper/gte-large", dimensions: 10 },
      "model: thenlper/gte-large is not resizable",
    ],
    [
      "a serverless LLM",
      { model: "accounts/fireworks/models/kimi-k3" },
      "model: accounts/fireworks/models/kimi-k3 embedding is not supported",
    ],
    [
      "a text beyond the window",
      { model: "thenlper/gte-large", input: ["short", "word ".repeat(600)] },
      "The prompt is too long: 601, model maximum context length: 512",
    ],
  ])("%s is refused", async (_what, request, message) => {
    expect(await refused(request)).toEqual([400, message]);
  });

  test("what is no input at all is told every form it may have", async () => {
    const [status, message] = await refused({ input: 5 });
    expect(status).toBe(400);
    expect(message).toContain("6 request validation errors: Input should be a valid string");
  });

  test("an unknown model is not found, and an embedder does not chat", async () => {
    const gone = [404, "Model not found, inaccessible, and/or not deployed"];
    expect(await refused({ model: "accounts/fireworks/models/none" })).toEqual(gone);
    const model = "accounts/fireworks/models/qwen3-embedding-8b";
    const chat = { model, messages: [{ role: "user", content: "Hi" }] };
    expect(await refusalAt(server, "/chat/completions", chat)).toEqual(gone);
  });
});

describe("return_logits", () => {
  const documents = ["The weather is sunny.", "Machine learning is a subset of AI."];
  const asked = {
    model: "fireworks/qwen3-reranker-8b",
    input: documents.map((d) => ({ q: "What is machine learning?", d })),
    prompt_template: "<Instruct>: judge\n<Query>: {q}\n<Document>: {d}",
    return_logits: [2753, 9454],
  };

  test("with `normalize` are probabilities, the second being the score of `/rerank`", async () => {
    const pairs = await vectorsOf({ ...asked, normalize: true });
    for (const [no = 0, yes = 0] of pairs) expect(no + yes).toBeCloseTo(1, 5);
    const ranked = await askAt<{ data: { index: number; relevance_score: number }[] }>(
      server,
      "/rerank",
      { query: "What is machine learning?", documents },
    );
    for (const { index, relevance_score } of ranked.data)
      expect(pairs[index]?.[1]).toBeCloseTo(relevance_score, 5);
  });

  test("come as they are without, one for each token", async () => {
    const [[no = 0, yes = 0, other = 0] = []] = await vectorsOf({
      ...asked,
      return_logits: [2753, 9454, 1],
    });
    expect(no).toBe(-yes);
    expect(other).toBeLessThan(-7);
  });

  test("of all tokens and many texts at once are refused", async () => {
    const many = { ...asked, input: Array.from({ length: 26 }, () => asked.input[0]) };
    const [status, message] = await refusalAt(server, "/embeddings", {
      ...many,
      return_logits: [],
    });
    expect([status, message]).toEqual([
      400,
      "return_logits asks for 2607202 logits, more than 2500000",
    ]);
  });
});

test("half a million token ids are refused as soon as a text that is too long", async () => {
  const input = Array.from({ length: 500_000 }, () => 1);
  expect((await refused({ input }))[1]).toMatch(/^The prompt is too long: 500000/);
});
