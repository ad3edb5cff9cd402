import { once } from "node:events";
import type { ModelList } from "fireworks-client/wire";
import { afterEach, expect, test, vi } from "vitest";
import { LLAMA, local, post, refusal, refusalAt, streamText } from "../local.js";
import { DONE, event, type FakeEngine, json, startEngine, stream } from "./fake-engine.js";

const ANSWER = {
  choices: [{ message: { role: "assistant", content: "Hi" }, finish_reason: "stop" }],
};

const KIMI = "accounts/fireworks/models/kimi-k3";

let engine: FakeEngine | undefined;
afterEach(() => engine?.stop());

async function answering(...[answer]: Parameters<typeof startEngine>): Promise<string> {
  engine = await startEngine(answer);
  return engine.url;
}

test("what Fireworks would refuse never reaches the engine", async () => {
  const server = local({ upstream: await answering(json(ANSWER)) });
  expect(await refusal(server, { store: true })).toEqual([
    400,
    "Extra inputs are not permitted, field: 'store', value: True",
  ]);
  expect(engine?.requests).toEqual([]);
});

test("a model that is not known here is let through, under its own name", async () => {
  const server = local({ upstream: await answering(json(ANSWER)) });
  const response = await post(server, { model: "qwen3:4b" });
  expect(await response.json()).toMatchObject({ model: "qwen3:4b" });
  expect(engine?.requests[0]?.body["model"]).toBe("qwen3:4b");
});

test("the map names the engine's model and the answer the one that was asked", async () => {
  const url = await answering(json({ ...ANSWER, model: "qwen3" }));
  const server = local({ upstream: { url, models: { [KIMI]: "qwen3", "*": "tiny" } } });
  expect(await (await post(server, { model: KIMI })).json()).toMatchObject({ model: KIMI });
  await post(server, {});
  expect(engine?.requests.map(({ body }) => body["model"])).toEqual(["qwen3", "tiny"]);
});

test("an id that the map lacks is a 404 that says what it has; the engine's own name is not", async () => {
  const url = await answering(json(ANSWER));
  const server = local({ upstream: { url, models: { [KIMI]: "qwen3" } } });
  const [status, message] = await refusal(server, {});
  expect([status, message]).toEqual([404, expect.stringContaining(KIMI)]);
  expect((await post(server, { model: "qwen3" })).status).toBe(200);
});

test("the engine's refusal keeps its status and text, in Fireworks' envelope", async () => {
  const body = {
    object: "error",
    message: "max_tokens is too large",
    type: "BadRequestError",
    code: 400,
  };
  const server = local({ upstream: await answering(json(body, 400)) });
  const response = await post(server, {});
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    error: {
      object: "error",
      type: "invalid_request_error",
      code: "invalid_request_error",
      message: "max_tokens is too large",
    },
  });
});

test.each([
  [404, { error: "model 'x' not found" }, "model 'x' not found", "NOT_FOUND"],
  [500, { error: { message: "boom" } }, "boom", "INTERNAL_SERVER_ERROR"],
  [503, { detail: "loading" }, "loading", "SERVICE_UNAVAILABLE"],
  [
    502,
    "<html>Bad gateway</html>",
    "The upstream answered with status 502 and no message",
    "BAD_GATEWAY",
  ],
])("status %i with %j is an E2", async (status, body, message, code) => {
  const server = local({ upstream: await answering(json(body, status)) });
  const response = await post(server, {});
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: { message, param: null, code, type: "error" } });
});

test("a 429 keeps its Retry-After", async () => {
  const limited = json({ error: { message: "slow down" } }, 429, { "retry-after": "7" });
  const response = await post(local({ upstream: await answering(limited) }), {});
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
});

test("an engine that is not there is a 502 that names the URL without its credentials", async () => {
  const url = new URL(await answering(json(ANSWER)));
  await engine?.stop();
  Object.assign(url, { username: "me", password: "hunter22" });
  const [status, message] = await refusal(local({ upstream: url.href }), {});
  expect(status).toBe(502);
  expect(message).toContain(`${url.host}/v1 gave no answer: ECONNREFUSED`);
  expect(message).not.toContain("hunter22");
});

test("a timeout of the upstream is a 504", async () => {
  const slow = vi.fn<typeof fetch>(() =>
    Promise.reject(new TypeError("fetch failed", { cause: { code: "UND_ERR_HEADERS_TIMEOUT" } })),
  );
  const [status] = await refusal(
    local({ upstream: { url: "http://engine:8000", fetch: slow } }),
    {},
  );
  expect([status, slow.mock.calls[0]?.[0]]).toEqual([
    504,
    "http://engine:8000/v1/chat/completions",
  ]);
});

