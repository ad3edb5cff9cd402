import * as fc from "fast-check";
import { expect, test } from "vitest";
import { accumulateText, emptyTextAccumulation, toTextCompletion } from "fireworks-client";
import { assembleText } from "../../src/stream/accumulate-text.js";
import type { CompletionChoice, CompletionChunk } from "fireworks-client/wire";

const fold = (...chunks: unknown[]) =>
  toTextCompletion((chunks as CompletionChunk[]).reduce(accumulateText, emptyTextAccumulation()));

const piece = (choice: Partial<CompletionChoice>, rest: Partial<CompletionChunk> = {}) => ({
  id: "c-1",
  object: "text_completion" as const,
  created: 7,
  model: "m",
  choices: [{ index: 0, text: "", finish_reason: null, ...choice }],
  ...rest,
});

test("A141: text of each choice, in the order of their indices; usage is counted once", () => {
  const usage = { prompt_tokens: 2, completion_tokens: 4, total_tokens: 6 };
  const answer = fold(
    piece({ index: 1, text: "Wo" }),
    piece({ text: "Yes" }),
    piece({ index: 1, text: "rld" }),
    piece({ finish_reason: "length" }, { usage, perf_metrics: { "prompt-tokens": "2" } }),
    piece({ index: 1, finish_reason: "stop" }, { usage }),
  );
  expect(answer).toEqual({
    id: "c-1",
    object: "text_completion",
    created: 7,
    model: "m",
    choices: [
      { index: 0, text: "Yes", finish_reason: "length" },
      { index: 1, text: "World", finish_reason: "stop" },
    ],
    usage,
    perf_metrics: { "prompt-tokens": "2" },
  });
});

test("A142: logprobs of both shapes, token ids and raw output of each choice", () => {
  const logprob = (token: string) => ({ token, logprob: -1, bytes: [1] });
  const legacy = (token: string) => ({ tokens: [token], token_logprobs: [-1], text_offset: [0] });
  const first = piece({
    text: "a",
    logprobs: { content: [logprob("a")] },
    prompt_token_ids: [5, 6],
    token_ids: [1],
    raw_output: { prompt_fragments: ["x"] },
  });
  const last = piece({
    text: "b",
    logprobs: { content: [logprob("b")] },
    prompt_token_ids: [5, 6],
    token_ids: [2],
    raw_output: { completion: "ab" },
    finish_reason: "stop",
  });
  const before = structuredClone(first);
  const other = (token: string) => piece({ index: 1, text: token, logprobs: legacy(token) });
  expect(fold(first, other("c"), last, other("d")).choices).toEqual([
    {
      index: 0,
      text: "ab",
      finish_reason: "stop",
      logprobs: { content: [logprob("a"), logprob("b")] },
      prompt_token_ids: [5, 6],
      token_ids: [1, 2],
      raw_output: { prompt_fragments: ["x"], completion: "ab" },
    },
    {
      index: 1,
      text: "cd",
      finish_reason: null,
      logprobs: { tokens: ["c", "d"], token_logprobs: [-1, -1], text_offset: [0, 0] },
    },
  ]);
  expect(first).toEqual(before);
});

test("chunks with usage alone, without choices, add no choice", () => {
  const usage = { prompt_tokens: 1, total_tokens: 1 };
  expect(fold(piece({}, { choices: [], usage }))).toMatchObject({ choices: [], usage });
  expect(fold(piece({}, { choices: null, usage }))).toMatchObject({ choices: [], usage });
});

test("putting odd chunks of text together never throws", () => {
  const odd = fc.jsonValue({ maxDepth: 2 });
  const choice = fc.record(
    {
      index: odd,
      text: odd,
      logprobs: odd,
      token_ids: odd,
      prompt_token_ids: odd,
      raw_output: odd,
    },
    { requiredKeys: [] },
  );
  const choices = fc.oneof(fc.array(fc.oneof(odd, choice)), odd);
  const chunk = fc.record({ id: odd, model: odd, choices, usage: odd }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.array(chunk), (chunks) => {
      for (const { index, text } of fold(...chunks).choices) {
        expect([typeof index, typeof text]).toEqual(["number", "string"]);
      }
    }),
    { numRuns: 300 },
  );
});

test("a chunk without usage leaves what came; odd parts are left out", () => {
  const usage = { prompt_tokens: 1, total_tokens: 1 };
  const odd = { text: 5, prompt_token_ids: 5 } as unknown as Partial<CompletionChoice>;
  expect(fold(piece({ text: "a" }, { usage }), piece(odd, { usage: null }))).toStrictEqual({
    id: "c-1",
    object: "text_completion",
    created: 7,
    model: "m",
    choices: [{ index: 0, text: "a", finish_reason: null }],
    usage,
  });
  expect(fold({ id: 5, choices: ["text"] })).toStrictEqual({
    id: "",
    object: "text_completion",
    created: 0,
    model: "",
    choices: [],
  });
});

test("a text completion is put together, and has choices from the first one on", () => {
  const assembly = assembleText();
  assembly.add(piece({}, { choices: [] }));
  expect(assembly.hasChoices()).toBe(false);
  assembly.add(piece({ text: "a" }));
  expect(assembly.hasChoices()).toBe(true);
  expect(assembly.whole()).toMatchObject({ id: "c-1", choices: [{ text: "a" }] });
});
