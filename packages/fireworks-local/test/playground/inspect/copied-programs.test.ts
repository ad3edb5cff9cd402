import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { createFireworksLocal, type FireworksLocal } from "fireworks-local";
import type { ChatCompletionRequest } from "fireworks-client/wire";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { asChatFireworks } from "../../../playground/src/inspect/as-chat-fireworks.js";
import { asClient } from "../../../playground/src/inspect/as-client.js";
import { asCurl } from "../../../playground/src/inspect/as-curl.js";
import type { CopiedRequest } from "../../../playground/src/inspect/copied-request.js";
import { connect } from "../../../playground/src/server/connection.js";
import { programOnPath } from "../../../../../tests/program-on-path.js";

const KEY = "fw_of_the_copied_program";
const MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";
const CURL = programOnPath(["curl"]);
// Inside the repository, so that the packages are found by their names.
const FOLDER = fileURLToPath(new URL(".copied/", import.meta.url));

let server: FireworksLocal;
let url: string;
let programs = 0;

beforeAll(async () => {
  server = createFireworksLocal();
  ({ url } = await server.listen());
  await mkdir(FOLDER, { recursive: true });
  vi.stubEnv("FIREWORKS_API_KEY", KEY);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(FOLDER, { recursive: true, force: true });
  await server.close();
});

async function runTypeScript(source: string): Promise<void> {
  const file = `${FOLDER}program-${(programs += 1)}.ts`;
  await writeFile(file, source);
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  vi.stubEnv("FIREWORKS_API_KEY", KEY);
  try {
    await import(/* @vite-ignore */ file);
  } finally {
    write.mockRestore();
  }
}

async function runShell(source: string): Promise<void> {
  const env = { ...process.env, FIREWORKS_API_KEY: KEY };
  await promisify(execFile)("bash", ["-c", source], { env });
}

const WRITERS = {
  ChatFireworks: { write: asChatFireworks, run: runTypeScript },
  "the plain client": { write: asClient, run: runTypeScript },
  curl: { write: asCurl, run: runShell },
};

/** The body that the page itself sends, as it arrived. */
async function sentByThePage(request: ChatCompletionRequest): Promise<ChatCompletionRequest> {
  await connect(url).ask(request, { onEvent: () => {} });
  return lastBody();
}

const lastBody = (): ChatCompletionRequest => server.requests.at(-1)?.body as ChatCompletionRequest;

/** Arguments are JSON in a text, of which spaces say nothing. */
const asRead = (body: ChatCompletionRequest): unknown =>
  JSON.parse(JSON.stringify(body), (key, value: unknown) =>
    key === "arguments" && typeof value === "string" ? JSON.parse(value) : value,
  );

async function arrivesTheSame(name: keyof typeof WRITERS, request: ChatCompletionRequest) {
  const body = await sentByThePage(request);
  const { write, run } = WRITERS[name];
  const before = server.requests.length;
  const program = write({ baseURL: `${url}/inference/v1`, body } satisfies CopiedRequest);
  expect(program).toContain("FIREWORKS_API_KEY");
  // What the server refuses, a program tells by an error of its own.
  await run(program).catch((error: unknown) => {
    if (server.requests.length === before) throw error;
  });
  expect(server.requests).toHaveLength(before + 1);
  expect(asRead(lastBody())).toEqual(asRead(body));
  expect(server.requests.at(-1)?.path).toBe("/inference/v1/chat/completions");
}

/** Half a character becomes another one on the way. */
const isWellFormed = (text: string): boolean => Buffer.from(text).toString() === text;