test("the caller's key goes to Fireworks alone, unless one is set; a scope's key stays here", async () => {
  const url = await answering(json(ANSWER));
  const fireworks = { url, dialect: "fireworks" } as const;
  const withKey = (key: string) => ({ headers: { authorization: `Bearer ${key}`, cookie: "a=1" } });
  await post(local({ upstream: url }), {}, withKey("fw_mine"));
  await post(local({ upstream: { url, apiKey: "sk-other" } }), {}, withKey("fw_mine"));
  await post(local({ upstream: fireworks }), {}, withKey("fw_mine"));
  await post(local({ upstream: fireworks }), {}, withKey("fw_scope_one"));
  await post(local({ upstream: { ...fireworks, apiKey: "sk-other" } }), {}, withKey("fw_mine"));
  expect(engine?.requests.map(({ headers }) => headers.authorization)).toEqual([
    undefined,
    "Bearer sk-other",
    "Bearer fw_mine",
    undefined,
    "Bearer sk-other",
  ]);
  expect(engine?.requests[0]?.headers.cookie).toBeUndefined();
});

test.for(["openai", "fireworks"] as const)(
  "a key that %s repeats is not shown",
  async (dialect) => {
    const url = await answering(
      json({ error: { message: "Incorrect API key: sk-secret-1" } }, 401),
    );
    const upstream = { url, apiKey: "sk-secret-1", dialect };
    const [status, message] = await refusal(local({ upstream }), {});
    expect([status, message]).toEqual([401, "Incorrect API key: [redacted]"]);
  },
);

test("a caller's key that Fireworks repeats is not shown", async () => {
  const url = await answering(json({ error: { message: "No account for fw_mine_1" } }, 403));
  const server = local({ upstream: { url, dialect: "fireworks" } });
  const init = { headers: { authorization: "Bearer fw_mine_1" } };
  expect(await refusal(server, {}, init)).toEqual([403, "No account for [redacted]"]);
});

test.for([
  { error: "Unexpected endpoint. Returning 200 anyway" },
  { object: "error", message: "Unexpected endpoint. Returning 200 anyway", code: 400 },
])("an error with status 200 is no answer: %j", async (body) => {
  const server = local({ upstream: await answering(json(body)) });
  const said = expect.stringMatching(/sent no answer: Unexpected endpoint/);
  expect(await refusal(server, {})).toEqual([502, said]);
  const ranked = { model: "accounts/fireworks/models/any", query: "a", documents: ["b"] };
  expect(await refusalAt(server, "/rerank", ranked)).toEqual([502, said]);
  const embedded = { model: "my-own-embedder", input: "a", dimensions: 64 };
  expect(await refusalAt(server, "/embeddings", embedded)).toEqual([502, said]);
});

