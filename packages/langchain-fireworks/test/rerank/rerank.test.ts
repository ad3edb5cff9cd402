import { Document } from "@langchain/core/documents";
import { getRetryable, ModelAbortError } from "@langchain/core/errors";
import { BaseDocumentCompressor } from "@langchain/core/retrievers/document_compressors";
import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { RerankRequest, RerankResponse } from "fireworks-client/wire";
import { FireworksRerank, type FireworksRerankFields, type InputUsage } from "langchain-fireworks";
import { failureOf } from "../failure.js";
import { KEY } from "../local-model.js";
import { answering, localRerank, RERANKER, result, sentBodies } from "./local-rerank.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

const doc = (pageContent: string, metadata: Record<string, unknown> = {}) =>
  new Document({ pageContent, metadata });

describe("A138, D9: construction", () => {
  test("the model is kept, the defaults are Fireworks', and each can be set", () => {
    const { reranker } = localRerank();
    const plain = reranker();
    expect(plain).toMatchObject({ model: RERANKER, modelName: RERANKER });
    for (const name of ["topN", "task", "returnDocuments", "timeout"] as const) {
      expect(plain[name], name).toBeUndefined();
    }
    expect(reranker({ topN: 5, task: "classify relevance" })).toMatchObject({
      topN: 5,
      task: "classify relevance",
    });
    expect(reranker({ model: "fireworks/qwen3-reranker-4b" }).model).toContain("4b");
    expect(BaseDocumentCompressor.isBaseDocumentCompressor(plain)).toBe(true);
    expect(plain).toBeInstanceOf(BaseDocumentCompressor);
  });

  test("the key is required, comes from the environment, under either name, and is secret", async () => {
    vi.stubEnv("FIREWORKS_API_KEY", "");
    const error = await failureOf(() => new FireworksRerank({ model: RERANKER }));
    expect(error.message).toContain("FIREWORKS_API_KEY");
    vi.stubEnv("FIREWORKS_API_KEY", "fw_from_the_environment");
    const { local } = localRerank({ apiKeys: ["fw_from_the_environment", KEY] });
    const rest = { baseURL: local.baseURL, fetch: local.fetch };
    const fromEnvironment = new FireworksRerank(RERANKER, rest);
    await expect(fromEnvironment.rerank(["a"], "a")).resolves.toHaveLength(1);
    const byAlias = new FireworksRerank({ modelName: RERANKER, fireworksApiKey: KEY, ...rest });
    await expect(byAlias.rerank(["a"], "a")).resolves.toHaveLength(1);
    expect(inspect(byAlias, { depth: 20, showHidden: true })).not.toContain(KEY);
    expect(JSON.stringify(byAlias)).not.toContain(KEY);
  });

  test("a field that does not exist is refused", async () => {
    const fields = { model: RERANKER, apiKey: KEY, top_n: 3 } as FireworksRerankFields;
    const error = await failureOf(() => new FireworksRerank(fields));
    expect(error).toMatchObject({ code: "unknown_option", field: "top_n" });
  });

  test.each([0, -1, 1.5, Number.NaN])("topN %s is refused, before any call", async (topN) => {
    const { local, reranker } = localRerank();
    expect((await failureOf(() => reranker({ topN }))).field).toBe("topN");
    const run = () => reranker().rerank(["a"], "a", { topN });
    expect((await failureOf(run)).field).toBe("topN");
    expect(local.requests).toHaveLength(0);
  });
});

