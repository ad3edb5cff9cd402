import { createFireworksLocal } from "fireworks-local";
import { afterAll, beforeAll, expect, expectTypeOf, test } from "vitest";
import { embeddingVector, FireworksBadRequestError } from "fireworks-client";
import type {
  CompletionResponse,
  EmbeddingResponse,
  FireworksClient,
  RerankResponse,
  ResponsePromise,
} from "fireworks-client";
import { rawServer } from "../raw-server.js";
import { client, failureOf, KEY } from "../samples.js";

const MODEL = "accounts/fireworks/models/gpt-oss-120b";
const EMBEDDER = "fireworks/qwen3-embedding-8b";
const RERANKER = "fireworks/qwen3-reranker-8b";

const server = createFireworksLocal();
let fireworks: FireworksClient;
beforeAll(() => {
  fireworks = client(server.url, { fetch: server.fetch });
});
afterAll(() => server.close());

test("A141: a text is continued, several prompts in one request", async () => {
  const request = { model: MODEL, prompt: ["Once", "Twice"], n: 2, max_tokens: 4 };
  const answer = fireworks.completions.create(request);
  expectTypeOf(answer).toEqualTypeOf<ResponsePromise<CompletionResponse>>();
  const { data, response } = await answer.withResponse();
  expect(data.choices.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  expect(data.usage?.completion_tokens).toBe(16);
  expect(response.status).toBe(200);
});

test("vectors come in the encoding that was asked for, each with its index", async () => {
  const request = { model: EMBEDDER, input: ["sun", "moon"], dimensions: 8 };
  const floats = fireworks.embeddings.create(request);
  expectTypeOf(floats).toEqualTypeOf<ResponsePromise<EmbeddingResponse>>();
  const base64 = fireworks.embeddings.create({ ...request, encoding_format: "base64" });
  expect((await floats).data.map(({ index }) => index)).toEqual([0, 1]);
  expect(typeof (await base64).data[0]?.embedding).toBe("string");
  expect((await base64).data.map(embeddingVector)).toEqual(
    (await floats).data.map(embeddingVector),
  );
});

test("an empty list of inputs is answered with an empty list", async () => {
  expect((await fireworks.embeddings.create({ model: EMBEDDER, input: [] })).data).toEqual([]);
});

test("documents come best first, with their place in the request", async () => {
  const documents = ["The weather is sunny.", "Paris is the capital of France."];
  const request = { model: RERANKER, query: "capital of France", documents };
  const answer = fireworks.rerank.create(request);
  expectTypeOf(answer).toEqualTypeOf<ResponsePromise<RerankResponse>>();
  expect((await answer).data.map(({ index, document }) => [index, document])).toEqual([
    [1, documents[1]],
    [0, documents[0]],
  ]);
});

test("what Fireworks refuses is the typed refusal", async () => {
  const { completions, embeddings, rerank } = fireworks;
  for (const refused of [
    completions.create({ model: MODEL, prompt: "x", n: 1000 }),
    embeddings.create({ model: EMBEDDER, input: "" }),
    rerank.create({ model: RERANKER, query: "q", documents: [] }),
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that the error names which
    expect(await failureOf(refused)).toBeInstanceOf(FireworksBadRequestError);
  }
});

test("requests are sent as given and shown as they would be sent", async () => {
  const raw = await rawServer((reply) => reply.json(200, { object: "list", data: [] }));
  const { completions, embeddings, rerank } = client(raw.baseURL);
  const completion = { model: MODEL, prompt: [1, 2], user: null };
  const embedding = { model: EMBEDDER, input: { text: "a" }, prompt_template: "q: {text}" };
  const ranking = { query: "q", documents: ["a"], return_documents: false };
  const options = { headers: { "x-a": "1" }, maxRetries: 0 };
  await completions.create(completion, options);
  await embeddings.create(embedding, options);
  await rerank.create(ranking, options);
  const shown = [
    completions.toRequest(completion, options),
    embeddings.toRequest(embedding, options),
    rerank.toRequest(ranking, options),
  ];
  expect(shown.map(({ body }) => body)).toEqual([completion, embedding, ranking]);
  expect(shown.map(({ url }) => new URL(url).pathname)).toEqual(
    ["completions", "embeddings", "rerank"].map((path) => `/inference/v1/${path}`),
  );
  expect(raw.requests.map(({ path, body }) => [path, JSON.parse(body)])).toEqual(
    shown.map(({ url, body }) => [new URL(url).pathname, body]),
  );
  for (const { headers } of shown) expect(headers).toMatchObject({ "x-a": "1" });
  expect(JSON.stringify(shown)).not.toContain(KEY);
});
