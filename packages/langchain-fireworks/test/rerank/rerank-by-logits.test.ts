import { Document } from "@langchain/core/documents";
import { describe, expect, test } from "vitest";
import type { EmbeddingRequest } from "fireworks-client/wire";
import type { FireworksLocal } from "fireworks-local";
import type { InputsErrorFields } from "langchain-fireworks";
import { failureOf } from "../failure.js";
import { localRerank, RERANKER } from "./local-rerank.js";

const embeddingBodies = (local: FireworksLocal): EmbeddingRequest[] =>
  local.requests.map((request) => request.body as unknown as EmbeddingRequest);

describe("D27: rerank through embeddings", () => {
  const fields = { endpoint: "embeddings" as const };

  test("a question for each document, answered with the logits of no and yes", async () => {
    const { local, reranker } = localRerank();
    await reranker({ ...fields, task: "Find pets" }).rerank(["a cat", { b: 1 }], "dogs");
    expect(local.requests[0]?.path).toBe("/inference/v1/embeddings");
    expect(embeddingBodies(local)).toStrictEqual([
      {
        model: RERANKER,
        input: [
          "<Instruct>: Find pets\n<Query>: dogs\n<Document>: a cat",
          '<Instruct>: Find pets\n<Query>: dogs\n<Document>: {"b":1}',
        ],
        return_logits: [2753, 9454],
        normalize: true,
      },
    ]);
  });

  test("the same interface and the same order as /rerank", async () => {
    const { reranker } = localRerank();
    const texts = ["a cat sleeps", "nothing", "a dog barks at a cat", "the dog and the cat"];
    const query = "dog barks cat";
    const ranked = await reranker().rerank(texts, query);
    const byLogits = await reranker(fields).rerank(texts, query, { returnDocuments: true });
    expect(byLogits.map(({ index }) => index)).toStrictEqual(ranked.map(({ index }) => index));
    for (const [place, { relevanceScore, document, index }] of byLogits.entries()) {
      expect(relevanceScore).toBeCloseTo(ranked[place]?.relevanceScore ?? 0, 5);
      expect(document).toBe(texts[index]);
    }
    const documents = texts.map((pageContent) => new Document({ pageContent }));
    const best = await reranker({ ...fields, topN: 2 }).compressDocuments(documents, query);
    expect(best.map(({ pageContent }) => pageContent)).toStrictEqual(
      ranked.slice(0, 2).map(({ index }) => texts[index]),
    );
    expect(best[0]?.metadata.relevance_score).toBeCloseTo(ranked[0]?.relevanceScore ?? 0, 5);
  });

  test("100 documents a request, ranked together", async () => {
    const { local, reranker } = localRerank();
    const texts = Array.from({ length: 205 }, (_, index) => `document ${index}`);
    const ranker = reranker(fields);
    const ranked = await ranker.rerank(texts, "document 204", { topN: 5 });
    expect(ranked).toHaveLength(5);
    expect(ranked[0]?.index).toBe(204);
    const sizes = embeddingBodies(local).map(({ input }) => (input as unknown[]).length);
    expect(sizes).toStrictEqual([100, 100, 5]);
    expect(ranker.lastUsage?.cost).toBeGreaterThan(0);
  });

  test("an error names the documents of the request that failed", async () => {
    const fault = { status: 400, message: "no good" };
    const { reranker } = localRerank({ faults: [{ match: { body: "document 150" }, fault }] });
    const texts = Array.from({ length: 205 }, (_, index) => `document ${index}`);
    const error = await failureOf(() => reranker(fields).rerank(texts, "q"));
    expect((error as InputsErrorFields).inputs).toStrictEqual({ first: 100, last: 199 });
  });

  test("tokens of another vocabulary; an answer of another size is a typed error", async () => {
    const { local, reranker } = localRerank();
    await reranker({ ...fields, noYesTokens: [1, 2] }).rerank(["a"], "q");
    expect(embeddingBodies(local)[0]?.return_logits).toStrictEqual([1, 2]);
    const body = { object: "list", data: [{ index: 0, embedding: [0.5] }] };
    const short = localRerank({ faults: [{ fault: { status: 200, body } }] });
    const error = await failureOf(() => short.reranker(fields).rerank(["a"], "q"));
    expect(error).toMatchObject({ code: "invalid_response", model: RERANKER });
  });

  test("a client that cannot embed is refused", async () => {
    const client = { rerank: { create: () => Promise.reject(new Error("not asked")) } };
    const { reranker } = localRerank();
    const error = await failureOf(() => reranker({ ...fields, client }).rerank(["a"], "q"));
    expect(error).toMatchObject({ code: "client_without_embeddings", field: "client" });
  });
});