test.for([200, 500])("a whole answer with status %d that breaks off is a 502", async (status) => {
  const url = await answering((response) => {
    response.writeHead(status, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"choices":', () => response.destroy());
  });
  const broken = [502, expect.stringMatching(/^The upstream .* broke off/)];
  expect(await refusal(local({ upstream: url }), {})).toEqual(broken);
});

test("a stream that breaks off drops the connection, and nothing is printed", async () => {
  const print = vi.spyOn(console, "error");
  let breakOff = (): void => {};
  const url = await answering((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(event({ choices: [{ index: 0, delta: { content: "Hi" } }] }));
    breakOff = () => void response.destroy();
  });
  await using server = local({ upstream: url });
  await server.listen();
  const response = await fetch(`${server.baseURL}/chat/completions`, {
    method: "POST",
    headers: { authorization: "Bearer fw_any" },
    body: JSON.stringify({
      model: LLAMA,
      messages: [{ role: "user", content: "Hi" }],
      stream: true,
    }),
  });
  const reader = response.body?.getReader();
  await reader?.read();
  breakOff();
  await expect(reader?.read()).rejects.toThrow("terminated");
  expect(print).not.toHaveBeenCalled();
});

test("a redirect to another host is not followed, one to the same host is", async () => {
  const elsewhere = json("", 307, { location: "http://127.0.0.1:1/steal" });
  const [status, message] = await refusal(local({ upstream: await answering(elsewhere) }), {});
  expect([status, message]).toEqual([502, expect.stringContaining("another host")]);
  await engine?.stop();
  const same = await answering((response, request) =>
    request.path === "/v1/moved"
      ? json(ANSWER)(response, request)
      : json("", 308, { location: "/v1/moved" })(response, request),
  );
  expect((await post(local({ upstream: same }), {})).status).toBe(200);
});

test("a client that leaves ends the engine's request, before the answer and inside it", async () => {
  const url = await answering(() => {});
  const early = new AbortController();
  const waiting = post(local({ upstream: url }), {}, { signal: early.signal });
  await vi.waitFor(() => expect(engine?.requests).toHaveLength(1));
  early.abort();
  await expect(waiting).rejects.toThrow("abort");
  await engine?.stop();

  let closed: Promise<unknown> | undefined;
  const server = local({
    upstream: await answering((response) => {
      closed = once(response, "close");
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(event({ choices: [{ index: 0, delta: { content: "a" } }] }));
    }),
  });
  const response = await post(server, { stream: true });
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await expect(closed).resolves.toBeDefined();
});

test("a client that reads slowly slows the engine down", async () => {
  let written = 0;
  const big = event({ choices: [{ index: 0, delta: { content: "x".repeat(64 * 1024) } }] });
  const url = await answering(async (response) => {
    const closed = once(response, "close");
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (let at = 0; at < 400 && !response.destroyed; at += 1) {
      if (!response.write(big))
        await Promise.race([new Promise((resolve) => response.once("drain", resolve)), closed]);
      written += 1;
    }
  });
  const response = await post(local({ upstream: url }), { stream: true });
  const reader = response.body?.getReader();
  await reader?.read();
  await vi.waitFor(async () => {
    const before = written;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(written).toBe(before);
  });
  expect(written).toBeLessThan(300);
  await reader?.cancel();
});

test("of Fireworks nothing is changed but the model's name, and its headers arrive", async () => {
  const bytes = `data: {"odd" : 1.0}\n\n: ping\n\ndata: [DONE]\n\n`;
  const url = await answering((response, request) => {
    response.setHeader("fireworks-prompt-tokens", "5");
    response.setHeader("set-cookie", "a=1");
    return stream(bytes)(response, request);
  });
  const upstream = {
    url,
    dialect: "fireworks" as const,
    models: { [LLAMA]: "accounts/a/deployments/d" },
  };
  const server = local({ upstream });
  const response = await post(
    server,
    { stream: true, top_k: 4, metadata: { a: "b" } },
    { headers: { authorization: "Bearer fw_mine", "x-session-affinity": "s" } },
  );
  expect(await response.text()).toBe(bytes);
  expect(response.headers.get("fireworks-prompt-tokens")).toBe("5");
  expect(response.headers.get("set-cookie")).toBeNull();
  expect(engine?.requests[0]?.body).toMatchObject({
    model: "accounts/a/deployments/d",
    top_k: 4,
    metadata: { a: "b" },
  });
  expect(engine?.requests[0]?.headers["x-session-affinity"]).toBe("s");
});

test("Fireworks' own refusals pass as they are", async () => {
  const body = {
    error: { message: "no", param: null, code: "UNAUTHORIZED", type: "error" },
    request_id: "r",
  };
  const url = await answering(json(body, 403));
  const response = await post(local({ upstream: { url, dialect: "fireworks" } }), {});
  expect([response.status, await response.json()]).toEqual([403, body]);
});

test("the list of models has the engine's, and the ids that are mapped to them", async () => {
  const list = {
    object: "list",
    data: [{ id: "qwen3", object: "model", owned_by: "vllm", max_model_len: 4_096 }],
  };
  const url = await answering(json(list));
  const server = local({ upstream: { url, models: { [KIMI]: "qwen3", "my/alias": "qwen3" } } });
  const response = await server.fetch(`${server.baseURL}/models`, {
    headers: { authorization: "Bearer fw_test" },
  });
  const { data } = (await response.json()) as ModelList;
  expect(data.map(({ id }) => id)).toEqual([KIMI, "my/alias", "qwen3"]);
  expect(data[1]).toMatchObject({ context_length: 4_096, supports_chat: true });
});

test("the control plane stays here", async () => {
  const server = local({ upstream: await answering(json(ANSWER)) });
  await server.fetch(`${server.url}/v1/accounts/fireworks/models?pageSize=1`, {
    headers: { authorization: "Bearer fw_test" },
  });
  expect(engine?.requests).toEqual([]);
});

test("a URL that cannot be fetched is refused at once, without repeating it", () => {
  expect(() => local({ upstream: "me:hunter22@host" })).toThrow("must start with http://");
  expect(() => local({ upstream: "me:hunter22@host" })).not.toThrow("hunter22");
});

test("a stream is asked for usage whatever the client asked", async () => {
  const url = await answering(
    stream(event({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }), DONE),
  );
  await streamText(local({ upstream: url }), {});
  expect(engine?.requests[0]?.body["stream_options"]).toEqual({ include_usage: true });
});