describe("A138: rerank", () => {
  test("places and scores, as the answer orders them", async () => {
    const { reranker } = localRerank(answering(result(1, 0.95), result(0, 0.3)));
    expect(await reranker().rerank(["doc A", "doc B"], "query")).toStrictEqual([
      { index: 1, relevanceScore: 0.95 },
      { index: 0, relevanceScore: 0.3 },
    ]);
  });

  test("what is sent, and where", async () => {
    const { local, reranker } = localRerank();
    await reranker().rerank(["doc A", "doc B"], "query");
    expect(local.requests[0]?.path).toBe("/inference/v1/rerank");
    expect(sentBodies(local)).toStrictEqual([
      { model: RERANKER, query: "query", documents: ["doc A", "doc B"], return_documents: false },
    ]);
  });

  test("topN, task and the model from the constructor, and from the call over it", async () => {
    const { local, reranker } = localRerank();
    const ranker = reranker({ topN: 3, task: "classify", returnDocuments: true });
    const texts = ["one", "two", "three", "four"];
    expect(await ranker.rerank(texts, "four")).toHaveLength(3);
    const model = "accounts/fireworks/models/qwen3-reranker-4b";
    const options = { topN: 2, task: "other", model, returnDocuments: false };
    expect(await ranker.rerank(texts, "four", options)).toHaveLength(2);
    expect(await ranker.rerank(texts, "four", { topN: null, task: null })).toHaveLength(4);
    expect(ranker).toMatchObject({ topN: 3, task: "classify", model: RERANKER });
    const common = { query: "four", documents: texts };
    expect(sentBodies(local)).toStrictEqual([
      { ...common, model: RERANKER, top_n: 3, task: "classify", return_documents: true },
      { ...common, model, top_n: 2, task: "other", return_documents: false },
      { ...common, model: RERANKER, return_documents: true },
    ]);
  });

  test("documents become their text, objects JSON with the chosen fields, in the chosen order", async () => {
    const { local, reranker } = localRerank();
    const object = { title: "keep", body: "keep", ignored: "drop" };
    await reranker().rerank([doc("page content", { source: "a" }), "text", object], "query", {
      rankFields: ["body", "missing", "title"],
      topN: null,
    });
    await reranker({ rankFields: ["title"] }).rerank([object, { n: 1n }], "query");
    await reranker().rerank([object, { n: 1n }], "query");
    expect(sentBodies(local).map(({ documents }) => documents)).toStrictEqual([
      ["page content", "text", '{"body":"keep","title":"keep"}'],
      ['{"title":"keep"}', "{}"],
      ['{"title":"keep","body":"keep","ignored":"drop"}', '{"n":"1"}'],
    ]);
    expect(sentBodies(local)[0]).not.toHaveProperty("top_n");
  });

  test("returnDocuments repeats the texts", async () => {
    const { reranker } = localRerank();
    const ranked = await reranker({ returnDocuments: true }).rerank(["a cat", "a dog"], "dog");
    expect(ranked[0]).toMatchObject({ index: 1, document: "a dog" });
  });

  test("A139: an empty list: nothing, and no call", async () => {
    const { local, reranker } = localRerank();
    expect(await reranker().rerank([], "query")).toStrictEqual([]);
    expect(await reranker().compressDocuments([], "query")).toStrictEqual([]);
    expect(local.requests).toHaveLength(0);
  });

  test("what has no text is refused with its index", async () => {
    const { local, reranker } = localRerank();
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const notAList = await failureOf(() => reranker().rerank("a" as unknown as string[], "query"));
    expect(notAList).toMatchObject({ code: "invalid_option", field: "documents" });
    const noQuery = await failureOf(() => reranker().rerank(["a"], undefined as unknown as string));
    expect(noQuery).toMatchObject({ code: "invalid_query", field: "query" });
    const elsewhere = { endpoint: "scores" as "rerank" };
    expect(await failureOf(() => reranker(elsewhere).rerank(["a"], "q"))).toMatchObject({
      code: "invalid_option",
      field: "endpoint",
    });
    for (const bad of [undefined, 7, null, ["a"], circular]) {
      const error = await failureOf(() =>
        reranker().rerank(["a", bad as unknown as string], "query"),
      );
      expect(error).toMatchObject({ code: "invalid_document", field: "documents[1]" });
    }
    expect(local.requests).toHaveLength(0);
  });

  test("an injected client is the only one asked, and needs no key", async () => {
    vi.stubEnv("FIREWORKS_API_KEY", "");
    const calls: RerankRequest[] = [];
    const create = async (request: RerankRequest): Promise<RerankResponse> => {
      calls.push(request);
      return { object: "list", model: "m", data: [{ index: 0, relevance_score: 0.5 }] };
    };
    const ranker = new FireworksRerank({ model: "m", client: { rerank: { create } } });
    expect(await ranker.rerank(["a"], "q")).toStrictEqual([{ index: 0, relevanceScore: 0.5 }]);
    expect(calls).toStrictEqual([
      { model: "m", query: "q", documents: ["a"], return_documents: false },
    ]);
    expect(ranker.lastUsage).toBeUndefined();
  });

  test.each<[string, unknown[], string]>([
    ["out of range", [result(2, 0.5)], "index 2"],
    ["negative", [result(-1, 0.5)], "index -1"],
    ["twice", [result(0, 0.5), result(0, 0.4)], "a second result with the index 0"],
    ["no index", [{ relevance_score: 1 }], "index undefined"],
    ["no score", [result(0, undefined)], "has no score"],
    ["a score that is text", [result(0, "0.5")], "has no score"],
    ["null", [null], "index undefined"],
  ])("an answer with %s is a typed error", async (_, data, said) => {
    const { reranker } = localRerank(answering(...data));
    const error = await failureOf(() => reranker().rerank(["a", "b"], "q"));
    expect(error).toMatchObject({ code: "invalid_response", model: RERANKER });
    expect(error.message).toContain(said);
  });

  test("topN holds for a server that does not keep to it", async () => {
    const { reranker } = localRerank(answering(result(1, 0.8), result(0, 0.4)));
    expect(await reranker({ topN: 1 }).rerank(["a", "b"], "q")).toHaveLength(1);
  });

  test("an answer without a list is one too", async () => {
    const { reranker } = localRerank({
      faults: [{ fault: { status: 200, body: { results: [] } } }],
    });
    expect((await failureOf(() => reranker().rerank(["a"], "q"))).code).toBe("invalid_response");
  });
});

