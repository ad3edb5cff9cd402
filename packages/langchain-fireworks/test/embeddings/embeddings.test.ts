import { afterEach, describe, expect, test, vi } from "vitest";
import type { EmbeddingRequest } from "fireworks-client/wire";
import { FireworksEmbeddings, type InputUsage } from "langchain-fireworks";
import { failureOf } from "../failure.js";
import { KEY } from "../local-model.js";
import { EMBEDDER, localEmbeddings, NOMIC, sentBodies, texts } from "./local-embeddings.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

const lengths = (bodies: EmbeddingRequest[]): number[] =>
  bodies.map(({ input }) => (input as unknown[]).length);

describe("A133: embedQuery and embedDocuments", () => {
  test("each text has its vector, in the order of the texts, over several requests", async () => {
    const { local, embeddings } = localEmbeddings();
    const all = texts(7);
    const vectors = await embeddings({ batchSize: 3 }).embedDocuments(all);
    expect(lengths(sentBodies(local))).toStrictEqual([3, 3, 1]);
    expect(sentBodies(local).flatMap(({ input }) => input)).toStrictEqual(all);
    for (const [index, text] of all.entries()) {
      expect(vectors[index]).toStrictEqual(await embeddings().embedQuery(text));
    }
  });

  test("100 texts a request by default, and 2048 at most", async () => {
    const { local, embeddings } = localEmbeddings();
    await embeddings().embedDocuments(texts(201));
    expect(lengths(sentBodies(local))).toStrictEqual([100, 100, 1]);
    for (const batchSize of [0, -1, 1.5, 2049, Number.NaN]) {
      const error = await failureOf(() => embeddings({ batchSize }));
      expect(error).toMatchObject({ name: "FireworksConfigurationError", field: "batchSize" });
      const call = await failureOf(() => embeddings().embedDocuments(["a"], { batchSize }));
      expect(call.field).toBe("batchSize");
    }
    expect(embeddings({ batchSize: 2048 }).batchSize).toBe(2048);
  });

  test("no texts: no vectors and no call", async () => {
    const { local, embeddings } = localEmbeddings();
    const model = embeddings();
    expect(await model.embedDocuments([])).toStrictEqual([]);
    expect(local.requests).toHaveLength(0);
    expect(model.lastUsage).toBeUndefined();
  });

  test("an empty text, and what is no text, is refused with its index before any call", async () => {
    const { local, embeddings } = localEmbeddings();
    const bad: [unknown, string][] = [
      ["", "empty_text"],
      [undefined, "invalid_text"],
      [7, "invalid_text"],
      [{ a: 1 }, "invalid_text"],
    ];
    for (const [text, code] of bad) {
      const run = () => embeddings({ batchSize: 1 }).embedDocuments(["a", "b", text as string]);
      const error = await failureOf(run);
      expect(error).toMatchObject({ code, field: "texts[2]", retryable: false });
      expect(error.message).toContain("Text 2");
    }
    expect((await failureOf(() => embeddings().embedQuery(""))).code).toBe("empty_text");
    const notAList = () => embeddings().embedDocuments("abc" as unknown as string[]);
    expect(await failureOf(notAList)).toMatchObject({ code: "invalid_option", field: "texts" });
    const gap = () => embeddings().embedDocuments(Object.assign(["a"], { 2: "c" }));
    expect(await failureOf(gap)).toMatchObject({ code: "invalid_text", field: "texts[1]" });
    expect(local.requests).toHaveLength(0);
  });

  test("nothing is done to a text: line breaks and blanks arrive", async () => {
    const { local, embeddings } = localEmbeddings();
    await embeddings().embedDocuments(["two\nlines ", " "]);
    expect(sentBodies(local)[0]?.input).toStrictEqual(["two\nlines ", " "]);
  });
});

