import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { FireworksLocal, FireworksLocalOptions } from "fireworks-local";
import { readCliOptions } from "../../src/cli/cli-options.js";
import type { ServerStatus, SourceAnswer } from "../../src/admin/admin-answers.js";
import { ask, LLAMA, local, post } from "../local.js";

const SECRET = "fw_heldByTheServer123";
const servers: FireworksLocal[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

function started(options?: FireworksLocalOptions): FireworksLocal {
  const server = local(options);
  servers.push(server);
  return server;
}

const statusOf = async (server: FireworksLocal): Promise<ServerStatus> =>
  (await (await server.fetch(`${server.url}/_local/status`)).json()) as ServerStatus;

const choose = (server: FireworksLocal, source: string, query = ""): Promise<Response> =>
  server.fetch(`${server.url}/_local/source${query}`, {
    method: "PUT",
    body: JSON.stringify({ source }),
  });

test("the status says who answers, what it is not, and what is known of the models", async () => {
  const status = await statusOf(started());
  expect(status).toMatchObject({ source: "engine", sources: [{ name: "engine" }] });
  expect(status.notice).toMatch(/not a language model/);
  expect(status.hasRestrictedKeys).toBe(false);
  expect(status.models.find(({ id }) => id.endsWith("/kimi-k3"))).toEqual({
    id: "accounts/fireworks/models/kimi-k3",
    kind: "HF_BASE_MODEL",
    contextLength: 1_048_576,
    tasks: ["chat"],
    inputs: ["image"],
    tools: true,
    reasoning: expect.stringMatching(/^(always|on-request|never)$/),
  });
  const embedder = status.models.find(({ tasks }) => tasks.includes("embeddings"));
  expect(embedder?.dimensions).toBeGreaterThan(0);
});

test("with own models and keys it says so", async () => {
  const model = { id: "accounts/me/models/x", chat: false, rerank: true, contextLength: null };
  const status = await statusOf(started({ apiKeys: ["k"], models: [model] }));
  expect(status.hasRestrictedKeys).toBe(true);
  expect(status.models.at(-1)).not.toHaveProperty("contextLength");
  expect(status.models.find(({ id }) => id === model.id)?.tasks).toEqual(["rerank"]);
});

test("an upstream is shown without its key, which stands in nothing that can be read", async () => {
  const refusing: typeof fetch = async (_url, init) =>
    Response.json(
      { error: { message: `${new Headers(init?.headers).get("authorization")} is no key` } },
      { status: 401 },
    );
  const upstream = {
    url: `https://user:${SECRET}@api.fireworks.ai`,
    apiKey: SECRET,
    fetch: refusing,
  };
  const server = started({ upstream });
  const status = await statusOf(server);
  expect(status).toMatchObject({
    source: "upstream",
    sources: [
      { name: "engine" },
      {
        name: "upstream",
        url: "https://api.fireworks.ai/inference/v1",
        dialect: "fireworks",
        holdsKey: true,
      },
    ],
  });
  const answer = await (await post(server, {})).text();
  expect(answer).toContain("is no key");
  const told = [status, answer];
  for (const path of ["/source", "/journal", "/journal/rows", "/journal/entries/1"])
    told.push(await (await server.fetch(`${server.url}/_local${path}`)).text());
  expect(JSON.stringify(told)).not.toContain(SECRET);
});

test("a scope chooses who answers it; the engine knows its models again, and a reset goes back", async () => {
  const seen: string[] = [];
  const recording: typeof fetch = async (url) => {
    seen.push(String(url));
    return Response.json({
      choices: [{ index: 0, message: { role: "assistant", content: "far" } }],
    });
  };
  const server = started({
    upstream: { url: "http://127.0.0.1:9", dialect: "fireworks", fetch: recording },
  });
  const said = async (model: string): Promise<unknown> =>
    (await ask(server, { model })).choices[0]?.message.content;
  expect(await said("anybody")).toBe("far");
  const chosen = (await (await choose(server, "engine")).json()) as SourceAnswer;
  expect(chosen).toMatchObject({ source: "engine", sources: [{}, { name: "upstream" }] });
  expect(await said(LLAMA)).not.toBe("far");
  expect((await post(server, { model: "anybody" })).status).toBe(404);
  expect(seen).toHaveLength(1);
  const other = { headers: { authorization: "Bearer fw_scope_other" } };
  expect(await (await post(server, { model: "anybody" }, other)).text()).toContain("far");
  await choose(server, "upstream");
  expect(await said("anybody")).toBe("far");
  await choose(server, "engine");
  await server.fetch(`${server.url}/_local/reset`, { method: "POST" });
  expect(await said("anybody")).toBe("far");
});

test("what an upstream said can be served again from where it was recorded", async () => {
  const dir = mkdtempSync(join(tmpdir(), "source-"));
  let asked = 0;
  const counting: typeof fetch = async () => {
    asked += 1;
    return Response.json({ choices: [{ message: { content: `answer ${asked}` } }] });
  };
  const server = started({
    upstream: { url: "http://127.0.0.1:9", dialect: "fireworks", fetch: counting },
    record: dir,
  });
  const first = await (await post(server, {})).text();
  await choose(server, "recordings");
  expect(await (await post(server, {})).text()).toBe(first);
  expect(asked).toBe(1);
  expect((await statusOf(server)).sources.slice(1)).toEqual([
    { name: "recordings", folder: dir },
    expect.objectContaining({ name: "upstream", recordsTo: dir }),
  ]);
});

test("who was not configured cannot be chosen", async () => {
  const dir = mkdtempSync(join(tmpdir(), "source-"));
  const server = started({ replay: dir });
  expect((await statusOf(server)).source).toBe("recordings");
  const refused = await choose(server, "upstream");
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain("without upstream; there is engine, recordings");
  expect((await choose(server, "nobody")).status).toBe(400);
  expect((await choose(server, "engine")).status).toBe(200);
});

test.each<[string, object | undefined]>([
  ["https://api.fireworks.ai", { apiKey: SECRET }],
  ["https://eu.fireworks.ai/inference/v1", { apiKey: SECRET }],
  ["http://api.fireworks.ai", { apiKey: undefined }],
  ["https://api.fireworks.ai.evil.test", { apiKey: undefined }],
  ["https://evilfireworks.ai", { apiKey: undefined }],
  ["http://127.0.0.1:8000", { apiKey: undefined }],
])("the environment's key for Fireworks and --upstream %s", (url, upstream) => {
  const env = { FIREWORKS_API_KEY: SECRET };
  expect(readCliOptions(["--upstream", url], env)).toMatchObject({ options: { upstream } });
  const own = readCliOptions(["--upstream", url, "--upstream-key", "own"], env);
  expect(own).toMatchObject({ options: { upstream: { apiKey: "own" } } });
});

test("without a token one sees that it is wanted, and so does the server's own page", async () => {
  const server = started({ adminToken: "open sesame" });
  const status = (headers: Record<string, string>): Promise<Response> =>
    server.fetch("http://fireworks.lan:4141/_local/status", { headers });
  const refused = await status({});
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ error: { code: "ADMIN_TOKEN_WANTED" } });
  const own = { origin: "http://fireworks.lan:4141" };
  expect(await (await status(own)).json()).toMatchObject({ error: { code: "ADMIN_TOKEN_WANTED" } });
  expect((await status({ ...own, authorization: "Bearer open sesame" })).status).toBe(403);
  const token = started({ adminToken: "sesame" });
  const opened = await token.fetch("http://fireworks.lan:4141/_local/status", {
    headers: { ...own, authorization: "Bearer sesame" },
  });
  expect(opened.status).toBe(200);
});

test("a page under a foreign name that leads here steers nothing where there is no token", async () => {
  const server = started();
  const rebound = await server.fetch("http://evil.test/_local/status", {
    headers: { origin: "http://evil.test" },
  });
  expect(rebound.status).toBe(403);
  expect(await rebound.json()).toMatchObject({ error: { code: "FOREIGN_ORIGIN" } });
});
