import type { RerankResponse } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { askAt, local, refusalAt } from "../local.js";

const MODEL = "fireworks/qwen3-reranker-8b";
const server = local();

const rerank = (request: object): Promise<RerankResponse> =>
  askAt(server, "/rerank", { model: MODEL, ...request });

const documents = ["The weather is sunny today.", "Machine learning is a subset of AI.", "Rain."];
const query = "What is machine learning?";

test("documents come best first, scored from 0 to 1", async () => {
  const { data, ...rest } = await rerank({ query, documents });
  expect(rest).toEqual({
    object: "list",
    model: MODEL,
    usage: { prompt_tokens: expect.any(Number), total_tokens: rest.usage?.prompt_tokens },
  });
  expect(data.map(({ index }) => index)).toEqual([1, 0, 2]);
  expect(data[0]).toEqual({
    index: 1,
    relevance_score: expect.any(Number),
    document: documents[1],
  });
  expect(data[0]?.relevance_score).toBeGreaterThan(0.9);
  expect(data[1]?.relevance_score).toBeLessThan(0.1);
});

test("equal scores keep the order of the request", async () => {
  const { data } = await rerank({ query: "zebra", documents: ["b", "a", "c", "a"] });
  expect(data.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
});

test("top_n and return_documents are obeyed", async () => {
  const { data } = await rerank({ query, documents, top_n: 2, return_documents: false });
  expect(data).toHaveLength(2);
  expect(data.every((result) => !("document" in result))).toBe(true);
  expect((await rerank({ query, documents, top_n: 9 })).data).toHaveLength(3);
});

test.each([
  [
    "a rare word counts more than one that all have",
    "bee honey",
    ["honey cake", "honey bee", "honey jar", "bee sting"],
    1,
  ],
  [
    "a word said twice counts more, of two texts as long",
    "bees",
    ["bees and ants", "bees and bees"],
    1,
  ],
  [
    "a short text counts more than a long one",
    "bees",
    ["bees live in hives with many other insects", "bees"],
    1,
  ],
  [
    "inflections count as the same word",
    "how do machines learn",
    ["running a machine", "machine learning"],
    1,
  ],
  ["Chinese needs no blanks", "机器学习", ["今天天气很好", "人工智能包括机器学习"], 1],
  ["words of every sentence do not count", "what is the sun", ["what is the moon", "a sun"], 1],
])("%s", async (_fact, asked, texts, best) => {
  expect((await rerank({ query: asked, documents: texts })).data[0]?.index).toBe(best);
});

test("the model may be left out; the answer says how it measures", async () => {
  const response = await server.fetch(`${server.baseURL}/rerank`, {
    method: "POST",
    headers: { authorization: "Bearer k" },
    body: JSON.stringify({ query, documents, model: null, task: "find definitions" }),
  });
  expect(response.headers.get("x-fireworks-local-measure")).toBe("bm25; k1=1.2; b=0.75");
  expect(response.headers.get("fireworks-prompt-tokens")).not.toBeNull();
  const { model } = (await response.json()) as RerankResponse;
  expect(model).toBe("accounts/fireworks/models/qwen3-reranker-8b");
});

const NOT_FOUND = "Model not found, inaccessible, and/or not deployed";

test.each<[string, object, number, string]>([
  [
    "no document",
    { documents: [] },
    400,
    "List should have at least 1 item after validation, not 0, field: 'documents', value: []",
  ],
  [
    "a document that is an object",
    { documents: [{ text: "a" }] },
    400,
    "Input should be a valid string, field: 'documents[0]', value: {'text': 'a'}",
  ],
  [
    "a top_n of 0",
    { top_n: 0 },
    400,
    "Input should be greater than or equal to 1, field: 'top_n', value: 0",
  ],
  ["no query", { query: null }, 400, "Input should be a valid string, field: 'query', value: None"],
  [
    "a key of Cohere's",
    { max_chunks_per_doc: 1 },
    400,
    "Extra inputs are not permitted, field: 'max_chunks_per_doc', value: 1",
  ],
  [
    "a model that only embeds",
    { model: "fireworks/qwen3-embedding-8b" },
    400,
    "model: accounts/fireworks/models/qwen3-embedding-8b rerank is not supported",
  ],
  ["a model nobody knows", { model: "fireworks/none" }, 404, NOT_FOUND],
  [
    "a document beyond the window",
    { documents: ["a", "word ".repeat(41_000)] },
    400,
    "The prompt is too long: 41006, model maximum context length: 40960",
  ],
])("%s is refused", async (_what, request, status, message) => {
  const asked = { model: MODEL, query, documents, ...request };
  expect(await refusalAt(server, "/rerank", asked)).toEqual([status, message]);
});