describe("A133, D26: requests at once", () => {
  /** A fetch that counts the requests under way. */
  function counting(fetch: typeof globalThis.fetch) {
    const seen = { now: 0, most: 0 };
    const counted: typeof fetch = async (...args) => {
      seen.now += 1;
      seen.most = Math.max(seen.most, seen.now);
      try {
        return await fetch(...args);
      } finally {
        seen.now -= 1;
      }
    };
    return { seen, counted };
  }

  test.each([
    [undefined, 4],
    [1, 1],
    [3, 3],
    [Infinity, 10],
  ])("maxConcurrency %s: %s at most, reached", async (maxConcurrency, most) => {
    const { local, embeddings } = localEmbeddings();
    const { seen, counted } = counting(local.fetch);
    const model = embeddings({ maxConcurrency, batchSize: 1, fetch: counted });
    await model.embedDocuments(texts(10));
    expect(seen.most).toBe(most);
  });

  test("the limit is the object's: calls beside each other share it", async () => {
    const { local, embeddings } = localEmbeddings();
    const { seen, counted } = counting(local.fetch);
    const model = embeddings({ maxConcurrency: 2, batchSize: 1, fetch: counted });
    await Promise.all([model.embedDocuments(texts(6)), model.embedDocuments(texts(6))]);
    expect(seen.most).toBe(2);
  });

  test("a query does not wait behind all batches of a long list", async () => {
    const { local, embeddings } = localEmbeddings();
    const model = embeddings({ maxConcurrency: 2, batchSize: 1 });
    const list = model.embedDocuments(texts(30));
    await model.embedQuery("a question");
    const place = sentBodies(local).findIndex(({ input }) => String(input) === "a question");
    expect(place).toBeLessThan(6);
    await list;
  });

  test.each([0, -2, 2.5])("maxConcurrency %s is refused", async (maxConcurrency) => {
    const error = await failureOf(() => localEmbeddings().embeddings({ maxConcurrency }));
    expect(error.field).toBe("maxConcurrency");
  });
});

describe("A134, D26: what is sent", () => {
  test("settings as Fireworks spells them, a call's over the constructor's", async () => {
    const { local, embeddings } = localEmbeddings();
    const model = embeddings({
      dimensions: 16,
      normalize: true,
      encodingFormat: "base64",
      user: "u",
      promptCacheKey: "k",
      modelKwargs: { perf_metrics_in_response: true, user: "loses" },
    });
    await model.embedQuery("a");
    await model.embedQuery("a", { dimensions: 4, normalize: false, encodingFormat: "float" });
    await model.embedQuery("a", { dimensions: null, modelKwargs: { raw_output: true } });
    expect(sentBodies(local)).toStrictEqual([
      {
        model: EMBEDDER,
        input: ["a"],
        dimensions: 16,
        normalize: true,
        encoding_format: "base64",
        user: "u",
        prompt_cache_key: "k",
        perf_metrics_in_response: true,
      },
      expect.objectContaining({ dimensions: 4, normalize: false, encoding_format: "float" }),
      expect.not.objectContaining({ dimensions: expect.anything() as number }),
    ]);
    expect(sentBodies(local)[2]).toMatchObject({
      raw_output: true,
      perf_metrics_in_response: true,
    });
  });

  test("nothing is asked that was not asked for", async () => {
    const { local, embeddings } = localEmbeddings();
    await embeddings({ dimensions: undefined }).embedQuery("a");
    expect(sentBodies(local)).toStrictEqual([{ model: EMBEDDER, input: ["a"] }]);
  });

  test("vectors of unit length with normalize, of the size asked for", async () => {
    const { embeddings } = localEmbeddings();
    const vector = await embeddings({ dimensions: 32, normalize: true }).embedQuery("hello");
    expect(vector).toHaveLength(32);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  });

  test("logits in place of a vector", async () => {
    const { embeddings } = localEmbeddings();
    const model = embeddings({ dimensions: undefined, returnLogits: [2753, 9454] });
    const raw = await model.embedQuery("<Query>: cats\n<Document>: cats sleep");
    expect(raw).toHaveLength(2);
    const [no = 0, yes = 0] = await model.embedQuery("x", { normalize: true });
    expect(no + yes).toBeCloseTo(1, 5);
  });

  test("another model for one call, by its own habits", async () => {
    const { local, embeddings } = localEmbeddings();
    await embeddings({ dimensions: undefined }).embedQuery("a", { model: NOMIC });
    expect(sentBodies(local)[0]).toStrictEqual({ model: NOMIC, input: ["search_query: a"] });
  });

  test("a session id becomes headers and prompt cache keys", async () => {
    const { local, embeddings } = localEmbeddings();
    await embeddings({ sessionId: { id: "s1", isolate: true } }).embedQuery("a");
    expect(sentBodies(local)[0]).toMatchObject({
      prompt_cache_key: "s1",
      prompt_cache_isolation_key: "s1",
    });
    expect(local.requests[0]?.headers).toMatchObject({ "x-session-affinity": "s1" });
  });
});

