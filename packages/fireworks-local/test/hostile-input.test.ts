import * as fc from "fast-check";
import { expect, test } from "vitest";
import { chatRequestShape } from "../src/requests/chat-schema.js";
import { type Ask, LLAMA, local, post, postTo, tool } from "./local.js";

const server = local();

const KEYWORDS =
  "type properties required items anyOf oneOf allOf enum const $ref $defs minItems maxItems minLength maxLength minimum maximum multipleOf pattern format additionalProperties prefixItems uniqueItems minProperties maxProperties not propertyNames patternProperties contains minContains if then else dependentRequired dependentSchemas".split(
    " ",
  );

/** Keywords with anything at all behind them, sensible or not. */
const { schema: wildSchema } = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.dictionary(
    fc.constantFrom(...KEYWORDS),
    fc.oneof(
      { maxDepth: 3, depthIdentifier: "wild" },
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom(
        "object",
        "string",
        "array",
        "integer",
        "#",
        "#/$defs/a",
        "^(a+)+$",
        "[",
        1e9,
        -1,
      ),
      tie("schema"),
      fc.array(tie("schema"), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom("a", "b", "__proto__"), tie("schema"), { maxKeys: 2 }),
    ),
    { maxKeys: 4 },
  ),
}));

async function statusOf(request: Ask): Promise<number> {
  const response = await post(server, request);
  await response.text();
  return response.status;
}

test("no schema, however wild, makes the server fail", async () => {
  await fc.assert(
    fc.asyncProperty(wildSchema, async (schema) => {
      const tools = [{ type: "function", function: { name: "f", parameters: schema } }];
      const requests = [
        { response_format: { type: "json_schema", json_schema: { schema } } },
        { tools, tool_choice: "any" },
        {
          response_format: { type: "json_object" },
          messages: [{ role: "user", content: JSON.stringify(schema) }],
        },
      ];
      for (const request of requests) expect([200, 400]).toContain(await statusOf(request));
    }),
    { numRuns: 30 },
  );
});

/** Loaded machines are slow. */
const PATIENCE_MS = 5_000;

const MANY = 50_000;
const many = <Item>(item: Item): Item[] => Array.from({ length: MANY }, () => item);

test.each<[string, string, object]>([
  ["token ids", "/completions", { prompt: many(7) }],
  ["token ids and a null", "/completions", { prompt: [...many(7), null] }],
  ["prompts", "/completions", { prompt: many("a"), n: 128 }],
  ["images", "/completions", { prompt: "a", images: many("https://x.test") }],
  ["bad messages", "/chat/completions", { messages: many({ role: "x", y: 1 }) }],
  ["unknown keys", "/chat/completions", Object.fromEntries(many(1).map((one, at) => [at, one]))],
  ["texts where one is wanted", "/chat/completions", { user: many("x".repeat(10)) }],
])(
  "thousands and thousands of %s are refused shortly, by a lenient server too",
  async (_, path, request) => {
    for (const lenient of [false, true]) {
      const server = local({ lenient });
      const response = await server.fetch(server.baseURL + path, {
        method: "POST",
        headers: { authorization: "Bearer fw_test" },
        body: JSON.stringify({ model: LLAMA, ...request }),
      });
      const text = await response.text();
      expect([response.status, text.length < 100_000]).toEqual([400, true]);
    }
  },
);

/** Minutes, each, before the length was looked at first; or a regular expression without end. */
test.each<[string, string, object]>([
  ["words", "/chat/completions", { messages: [{ role: "user", content: "word ".repeat(1e6) }] }],
  ["letters", "/chat/completions", { messages: [{ role: "user", content: "a".repeat(5e6) }] }],
  ["numbers", "/completions", { prompt: "1, 2 ".repeat(1e6) }],
  [
    "messages",
    "/chat/completions",
    { messages: Array.from({ length: 10_001 }, () => ({ role: "user", content: "x" })) },
  ],
  ["documents", "/rerank", { query: "a", documents: Array(10_001).fill("abc") }],
  [
    "text in documents",
    "/rerank",
    { query: "a", documents: Array(100).fill("abc ".repeat(25_000)) },
  ],
  ["text in inputs", "/embeddings", { input: Array(100).fill("abc ".repeat(25_000)) }],
  ["values", "/embeddings", { input: Array(1_200_001).fill(1) }],
])("far too much %s is refused in seconds", async (_, path, request) => {
  const model = {
    "/rerank": "fireworks/qwen3-reranker-8b",
    "/embeddings": "fireworks/qwen3-embedding-8b",
  }[path];
  const startedAt = performance.now();
  const response = await server.fetch(server.baseURL + path, {
    method: "POST",
    headers: { authorization: "Bearer fw_test" },
    body: JSON.stringify({ model: model ?? LLAMA, ...request }),
  });
  await response.text();
  expect(response.status).toBe(400);
  expect(performance.now() - startedAt).toBeLessThan(PATIENCE_MS);
});

test("a text of millions of letters without a break is counted", async () => {
  const prompt = "a".repeat(3_000_000);
  const response = await post(server, { messages: [{ role: "user", content: prompt }] });
  expect([response.status, await response.text()]).toEqual([
    400,
    expect.stringContaining("The prompt is too long"),
  ]);
});

test("no value in any field makes the server fail", async () => {
  const shape = chatRequestShape({ audio: false });
  const fields = shape.kind === "object" ? Object.keys(shape.keys) : [];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...fields),
      fc.jsonValue({ maxDepth: 3 }),
      async (field, value) => {
        expect([200, 400, 404]).toContain(await statusOf({ [field]: value }));
      },
    ),
    { numRuns: 50 },
  );
});

test("no grammar makes the server fail", async () => {
  const piece = fc.constantFrom(
    "root",
    " ::= ",
    '"a"',
    "[a-z]",
    "[^",
    "(",
    ")",
    "*",
    "+",
    "{3}",
    "[]",
    "]",
    "|",
    "\n",
    "#",
    "b",
    "\\",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 14 }), async (pieces) => {
      const grammar = `root ::= ${pieces.join("")}`;
      const response_format = { type: "grammar", grammar };
      expect([200, 400]).toContain(await statusOf({ response_format }));
    }),
    { numRuns: 50 },
  );
});

test("nine million spaces are read", async () => {
  const prompt = " ".repeat(9_000_000);
  const response = await postTo(server, "/completions", { model: LLAMA, prompt });
  expect([response.status, await response.text()]).toEqual([
    400,
    expect.stringContaining("The prompt is too long"),
  ]);
});

test("a word of 200,000 letters is soon read for what a tool may want of it", async () => {
  const startedAt = performance.now();
  const tools = [tool("add", "Adds", { a: { type: "number" } })];
  const messages = [{ role: "user", content: "a".repeat(200_000) }];
  const model = "accounts/fireworks/models/kimi-k3";
  expect(await statusOf({ model, messages, tools, tool_choice: "any" })).toBe(200);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