describe("A139: compressDocuments", () => {
  test("order of the answer, metadata kept, both scores added, id kept", async () => {
    const { reranker } = localRerank(answering(result(1, 0.8), result(0, 0.4)));
    const documents = [
      doc("first", { nested: { value: 1 } }),
      new Document({ pageContent: "second", metadata: { source: "test" }, id: "id-2" }),
    ];
    const ranked = await reranker().compressDocuments(documents, "query");
    expect(ranked.map(({ pageContent }) => pageContent)).toStrictEqual(["second", "first"]);
    expect(ranked[0]).toBeInstanceOf(Document);
    expect(ranked[0]?.id).toBe("id-2");
    const scores = (score: number) => ({ relevance_score: score, relevanceScore: score });
    expect(ranked[0]?.metadata).toStrictEqual({ source: "test", ...scores(0.8) });
    expect(ranked[1]?.metadata).toStrictEqual({ nested: { value: 1 }, ...scores(0.4) });
  });

  test("inputs are not touched: frozen all through, and nothing nested is shared", async () => {
    const when = new Date(0);
    const metadata = { nested: { list: [{ deep: true }], when }, run: () => 1 };
    const document = doc("a", metadata);
    const frozen = deepFreeze(document);
    const before = JSON.stringify(frozen);
    const [ranked] = await localRerank().reranker().compressDocuments([frozen], "a");
    expect(JSON.stringify(frozen)).toBe(before);
    const nested = ranked?.metadata.nested as typeof metadata.nested;
    nested.list.push({ deep: false });
    nested.when.setTime(5);
    expect(metadata.nested.list).toHaveLength(1);
    expect(when.getTime()).toBe(0);
    expect(ranked?.metadata.run).toBe(metadata.run);
  });

  test("metadata that holds itself, and a key __proto__, are copied as they are", async () => {
    const circular: Record<string, unknown> = JSON.parse('{"__proto__":{"a":1}}') as never;
    circular.self = circular;
    const [ranked] = await localRerank()
      .reranker()
      .compressDocuments([doc("a", circular)], "a");
    const copy = ranked?.metadata.self as Record<string, unknown>;
    expect(copy).not.toBe(circular);
    expect(copy.self).toBe(copy);
    expect(Object.keys(copy)).toStrictEqual(["__proto__", "self"]);
  });

  test("maps and sets of the metadata are copied as well", async () => {
    const { reranker } = localRerank();
    const metadata = { map: new Map([["a", { b: 1 }]]), set: new Set(["c"]) };
    const [best] = await reranker().compressDocuments([{ pageContent: "one", metadata }], "one");
    expect(best?.metadata).toMatchObject(metadata);
    best?.metadata.map.set("a", 2);
    best?.metadata.set.clear();
    expect(metadata).toStrictEqual({ map: new Map([["a", { b: 1 }]]), set: new Set(["c"]) });
  });

  test("options of one call", async () => {
    const { local, reranker } = localRerank();
    const documents = [doc("cat"), doc("dog")];
    const options = { topN: 1, headers: { "x-team": "acme" } };
    const ranked = await reranker().compressDocuments(documents, "dog", undefined, options);
    expect(ranked.map(({ pageContent }) => pageContent)).toStrictEqual(["dog"]);
    expect(local.requests[0]?.headers).toMatchObject({ "x-team": "acme" });
  });
});