describe("D26: templates", () => {
  test("around queries and around documents, filled here", async () => {
    const { local, embeddings } = localEmbeddings();
    const model = embeddings({
      queryTemplate: "Instruct: Find {it}.\nQuery: {text}",
      documentTemplate: "{text} | {text}",
    });
    await model.embedQuery("$& {text}");
    await model.embedDocuments(["a", "$1"]);
    await model.embedQuery("plain", { queryTemplate: null });
    expect(sentBodies(local).map(({ input }) => input)).toStrictEqual([
      ["Instruct: Find {it}.\nQuery: $& {text}"],
      ["a | a", "$1 | $1"],
      ["plain"],
    ]);
  });

  test("one without {text} is refused", async () => {
    const { local, embeddings } = localEmbeddings();
    const error = await failureOf(() => embeddings({ queryTemplate: "Query:" }).embedQuery("a"));
    expect(error).toMatchObject({ field: "queryTemplate", code: "invalid_option" });
    expect(local.requests).toHaveLength(0);
  });

  test("nomic v1.5 gets the prefixes it needs, unless a text has one or none is wanted", async () => {
    const { local, embeddings } = localEmbeddings();
    const model = embeddings({ model: NOMIC });
    await model.embedQuery("q");
    await model.embedDocuments(["d", "search_document: d", "clustering: d", "search_query:d"]);
    await model.embedDocuments(["d"], { documentTemplate: null });
    expect(sentBodies(local).map(({ input }) => input)).toStrictEqual([
      ["search_query: q"],
      [
        "search_document: d",
        "search_document: d",
        "clustering: d",
        "search_document: search_query:d",
      ],
      ["d"],
    ]);
  });

  test("Voyage's models are told the use of a text, others are not", async () => {
    const { local, embeddings } = localEmbeddings();
    const model = embeddings({ model: "accounts/fireworks/models/voyage-4" });
    await model.embedQuery("q");
    await model.embedDocuments(["d"]);
    await model.embedDocuments(["d"], { inputType: "query" });
    await model.embedDocuments(["d"], { inputType: null });
    await embeddings().embedQuery("q");
    expect(sentBodies(local).map((body) => body.input_type)).toStrictEqual([
      "query",
      "document",
      "query",
      undefined,
      undefined,
    ]);
  });

  test("A134: objects fill Fireworks' own prompt_template, texts beside them as { text }", async () => {
    const { local, embeddings } = localEmbeddings();
    const model = embeddings({ promptTemplate: "Represent: {text}" });
    const vectors = await model.embedDocuments([{ text: "a" }, "b"]);
    expect(sentBodies(local)[0]).toMatchObject({
      prompt_template: "Represent: {text}",
      input: [{ text: "a" }, { text: "b" }],
    });
    expect(vectors[1]).toStrictEqual(await embeddings().embedQuery("Represent: b"));
    const titled = await model.embedQuery(
      { title: "T", body: "B" },
      { promptTemplate: "{title}: {body}" },
    );
    expect(titled).toStrictEqual(await embeddings().embedQuery("T: B"));
  });
});

describe("D26: limits of the model", () => {
  test.each<[string, string, number]>([
    ["a model that cannot be resized", "thenlper/gte-large", 256],
    ["above the full size", NOMIC, 769],
    ["above the full size", EMBEDDER, 4097],
    ["not a whole number", EMBEDDER, 1.5],
    ["zero", EMBEDDER, 0],
  ])("%s: %s refuses %s dimensions before the call", async (_, model, dimensions) => {
    const { local, embeddings } = localEmbeddings();
    const error = await failureOf(() => embeddings({ model, dimensions }).embedQuery("a"));
    expect(error).toMatchObject({ code: "invalid_dimensions", field: "dimensions" });
    expect(local.requests).toHaveLength(0);
  });

  test("a deployment goes by its base model, and an unknown one by Fireworks' answer", async () => {
    const model = "accounts/me/deployments/d1";
    const { local, embeddings } = localEmbeddings();
    const fields = { model, dimensions: 8, baseModel: "thenlper/gte-large" };
    expect((await failureOf(() => embeddings(fields).embedQuery("a"))).field).toBe("dimensions");
    expect(local.requests).toHaveLength(0);
    const unknown = await failureOf(() => embeddings({ model, dimensions: 8 }).embedQuery("a"));
    expect(unknown.status).toBe(404);
  });
});

