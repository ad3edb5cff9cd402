import { ContextOverflowError, getRetryable, ModelAbortError } from "@langchain/core/errors";
import { describe, expect, test } from "vitest";
import type { Fault } from "fireworks-local";
import type { InputsErrorFields } from "langchain-fireworks";
import { type Failure, failureOf } from "../failure.js";
import { EMBEDDER, localEmbeddings, NOMIC, texts } from "./local-embeddings.js";

type BatchFailure = Failure & InputsErrorFields;

const failure = async (run: () => unknown): Promise<BatchFailure> =>
  (await failureOf(run)) as BatchFailure;

/** Faults of the requests that hold this text. */
const onText = (text: string, fault: Fault) => ({ match: { body: `"${text}"` }, fault });

describe("D11: an error names the texts it was about", () => {
  test("the range of the request that failed, and what had come before", async () => {
    const { embeddings } = localEmbeddings({
      faults: [onText("text number 4", { status: 400, message: "no good" })],
    });
    const model = embeddings({ batchSize: 2, maxConcurrency: 1 });
    const error = await failure(() => model.embedDocuments(texts(8)));
    expect(error).toMatchObject({
      name: "FireworksBadRequestError",
      status: 400,
      model: EMBEDDER,
      inputs: { first: 4, last: 5 },
    });
    expect(error.message).toContain("no good");
    expect(error.message).toContain("texts 4–5 of 8, counted from 0");
    expect(error.partialVectors).toHaveLength(8);
    const sizes = error.partialVectors?.map((vector) => vector?.length ?? 0);
    expect(sizes).toStrictEqual([8, 8, 8, 8, 0, 0, 0, 0]);
    expect(error.partialVectors?.[1]).toStrictEqual(await model.embedQuery("text number 1"));
    expect(JSON.stringify(error)).not.toContain("partialVectors");
    expect(model.lastUsage?.promptTokens).toBeGreaterThan(0);
  });

  test("the text Fireworks names by its place in the request", async () => {
    const message = "Input should not be empty, field: 'input[1]'";
    const { embeddings } = localEmbeddings({
      faults: [onText("text number 4", { status: 400, message })],
    });
    const run = () => embeddings({ batchSize: 3, maxConcurrency: 1 }).embedDocuments(texts(8));
    const error = await failure(run);
    expect(error).toMatchObject({ inputs: { first: 3, last: 5 }, inputIndex: 4 });
    expect(error.message).toContain("The one it names is text 4.");
  });

  test("A136: a text that is too long is LangChain's overflow too, and the longest is named", async () => {
    const { embeddings } = localEmbeddings();
    const model = embeddings({ model: NOMIC, batchSize: 2 });
    const error = await failure(() => model.embedDocuments(["a", "b", "c", "d ".repeat(9000)]));
    expect(ContextOverflowError.isInstance(error)).toBe(true);
    expect(error.message).toContain("The longest is text 3, with ");
    const alone = await failure(() => model.embedQuery("d ".repeat(9000)));
    expect(alone.inputIndex).toBe(0);
    expect(alone.message).not.toContain("The request held");
  });

  test("A136, B1: Fireworks' own words, status and request id in an error of the right class", async () => {
    const { embeddings } = localEmbeddings({ apiKeys: ["fw_another"] });
    const error = await failure(() => embeddings().embedQuery("a"));
    expect(error).toMatchObject({ name: "FireworksAuthenticationError", retryable: false });
    expect(error.message).toContain("API key");
    expect(error.requestId).toBeTruthy();
    expect(getRetryable(error)).toBe(false);
  });

  test("a 404 names the embedding models the key can call", async () => {
    const { embeddings } = localEmbeddings();
    const run = () => embeddings({ model: "fireworks/qwen3-embeding-8b" }).embedQuery("a");
    const error = await failure(run);
    expect(error.status).toBe(404);
    expect(error.message).toContain("accounts/fireworks/models/qwen3-embedding-8b");
  });
});

