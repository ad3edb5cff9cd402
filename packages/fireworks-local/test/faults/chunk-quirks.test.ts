import type { ChatCompletionChunk } from "fireworks-client/wire";
import type { Fault, QuirkName } from "fireworks-local";
import { beforeAll, describe, expect, test } from "vitest";
import { QUIRK_NAMES } from "../../src/faults/quirk-names.js";
import { post } from "../local.js";
import { BOTH, chunksWith, faulty, THINK } from "./fault-client.js";

const INCLUDE = { stream_options: { include_usage: true } };

const usages = (chunks: ChatCompletionChunk[]): unknown[] => chunks.map(({ usage }) => usage);
const last = (chunks: ChatCompletionChunk[]) => chunks.at(-1)?.choices?.[0];
const textOf = (chunks: ChatCompletionChunk[]): string =>
  chunks.map(({ choices }) => choices?.[0]?.delta.content ?? "").join("");

describe("usage", () => {
  test("is missing", async () => {
    const chunks = await chunksWith({ quirks: "usage-missing" }, INCLUDE);
    expect(chunks.every((chunk) => !("usage" in chunk))).toBe(true);
    expect(last(chunks)?.finish_reason).toBe("stop");
  });

  test("is null to the end", async () => {
    expect(new Set(usages(await chunksWith({ quirks: "usage-null" })))).toEqual(new Set([null]));
  });

  test("comes twice", async () => {
    for (const ask of [{}, INCLUDE]) {
      const found = usages(await chunksWith({ quirks: "usage-duplicated" }, ask));
      const given = found.filter((usage) => usage != null);
      expect(given).toHaveLength(2);
      expect(given[1]).toEqual(given[0]);
    }
  });

  test("comes first and nowhere else", async () => {
    const [first, ...others] = await chunksWith({ quirks: "usage-early" }, INCLUDE);
    expect(first?.usage).toMatchObject({ prompt_tokens: expect.any(Number) });
    expect(first?.choices?.[0]?.delta.role).toBe("assistant");
    expect(others.every((chunk) => chunk.usage == null)).toBe(true);
  });

  test("grows with every chunk up to the true one", async () => {
    const plain = usages(await chunksWith({}, INCLUDE)).at(-1);
    const found = usages(await chunksWith({ quirks: "usage-every-chunk" }, INCLUDE));
    const counts = found.map((usage) => (usage as { completion_tokens: number }).completion_tokens);
    expect(counts).toEqual(counts.toSorted((one, other) => one - other));
    expect(found.at(-1)).toEqual(plain);
    expect(counts[0]).toBe(0);
  });
});

describe("the finish reason", () => {
  const reasons = async (quirks: QuirkName, ask = {}): Promise<unknown[]> =>
    (await chunksWith({ quirks }, ask)).flatMap(({ choices }) =>
      (choices ?? []).map(({ finish_reason }) => finish_reason),
    );
  const given = async (quirks: QuirkName, ask = {}): Promise<unknown[]> =>
    (await reasons(quirks, ask)).filter((reason) => reason !== null);

  test.each<[QuirkName, unknown[]]>([
    ["finish-reason-missing", []],
    ["finish-reason-duplicated", ["stop", "stop"]],
    ["finish-reason-error", ["error"]],
    ["finish-reason-empty", [""]],
    ["finish-reason-unknown", ["out_of_patience"]],
  ])("%s", async (quirk, expected) => {
    expect(await given(quirk)).toEqual(expected);
  });

  test("is stop although tools are called", async () => {
    expect(await given("finish-reason-stop", BOTH)).toEqual(["stop"]);
  });

  test("shares the chunk of the last delta", async () => {
    const plain = await chunksWith({});
    const chunks = await chunksWith({ quirks: "finish-reason-with-last-delta" });
    expect(chunks).toHaveLength(plain.length - 1);
    expect(textOf(chunks)).toBe(textOf(plain));
    expect(last(chunks)).toMatchObject({ finish_reason: "stop", delta: { content: "." } });
    expect(chunks.at(-1)?.usage).toEqual(plain.at(-1)?.usage);
  });

  test("is followed by one more word", async () => {
    expect(textOf(await chunksWith({ quirks: "content-after-finish" }))).toMatch(
      /Tag\. And more\.$/,
    );
  });
});

describe("what stands around the text", () => {
  const deltas = async (quirks: QuirkName, ask = {}) =>
    (await chunksWith({ quirks }, ask)).flatMap(({ choices }) =>
      (choices ?? []).map(({ delta }) => delta),
    );

  test("the role is missing, or stands everywhere, or beside an empty text", async () => {
    expect((await deltas("role-missing")).every((delta) => !("role" in delta))).toBe(true);
    expect((await deltas("role-every-chunk")).every(({ role }) => role === "assistant")).toBe(true);
    expect((await deltas("role-with-empty-content"))[0]).toEqual({
      role: "assistant",
      content: "",
    });
  });

  test("an empty text stands before every delta", async () => {
    const texts = (await deltas("empty-deltas")).map(({ content }) => content);
    expect(texts.slice(1, 5)).toEqual(["", "Ein schö", "", "ner"]);
  });

  test("choices are an empty list first, or missing where they would be empty", async () => {
    expect((await chunksWith({ quirks: "empty-choices-first" }))[0]?.choices).toEqual([]);
    const chunks = await chunksWith({ quirks: "choices-missing" }, INCLUDE);
    expect(chunks.at(-1)).not.toHaveProperty("choices");
    expect(chunks.at(-1)?.usage).toBeTruthy();
  });

  test("what was left out is null", async () => {
    const [first] = await chunksWith({ quirks: "null-fields" });
    expect(first).toMatchObject({
      usage: null,
      perf_metrics: null,
      choices: [{ logprobs: null, delta: { role: "assistant", content: null, tool_calls: null } }],
    });
  });

  test("ids are missing or change, the model is missing, unknown keys come", async () => {
    expect((await chunksWith({ quirks: "id-missing" }))[0]).not.toHaveProperty("id");
    const ids = (await chunksWith({ quirks: "id-changes" })).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await chunksWith({ quirks: "model-missing" }))[0]).not.toHaveProperty("model");
    expect((await deltas("unknown-fields"))[1]).toHaveProperty("x_mood");
  });

  test("reasoning stands between tags in the content", async () => {
    const chunks = await chunksWith({ quirks: "reasoning-in-content" }, THINK);
    expect(textOf(chunks)).toBe("<think>Let me see.</think>Yes.");
  });
});

test("quirks are applied in the order they are given", async () => {
  const chunks = await chunksWith({ quirks: ["usage-null", "usage-duplicated"] });
  expect(chunks.map(({ usage }) => usage).every((usage) => usage === null)).toBe(true);
});

describe("every quirk", () => {
  const asks = [INCLUDE, BOTH, THINK];
  // As latin1: decoding as UTF-8 would hide a byte order mark.
  const bytesOf = async (fault: Fault): Promise<string[]> =>
    Promise.all(
      asks.map(async (ask) => {
        const response = await post(faulty(fault), { ...ask, stream: true });
        return Buffer.from(await response.arrayBuffer()).toString("latin1");
      }),
    );
  let plain: string[] = [];
  beforeAll(async () => {
    plain = await bytesOf({});
  });

  test.each(QUIRK_NAMES)("%s changes a stream", async (quirks) => {
    expect(await bytesOf({ quirks })).not.toEqual(plain);
  });
});
