import * as fc from "fast-check";
import { expect, test } from "vitest";
import { local, LLAMA, postTo } from "./local.js";

const word = fc.constantFrom(
  "weather",
  "in",
  "Paris",
  "sum",
  "of",
  "2",
  "and",
  "3",
  "机器",
  "学习",
);
const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));
const messages = fc
  .array(text, { minLength: 1, maxLength: 3 })
  .map((texts) => texts.map((content) => ({ role: "user", content })));
const parameters = {
  type: "object",
  properties: { city: { type: "string" }, days: { type: "integer", minimum: 1, maximum: 9 } },
  required: ["city"],
};
const tools = [{ type: "function", function: { name: "weather", parameters } }];

const chat = fc.record(
  {
    model: fc.constant(LLAMA),
    messages,
    stream: fc.boolean(),
    n: fc.integer({ min: 1, max: 2 }),
    seed: fc.integer({ min: 0, max: 5 }),
    tools: fc.constant(tools),
    logprobs: fc.boolean(),
    response_format: fc.constantFrom(
      { type: "json_object", schema: parameters },
      { type: "grammar", grammar: 'root ::= [a-z]+ "!"' },
    ),
  },
  { requiredKeys: ["model", "messages"] },
);
const embeddings = fc.record(
  {
    model: fc.constant("fireworks/qwen3-embedding-8b"),
    input: fc.array(text, { maxLength: 3 }),
    dimensions: fc.integer({ min: 1, max: 64 }),
    normalize: fc.boolean(),
  },
  { requiredKeys: ["model", "input"] },
);
const rerank = fc.record({
  query: text,
  documents: fc.array(text, { minLength: 1, maxLength: 4 }),
});

const request = fc.oneof(
  fc.tuple(fc.constant("/chat/completions"), chat),
  fc.tuple(fc.constant("/embeddings"), embeddings),
  fc.tuple(fc.constant("/rerank"), rerank),
);

/**
 * The same JSON, its keys the other way round everywhere but among `properties`: in their order a model
 * writes them.
 */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, key === "properties" ? item : reversed(item)]),
  );
}

async function answerTo(path: string, body: unknown, seed: number): Promise<string> {
  const response = await postTo(local({ seed }), path, body);
  expect(response.status).toBe(200);
  return response.text();
}

test("the same request and seed give the same bytes, on another server and with keys in another order", async () => {
  await fc.assert(
    fc.asyncProperty(request, fc.nat(3), async ([path, body], seed) => {
      const first = await answerTo(path, body, seed);
      expect(await answerTo(path, body, seed)).toBe(first);
      expect(await answerTo(path, reversed(body), seed)).toBe(first);
    }),
    { numRuns: 25 },
  );
});