describe("A137: usage", () => {
  test("of each answer to onUsage, of a call in lastUsage, of all in totalUsage", async () => {
    const { embeddings } = localEmbeddings();
    const told: InputUsage[] = [];
    const model = embeddings({ batchSize: 2, onUsage: (usage) => told.push(usage) });
    await model.embedDocuments(["one two", "three", "four"]);
    expect(told).toHaveLength(2);
    const tokens = told.reduce((sum, { totalTokens }) => sum + totalTokens, 0);
    expect(model.lastUsage).toStrictEqual({
      model: EMBEDDER,
      promptTokens: tokens,
      totalTokens: tokens,
      cost: tokens / 10_000_000,
    });
    await model.embedQuery("five", { onUsage: null });
    expect(told).toHaveLength(2);
    expect(model.totalUsage?.totalTokens).toBe(tokens + (model.lastUsage?.totalTokens ?? 0));
  });

  test("a price of one's own wins; without a known one the cost is null", async () => {
    const { embeddings } = localEmbeddings();
    const model = embeddings({ prices: { [EMBEDDER]: { input: 1_000_000, output: 0 } } });
    await model.embedQuery("hello");
    expect(model.lastUsage?.cost).toBe(model.lastUsage?.promptTokens);
    await model.embedQuery("hello", { model: NOMIC, dimensions: null });
    expect(model.lastUsage).toMatchObject({ model: NOMIC, cost: null });
    await model.embedQuery("hello", { prices: null });
    expect(model.lastUsage?.cost).toBeNull();
  });

  test("what onUsage throws, or rejects with, fails nothing", async () => {
    const { embeddings } = localEmbeddings();
    const throwing = embeddings({
      onUsage: () => {
        throw new Error("no");
      },
    });
    await expect(throwing.embedQuery("a")).resolves.toHaveLength(8);
    const reject = (async () => Promise.reject(new Error("no"))) as unknown as () => void;
    const rejecting = embeddings({ onUsage: reject });
    await expect(rejecting.embedQuery("a")).resolves.toHaveLength(8);
  });
});

test("A136, A9: the address comes from the environment too, and headers from each level", async () => {
  const { local } = localEmbeddings();
  vi.stubEnv("FIREWORKS_BASE_URL", local.baseURL);
  const model = new FireworksEmbeddings(EMBEDDER, {
    apiKey: KEY,
    dimensions: 8,
    configuration: { fetch: local.fetch, defaultHeaders: { "x-team": "acme", "x-one": "1" } },
  });
  await model.embedQuery("a", { headers: { "X-One": "2" } });
  expect(local.requests[0]?.path).toBe("/inference/v1/embeddings");
  expect(local.requests[0]?.headers).toMatchObject({ "x-team": "acme", "x-one": "2" });
});

test("A1: the id may come first, modelName and fireworksApiKey are read, and a model is required", async () => {
  const { local } = localEmbeddings({ apiKeys: [KEY] });
  const rest = { fireworksApiKey: KEY, baseURL: local.baseURL, fetch: local.fetch, dimensions: 4 };
  const first = new FireworksEmbeddings(EMBEDDER, rest);
  expect(await first.embedQuery("a")).toHaveLength(4);
  expect(first.modelName).toBe(EMBEDDER);
  expect(new FireworksEmbeddings({ modelName: EMBEDDER, ...rest }).model).toBe(EMBEDDER);
  const error = await failureOf(() => new FireworksEmbeddings({ ...rest }));
  expect(error).toMatchObject({ code: "missing_model", field: "model" });
});
