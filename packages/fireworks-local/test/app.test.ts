import type { ErrorEnvelope, ModelList } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { LLAMA, local, post } from "./local.js";

const server = local();
const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  server.fetch(`${server.url}${path}`, init);
const key = { authorization: "Bearer k" };
const asked = JSON.stringify({ model: LLAMA, messages: [{ role: "user", content: "x" }] });

test.each<Record<string, string>>([
  {},
  { authorization: "Bearer" },
  { authorization: "Basic k" },
  { authorization: "" },
])("refuses %j as a key with the body Fireworks gives", async (headers) => {
  const response = await get("/inference/v1/models", { headers });
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({
    error: {
      message: "The API key you provided is invalid.",
      param: null,
      code: "UNAUTHORIZED",
      type: "error",
    },
    request_id: response.headers.get("x-request-id"),
  });
});

test("only the given keys are accepted, and the refusal's status is a setting", async () => {
  const strict = local({ apiKeys: ["fw_right"], authFailureStatus: 403 });
  const status = async (authorization: string): Promise<number> =>
    (await post(strict, {}, { headers: { authorization } })).status;
  expect(await status("Bearer fw_wrong")).toBe(403);
  expect(await status("Bearer fw_right")).toBe(200);
});

test("/models lists models, routers and embedders; some without a context length", async () => {
  const list = (await (await get("/inference/v1/models", { headers: key })).json()) as ModelList;
  const entry = (id: string) => list.data.find((model) => model.id === id);
  expect(list.object).toBe("list");
  expect(entry("accounts/fireworks/models/glm-5p3")).toMatchObject({
    object: "model",
    owned_by: "fireworks",
    supports_tools: true,
    context_length: 1_048_573,
  });
  expect(entry("accounts/fireworks/models/llama-v3-70b-instruct")).toBeDefined();
  expect(entry("accounts/fireworks/routers/kimi-latest")).toBeDefined();
  expect(entry("accounts/fireworks/models/qwen3-embedding-8b")).toMatchObject({
    supports_chat: false,
  });
  expect(list.data.some((model) => !("context_length" in model))).toBe(true);
});

test("the caller's models are listed and answer", async () => {
  const own = local({ models: [{ id: "accounts/me/models/mine", contextLength: 100 }] });
  expect((await post(own, { model: "accounts/me/models/mine" })).status).toBe(200);
});

test("the paths of Fireworks' own SDK work too", async () => {
  expect((await get("/v1/models", { headers: key })).status).toBe(200);
  expect(
    (await get("/v1/chat/completions", { method: "POST", headers: key, body: asked })).status,
  ).toBe(200);
});

test.each([
  ["GET", "/inference/v1/chat/completions", 405],
  ["POST", "/inference/v1/models", 405],
  ["GET", "/inference/v1/nothing", 404],
  ["GET", "/health", 200],
])("%s %s is %i", async (method, path, status) => {
  const response = await get(path, { method, headers: key });
  expect(response.status).toBe(status);
  const body = (await response.json()) as Partial<ErrorEnvelope>;
  if (status !== 200) expect(body.error).toMatchObject({ type: "error", param: null });
});

test.each(["", "{", "[]", "null", '"x"'])("refuses the body %j as no JSON object", async (body) => {
  const response = await get("/inference/v1/chat/completions", {
    method: "POST",
    headers: key,
    body,
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("invalid_request_error");
});

test("a body above the limit is a 413, declared or not", async () => {
  const small = local({ maxBodyBytes: 100 });
  const body = "x".repeat(101);
  expect((await post(small, {}, { body })).status).toBe(413);
  const undeclared = new Blob([body]).stream();
  const init = { body: undeclared, duplex: "half" } as RequestInit;
  expect((await post(small, {}, init)).status).toBe(413);
});

test("the journal holds requests in order, with their status and without the key", async () => {
  const kept = local();
  await post(
    kept,
    { n: 2 },
    {
      headers: {
        authorization: "Bearer fw_secret",
        "x-api-key": "fw_secret",
        "x-request-id": "r1",
      },
    },
  );
  await post(kept, { foo: 1 });
  expect(kept.requests.map(({ status }) => status)).toEqual([200, 400]);
  expect(kept.requests[0]).toMatchObject({
    id: "r1",
    method: "POST",
    path: "/inference/v1/chat/completions",
    body: { n: 2 },
    at: 1_790_000_000_000,
  });
  expect(JSON.stringify(kept.requests)).not.toContain("fw_secret");
  kept.requests.length = 0;
  await post(kept, {});
  expect(kept.requests).toHaveLength(1);
});

test("every answer echoes the request id and says it is no language model", async () => {
  for (const path of ["/health", "/nothing", "/v1/models"]) {
    const response = await get(path, { headers: { "x-request-id": "abc" } });
    expect(response.headers.get("x-request-id")).toBe("abc");
    expect(response.headers.get("x-fireworks-local")).toContain("not a language model");
  }
});
