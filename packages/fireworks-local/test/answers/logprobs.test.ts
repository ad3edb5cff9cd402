import type { LegacyLogprobs, Logprobs } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { ask, chunksOf, local, streamText } from "../local.js";

const server = local();
const text = "Grüße 漢字 👩‍👩‍👧 done";
const messages = [{ role: "user", content: text }];

async function newShape(
  request: object,
): Promise<{ entries: NonNullable<Logprobs["content"]>; content: string; tokens: number }> {
  const { choices, usage } = await ask(server, { messages, logprobs: true, ...request });
  const logprobs = choices[0]?.logprobs as Logprobs;
  return {
    entries: logprobs.content ?? [],
    content: choices[0]?.message.content ?? "",
    tokens: usage?.completion_tokens ?? 0,
  };
}

test("the bytes of the tokens join to the content, one entry a token", async () => {
  const { entries, content, tokens } = await newShape({});
  expect(content).toContain(text);
  expect(entries).toHaveLength(tokens);
  const bytes = entries.flatMap((entry) => entry.bytes ?? []);
  expect(new TextDecoder().decode(Uint8Array.from(bytes))).toBe(content);
});

test("each entry has the required fields and k alternatives, likeliest first", async () => {
  const { entries, content } = await newShape({ top_logprobs: 3 });
  for (const entry of entries) {
    expect(entry).toMatchObject({
      sampling_logprob: entry.logprob,
      token_id: expect.any(Number) as number,
    });
    const tops = entry.top_logprobs ?? [];
    expect(tops).toHaveLength(3);
    expect(new Set(tops.map((top) => top.token)).size).toBe(3);
    expect(tops.map((top) => top.logprob)).toEqual(
      tops.map((top) => top.logprob).toSorted((a, b) => b - a),
    );
    expect(tops.reduce((sum, top) => sum + Math.exp(top.logprob), 0)).toBeLessThanOrEqual(1);
  }
  const [, second] = entries;
  expect(content.slice(second?.text_offset ?? 0).startsWith(second?.token ?? "?")).toBe(true);
});

test("at temperature 0 the sampled token is always the likeliest", async () => {
  const { entries } = await newShape({ top_logprobs: 2, temperature: 0 });
  for (const entry of entries) expect(entry.top_logprobs?.[0]?.token).toBe(entry.token);
});

test("an integer asks for the legacy shape, which always holds the sampled token", async () => {
  const { choices } = await ask(server, { messages, logprobs: 2 });
  const legacy = choices[0]?.logprobs as LegacyLogprobs;
  const { tokens = [], token_logprobs = [], top_logprobs = [] } = legacy;
  expect(legacy.text_offset).toHaveLength(tokens?.length ?? 0);
  expect(legacy.token_ids).toHaveLength(tokens?.length ?? 0);
  for (const [index, token] of (tokens ?? []).entries()) {
    const tops = top_logprobs?.[index] ?? {};
    expect(tops[token]).toBe(token_logprobs?.[index]);
    expect([2, 3]).toContain(Object.keys(tops).length);
  }
});

test("the stream's entries join to those of the whole answer", async () => {
  const request = { messages, logprobs: true, top_logprobs: 1 };
  const { entries } = await newShape({ top_logprobs: 1 });
  const streamed = chunksOf(await streamText(server, request)).flatMap(
    (chunk) => (chunk.choices?.[0]?.logprobs as Logprobs | undefined)?.content ?? [],
  );
  expect(streamed).toEqual(entries);
});

test("no logprobs unless asked", async () => {
  for (const request of [{}, { logprobs: false }, { logprobs: null }])
    expect((await ask(server, request)).choices[0]).not.toHaveProperty("logprobs");
});