const user = (content: string) => ({ role: "user" as const, content });
const weather = {
  type: "function" as const,
  function: {
    name: "get_weather",
    description: "The weather at a place.",
    parameters: {
      type: "object",
      properties: { city: { type: "string" } },
      required: ["city"],
      additionalProperties: false,
    },
  },
};
const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const REQUESTS: Record<string, Omit<ChatCompletionRequest, "model">> = {
  "a question": { messages: [user("Hello")] },
  "a system prompt of several lines, with all that quotes": {
    messages: [
      {
        role: "system",
        content: "Be brief.\n\n- `code` and ${this} and $HOME\r\n- \\n 'a' \"b\"\nJSON",
      },
      user("it's — 日本語 😀 \u2028 \u0007"),
    ],
  },
  "sampling and length": {
    messages: [user("Hi")],
    temperature: 0,
    top_p: 0.9,
    top_k: 40,
    min_p: 0.05,
    seed: 7,
    max_tokens: 50,
    stop: ["END", '"'],
    logit_bias: { "42": -5 },
    frequency_penalty: 0.5,
  },
  "several choices with probabilities": {
    messages: [user("Hi")],
    n: 2,
    logprobs: true,
    top_logprobs: 5,
  },
  "an effort of reasoning": { messages: [user("Think")], reasoning_effort: "low" },
  "thinking with a budget": {
    messages: [user("Think")],
    thinking: { type: "enabled", budget_tokens: 2048 },
  },
  "service, caching and debugging": {
    messages: [user("Hi")],
    service_tier: "priority",
    user: "u-1",
    prompt_cache_key: "k",
    metadata: { team: "a 'b'" },
    perf_metrics_in_response: true,
    raw_output: true,
  },
  "an object of a schema": {
    messages: [user("A film")],
    response_format: {
      type: "json_object",
      schema: { type: "object", properties: { title: { type: "string" } }, required: ["title"] },
    },
  },
  "any object": { messages: [user("A film")], response_format: { type: "json_object" } },
  "a grammar": {
    messages: [user("Yes?")],
    response_format: { type: "grammar", grammar: 'root ::= "yes" | "no"\n# `x` ${y} \\' },
  },
  "tools, with a choice": {
    messages: [user("Weather?")],
    tools: [weather],
    tool_choice: "required",
    parallel_tool_calls: false,
  },
  "a round of an agent": {
    messages: [
      user("Weather in Paris and Oslo?"),
      {
        role: "assistant",
        content: null,
        reasoning_content: "I look it up.",
        tool_calls: ["Paris", "Oslo"].map((city, at) => ({
          id: `call_${at}`,
          type: "function" as const,
          function: { name: "get_weather", arguments: `{"city": "${city}"}` },
        })),
      },
      { role: "tool", tool_call_id: "call_0", content: '{"sky":"clear"}' },
      { role: "tool", tool_call_id: "call_1", content: "rain" },
      { role: "assistant", content: "Paris is clear, Oslo has rain." },
      user("Thanks"),
    ],
    tools: [weather],
  },
  "a picture and words": {
    messages: [
      {
        role: "user",
        content: [
          { type: "image_url", image_url: { url: PIXEL } },
          { type: "text", text: "What is it?" },
        ],
      },
    ],
  },
  "a value that the server refuses": { messages: [user("Hi")], top_k: 1000 },
  "no usage wanted": { messages: [user("Hi")], stream_options: { include_usage: false } },
};

const kinds = Object.keys(WRITERS) as (keyof typeof WRITERS)[];
const runnable = kinds.filter((kind) => kind !== "curl" || CURL !== undefined);

describe.each(runnable)("what is copied for %s sends what the page sent", (kind) => {
  test.each(Object.keys(REQUESTS))("%s", async (name) => {
    await arrivesTheSame(kind, { model: MODEL, messages: [], ...REQUESTS[name] });
  });

  test("any texts", async () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.string()).filter((one) => one !== "");
    const wellFormed = text.filter(isWellFormed);
    await fc.assert(
      fc.asyncProperty(wellFormed, wellFormed, async (system, said) => {
        const messages = [{ role: "system" as const, content: system }, user(said)];
        await arrivesTheSame(kind, { model: MODEL, messages, user: said });
      }),
      { numRuns: 10 },
    );
  });
});

test("a program for Fireworks names no server of ours, and none holds a key", () => {
  const body = { model: MODEL, messages: [user("Hi")] };
  for (const { write } of Object.values(WRITERS)) {
    const program = write({ baseURL: undefined, body });
    expect(program).not.toContain("127.0.0.1");
    expect(program).not.toMatch(/fw_/);
  }
  expect(asCurl({ baseURL: undefined, body })).toContain("'https://api.fireworks.ai/inference/v1/");
});