describe("A140: transport", () => {
  test.each([
    [500, "FireworksServerError", "failed"],
    [400, "FireworksBadRequestError", "refused"],
    [301, "FireworksApiError", "redirect"],
  ])("status %s has its own error", async (status, name, said) => {
    const body = { error: { message: "Bad thing" } };
    const { reranker } = localRerank({ faults: [{ fault: { status, body } }] });
    const error = await failureOf(() => reranker().rerank(["a"], "q"));
    expect(error).toMatchObject({ status, model: RERANKER });
    expect(error.message).toContain(said);
    expect(error.name).toBe(name);
    expect(getRetryable(error)).toBe(status === 500);
  });

  test("abort and timeout end the call, typed", async () => {
    const { reranker } = localRerank({ faults: [{ fault: { delayHeadersMs: 60_000 } }] });
    const signal = AbortSignal.timeout(60_000);
    const late = await failureOf(() => reranker({ timeout: 20 }).rerank(["a"], "q", { signal }));
    expect(late).toMatchObject({ name: "FireworksTimeoutError", timeoutMs: 20 });
    const aborted = AbortSignal.abort("enough");
    const error = await failureOf(() => reranker().rerank(["a"], "q", { signal: aborted }));
    expect(ModelAbortError.isInstance(error)).toBe(true);
  });

  test("retries by the one loop, and a 404 names the rerankers", async () => {
    const fault = { status: 429, retryAfterMs: 1 };
    const { local, reranker } = localRerank({ faults: [{ fault, times: 1 }] });
    await reranker({ maxRetries: 1 }).rerank(["a"], "q");
    expect(local.requests).toHaveLength(2);
    const model = "fireworks/qwen3-rerank-8b";
    const error = await failureOf(() => reranker({ model }).rerank(["a"], "q"));
    expect(error.message).toContain("accounts/fireworks/models/qwen3-reranker-8b");
  });

  test("a document that is too long is named", async () => {
    const { reranker } = localRerank();
    const long = "word ".repeat(45_000);
    const error = await failureOf(() => reranker().rerank(["a", long, "b"], "q"));
    expect(error).toMatchObject({
      lc_error_code: "CONTEXT_OVERFLOW",
      inputs: { first: 0, last: 2 },
    });
    expect(error.message).toContain("The longest is text 1");
  });

  test("A139: usage and cost", async () => {
    const { reranker } = localRerank();
    const told: InputUsage[] = [];
    const ranker = reranker({ onUsage: (usage) => told.push(usage) });
    await ranker.rerank(["one two", "three"], "query");
    const [usage] = told;
    expect(usage?.promptTokens).toBeGreaterThan(0);
    expect(usage?.cost).toBeCloseTo(((usage?.totalTokens ?? 0) * 0.2) / 1e6, 12);
    expect(ranker.lastUsage).toStrictEqual(usage);
    await ranker.rerank(["one"], "query");
    expect(ranker.totalUsage?.totalTokens).toBe(
      (usage?.totalTokens ?? 0) + (told[1]?.totalTokens ?? 0),
    );
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return value;
}