describe("D26: abort and failure end the other requests", () => {
  test("an abort in the middle ends all at once; what had come is on the error", async () => {
    const { local, embeddings } = localEmbeddings({
      faults: [onText("text number 3", { delayHeadersMs: 60_000 })],
    });
    const controller = new AbortController();
    const model = embeddings({ batchSize: 1, maxConcurrency: 2 });
    const fetched = model.embedDocuments(texts(50), {
      signal: controller.signal,
      onUsage: () => local.requests.length > 8 && controller.abort("enough"),
    });
    const error = await failure(() => fetched);
    expect(error).toMatchObject({ name: "AbortError", cause: "enough" });
    expect(ModelAbortError.isInstance(error)).toBe(true);
    expect(error.partialVectors?.[0]).toHaveLength(8);
    expect(error.partialVectors?.[3]).toBeUndefined();
    const sent = local.requests.length;
    expect(sent).toBeLessThan(15);
    await new Promise((resolve) => setImmediate(resolve));
    expect(local.requests).toHaveLength(sent);
  });

  test("an aborted signal sends nothing", async () => {
    const { local, embeddings } = localEmbeddings();
    const signal = AbortSignal.abort();
    const error = await failure(() => embeddings().embedDocuments(["a"], { signal }));
    expect(error.name).toBe("AbortError");
    expect(error.partialVectors).toBeUndefined();
    expect(local.requests).toHaveLength(0);
  });

  test("a failure ends the request that hangs beside it", async () => {
    const { embeddings } = localEmbeddings({
      faults: [
        onText("text number 0", { delayHeadersMs: 60_000 }),
        onText("text number 3", { status: 400, message: "no good" }),
      ],
    });
    const model = embeddings({ batchSize: 1, maxConcurrency: 2 });
    const error = await failure(() => model.embedDocuments(texts(9)));
    expect(error).toMatchObject({ status: 400, inputs: { first: 3, last: 3 } });
    expect(error.partialVectors?.map((vector) => vector !== undefined)).toStrictEqual([
      false,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test("A136: a timeout is for one attempt, and typed", async () => {
    const { embeddings } = localEmbeddings({ faults: [{ fault: { delayHeadersMs: 60_000 } }] });
    const error = await failure(() => embeddings({ timeout: 20 }).embedQuery("a"));
    expect(error).toMatchObject({ name: "FireworksTimeoutError", timeoutMs: 20 });
    const byCall = await failure(() => embeddings().embedQuery("a", { timeout: 10 }));
    expect(byCall.timeoutMs).toBe(10);
  });

  test("A136: 429 and 502 are retried by one loop, the request that failed alone", async () => {
    const { local, embeddings } = localEmbeddings({
      faults: [
        { ...onText("text number 2", { status: 429, retryAfterMs: 1 }), times: 1 },
        { ...onText("text number 4", { status: 502, retryAfterMs: 1 }), times: 1 },
      ],
    });
    const retried: number[] = [];
    const model = embeddings({
      batchSize: 2,
      maxRetries: 1,
      onRetry: ({ attempt }) => retried.push(attempt),
    });
    expect(await model.embedDocuments(texts(6))).toHaveLength(6);
    expect(retried).toStrictEqual([1, 1]);
    expect(local.requests).toHaveLength(5);
  });

  test("A136: waits for a deployment that is starting, if asked to", async () => {
    const fault = { status: 503, retryAfterMs: 1 };
    const { local, embeddings } = localEmbeddings({ faults: [{ fault, times: 2 }] });
    expect(await embeddings({ waitForDeployment: true }).embedQuery("a")).toHaveLength(8);
    expect(local.requests).toHaveLength(3);
  });
});

describe("A133: answers are held to their inputs", () => {
  const answer = (...entries: unknown[]) => ({
    faults: [{ fault: { status: 200, body: { object: "list", data: entries } } }],
  });
  const vector = (index: unknown) => ({ object: "embedding", index, embedding: [0.5, index] });

  test("vectors in any order belong to their index", async () => {
    const { embeddings } = localEmbeddings(answer(vector(2), vector(0), vector(1)));
    const vectors = await embeddings().embedDocuments(texts(3));
    expect(vectors).toStrictEqual([
      [0.5, 0],
      [0.5, 1],
      [0.5, 2],
    ]);
  });

  test.each<[string, unknown[], string]>([
    ["a missing one", [vector(0), vector(2)], "no embedding with the index 1"],
    ["one too few at the end", [vector(0), vector(1)], "no embedding with the index 2"],
    ["one twice", [vector(0), vector(1), vector(1)], "two embeddings with the index 1"],
    ["one out of range", [vector(0), vector(1), vector(3)], "the index 3"],
    ["a negative one", [vector(0), vector(1), vector(-1)], "the index -1"],
    ["no index", [vector(0), vector(1), vector(undefined)], "the index"],
    ["an index that is text", [vector(0), vector(1), vector("2")], 'the index "2"'],
    ["no entry", [vector(0), vector(1), null], "the index"],
    ["no numbers", [vector(0), vector(1), { index: 2, embedding: [] }], "index 2"],
    ["no vector", [vector(0), vector(1), { index: 2 }], "index 2"],
    ["text for a number", [vector(0), vector(1), { index: 2, embedding: ["a"] }], "index 2"],
  ])("%s is a typed error", async (_, entries, said) => {
    const { embeddings } = localEmbeddings(answer(...entries));
    const error = await failure(() => embeddings().embedDocuments(texts(3)));
    expect(error).toMatchObject({ name: "FireworksError", code: "invalid_response" });
    expect(error.message).toContain(said);
    expect(error).toMatchObject({ inputs: { first: 0, last: 2 }, model: EMBEDDER });
  });

  test("JSON that is no list of embeddings is one too", async () => {
    const { embeddings } = localEmbeddings({ faults: [{ fault: { status: 200, body: {} } }] });
    expect((await failure(() => embeddings().embedQuery("a"))).code).toBe("invalid_response");
  });

  test("A135: base64 and float are the same numbers, whichever was asked for", async () => {
    const { embeddings } = localEmbeddings();
    const floats = await embeddings().embedDocuments(texts(3));
    const base64 = await embeddings({ encodingFormat: "base64" }).embedDocuments(texts(3));
    expect(base64).toStrictEqual(floats);
    const unasked = localEmbeddings(answer({ index: 0, embedding: "AAAAPwAAgL8=" }));
    expect(await unasked.embeddings().embedQuery("a")).toStrictEqual([0.5, -1]);
  });
});
