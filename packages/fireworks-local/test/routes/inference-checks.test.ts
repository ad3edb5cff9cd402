import { createFireworksLocal, type FireworksLocal } from "fireworks-local";
import { describe, expect, test } from "vitest";
import { LLAMA } from "../local.js";

const server = createFireworksLocal();

interface EndpointCase {
  path: string;
  /** The least that is accepted. */
  body: Record<string, unknown>;
  /** A field that is required beside the model. */
  needed: string;
}

const ENDPOINTS: EndpointCase[] = [
  {
    path: "/chat/completions",
    body: { model: LLAMA, messages: [{ role: "user", content: "hi" }] },
    needed: "messages",
  },
  { path: "/completions", body: { model: LLAMA, prompt: "hi" }, needed: "prompt" },
  {
    path: "/embeddings",
    body: { model: "fireworks/qwen3-embedding-8b", input: "hi" },
    needed: "input",
  },
  {
    path: "/rerank",
    body: { model: "fireworks/qwen3-reranker-8b", query: "hi", documents: ["hi"] },
    needed: "query",
  },
];

function send(path: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  return sendTo(server, path, body, init);
}

function sendTo(
  to: FireworksLocal,
  path: string,
  body: unknown,
  init: RequestInit = {},
): Promise<Response> {
  return to.fetch(to.baseURL + path, {
    method: "POST",
    headers: { authorization: "Bearer fw_test", "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...init,
  });
}

const E1 = (message: string): object => ({
  error: {
    object: "error",
    type: "invalid_request_error",
    code: "invalid_request_error",
    message,
  },
});

async function answer(response: Promise<Response>): Promise<[number, unknown]> {
  const { status, ...whole } = await response.then(async (found) => ({
    status: found.status,
    json: (await found.json()) as unknown,
  }));
  return [status, whole.json];
}

describe.each(ENDPOINTS)("$path", ({ path, body, needed }) => {
  test("answers the least that is accepted", async () => {
    expect((await send(path, body)).status).toBe(200);
  });

  test.each<[string, unknown, string]>([
    [
      "an unknown field",
      { ...body, verbosity: "low" },
      "Extra inputs are not permitted, field: 'verbosity', value: 'low'",
    ],
    [
      "several problems, counted",
      { ...body, store: true, audio: null },
      "2 request validation errors: Extra inputs are not permitted, field: 'store', value: True; " +
        "Extra inputs are not permitted, field: 'audio', value: None",
    ],
    [
      "a required field that is missing",
      { ...body, [needed]: undefined },
      `Field required, field: '${needed}'`,
    ],
    ["a body that is no JSON", "{", "The request body is not a valid JSON object"],
    ["a body that is a list", [], "The request body is not a valid JSON object"],
    ["no body", "", "The request body is not a valid JSON object"],
    [
      "a body that nests without end",
      { ...body, x: JSON.parse("[".repeat(500) + "]".repeat(500)) as unknown },
      "The request body nests deeper than 128 levels",
    ],
    [
      "a model that is no text",
      { ...body, model: 5 },
      "Input should be a valid string, field: 'model', value: 5",
    ],
  ])("refuses %s", async (_, request, message) => {
    expect(await answer(send(path, request))).toEqual([400, E1(message)]);
  });

  test("refuses a model nobody knows, before it looks at the rest", async () => {
    const [status, json] = await answer(send(path, { ...body, model: "x", foo: 1 }));
    expect([status, json]).toEqual([
      404,
      {
        error: {
          message: "Model not found, inaccessible, and/or not deployed",
          param: "model",
          code: "NOT_FOUND",
          type: "error",
        },
      },
    ]);
  });

  test("wants a key", async () => {
    const [status, json] = await answer(send(path, body, { headers: { "x-request-id": "r1" } }));
    expect([status, json]).toEqual([
      401,
      {
        error: {
          message: "The API key you provided is invalid.",
          param: null,
          code: "UNAUTHORIZED",
          type: "error",
        },
        request_id: "r1",
      },
    ]);
  });

  test("wants POST", async () => {
    const response = await send(path, "", { method: "GET", body: undefined });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("is answered with the headers of contract 1.6", async () => {
    const response = await send(path, body);
    const headers = Object.fromEntries(response.headers);
    const { usage } = (await response.json()) as { usage: { prompt_tokens: number } };
    expect(headers).toMatchObject({
      "fireworks-prompt-tokens": String(usage.prompt_tokens),
      "fireworks-cached-prompt-tokens": "0",
      "fireworks-server-time-to-first-token": expect.stringMatching(/^\d+\.\d+$/),
      "fireworks-server-processing-time": expect.stringMatching(/^\d+\.\d+$/),
      "x-ratelimit-limit-tokens-prompt": expect.stringMatching(/^\d+$/),
      "x-ratelimit-remaining-tokens-prompt": expect.stringMatching(/^\d+$/),
      "x-ratelimit-limit-tokens-cache-adjusted-prompt": expect.stringMatching(/^\d+$/),
      "x-ratelimit-remaining-tokens-cache-adjusted-prompt": expect.stringMatching(/^\d+$/),
      "x-ratelimit-limit-tokens-generated": expect.stringMatching(/^\d+$/),
      "x-ratelimit-remaining-tokens-generated": expect.stringMatching(/^\d+$/),
      "x-ratelimit-over-limit": "no",
      "x-request-id": expect.any(String),
    });
    expect(Object.keys(headers).filter((name) => DEDICATED.includes(name))).toEqual([]);
  });

  test("is lenient when it is asked to be", async () => {
    const lenient = createFireworksLocal({ lenient: true });
    const request = { ...body, model: "accounts/x/models/y", foo: 1, user: 5, top_n: 0 };
    expect((await sendTo(lenient, path, request)).status).toBe(200);
  });
});

const DEDICATED = [
  "fireworks-backend-host",
  "fireworks-deployment",
  "fireworks-num-concurrent-requests",
  "fireworks-tokenizer-queue-duration",
  "fireworks-tokenizer-duration",
  "fireworks-prefill-queue-duration",
  "fireworks-prefill-duration",
  "fireworks-generation-queue-duration",
  "fireworks-generation-duration",
];

describe("an answer of a dedicated deployment", () => {
  const id = "accounts/me/deployments/mine";
  const own = createFireworksLocal({ deployments: [{ id, baseModel: LLAMA }] });

  test.each(["/chat/completions", "/completions"])(
    "of %s has the headers of one, and no rate limits",
    async (path) => {
      for (const stream of [false, true]) {
        const body = { model: id, messages: [{ role: "user", content: "hi" }] };
        const request = path === "/completions" ? { model: id, prompt: "hi" } : body;
        const { headers } = await sendTo(own, path, { ...request, stream });
        expect(DEDICATED.filter((name) => !headers.has(name))).toEqual([]);
        expect(headers.get("fireworks-deployment")).toBe(id);
        expect([...headers.keys()].filter((name) => name.startsWith("x-ratelimit"))).toEqual([]);
      }
    },
  );

  test("by a model on it names it too, and tells the same in the body", async () => {
    const model = `${LLAMA}#${id}`;
    const messages = [{ role: "user", content: "hi" }];
    const request = { model, messages, perf_metrics_in_response: true };
    const response = await sendTo(own, "/chat/completions", request);
    expect(await response.json()).toMatchObject({ perf_metrics: { deployment: id } });
  });
});

test.each(["/chat/completions", "/completions"])(
  "a stream of %s has the headers that are known at its start",
  async (path) => {
    const { body } = ENDPOINTS.find((endpoint) => endpoint.path === path) ?? {};
    const { headers } = await send(path, { ...body, stream: true });
    expect(headers.get("fireworks-prompt-tokens")).toMatch(/^\d+$/);
    expect(headers.get("fireworks-server-time-to-first-token")).toMatch(/^\d/);
    expect(headers.has("fireworks-server-processing-time")).toBe(false);
    expect(headers.has("fireworks-sampling-options")).toBe(false);
    expect(headers.get("content-type")).toBe("text/event-stream");
  },
);
