import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createFireworksLocal } from "fireworks-local";
import { usageIn } from "../../src/journal/answer-facts.js";
import { askAt, local, postTo } from "../local.js";
import { eventsAt, type Loose, MODEL, refusedAt } from "./adapted.js";

/** What both endpoints share with the chat: scripts, faults, the journal, whoever answers. */
const ENDPOINTS = ["/messages", "/responses"] as const;

type Path = (typeof ENDPOINTS)[number];

const asked = (path: Path, text: string): object =>
  path === "/messages"
    ? { model: MODEL, messages: [{ role: "user", content: text }], system: "Be brief." }
    : { model: MODEL, input: text, instructions: "Be brief." };

const textIn = ({ content, output }: Loose): unknown =>
  (content ?? output?.[0]?.content)?.[0]?.text;

test.each(ENDPOINTS)("%s: the journal finds requests by what they say", async (path) => {
  const server = local({ scripts: [{ answer: "Hello there." }] });
  await askAt(server, path, asked(path, "Good morning"));
  await eventsAt(server, path, asked(path, "Good night"));
  server.journal.assertSent(
    { path, user: "morning", system: "brief", model: MODEL, answer: "Hello there." },
    { times: 1 },
  );
  server.journal.assertSent({ stream: true, answer: "Hello there.", end: "complete" });
  server.journal.assertNoRefusals();
  expect(JSON.stringify(server.requests)).not.toContain("asChat");
});

test.each(ENDPOINTS)(
  "%s: a row of the journal has usage and a first token, whole or streamed",
  async (path) => {
    const usage = {
      prompt_tokens: 100,
      completion_tokens: 7,
      prompt_tokens_details: { cached_tokens: 60 },
    };
    const server = local({ scripts: [{ answer: { content: "Hello there.", usage } }] });
    await askAt(server, path, asked(path, "Hi"));
    await eventsAt(server, path, asked(path, "Hi"));
    const [whole, streamed] = server.requests.map(({ answer }) => answer);
    const counted = { prompt: 100, completion: 7, cached: 60 };
    expect(usageIn(whole?.raw ?? "", false)).toEqual(counted);
    expect(usageIn(streamed?.raw ?? "", true)).toEqual(counted);
    expect(streamed?.firstTokenAt).toBeDefined();
  },
);

test.each(ENDPOINTS)("%s: a stream that is cut is told from one that is whole", async (path) => {
  const server = local({ faults: [{ fault: { cutAfterEvents: 5 } }] });
  await postTo(server, path, { ...asked(path, "Hi"), stream: true }).then((r) => r.text());
  expect(server.requests[0]?.answer.end).toBe("cut-off");
});

test.each<[Path, number, string]>([
  ["/messages", 429, "rate_limit_error"],
  ["/messages", 500, "api_error"],
  ["/messages", 503, "overloaded_error"],
  ["/messages", 504, "timeout_error"],
  ["/messages", 402, "billing_error"],
  ["/messages", 413, "invalid_request_error"],
  ["/responses", 429, "rate_limit_error"],
  ["/responses", 503, "server_error"],
])("%s: a fault of status %i is of type %s", async (path, status, type) => {
  const match = { endpoint: path === "/messages" ? "messages" : "responses" } as const;
  const server = local({ faults: [{ match, fault: { status } }] });
  const [got, body] = await refusedAt(server, path, asked(path, "Hi"));
  expect([got, body["error"]?.type]).toEqual([status, type]);
  expect(server.requests[0]?.answer.error).toBe(body["error"]?.message);
});

test("HTML of a proxy and a chosen envelope stay as they are", async () => {
  const server = local({
    faults: [{ fault: { status: 520 }, times: 1 }, { fault: { envelope: "E6" } }],
  });
  const html = await postTo(server, "/messages", asked("/messages", "Hi"));
  expect(await html.text()).toContain("<html>");
  const [status, body] = await refusedAt(server, "/messages", asked("/messages", "Hi"));
  expect([status, typeof body["error"]]).toEqual([404, "string"]);
});

test("a stream that fails says so in its own words", async () => {
  const server = local({ faults: [{ fault: { errorAfterEvents: 3 } }] });
  const message = (await eventsAt(server, "/messages", asked("/messages", "Hi"))).at(-1);
  const words = "Internal server error";
  expect(message).toMatchObject({ type: "error", error: { type: "api_error", message: words } });
  const response = (await eventsAt(server, "/responses", asked("/responses", "Hi"))).at(-1);
  expect(response).toMatchObject({
    type: "response.failed",
    response: { status: "failed", error: { message: words } },
  });
  expect(server.requests.map(({ answer }) => answer.error)).toEqual([words, words]);
});

test.each(ENDPOINTS)("%s: an error inside the chat of an upstream is told", async (path) => {
  const upstream = createFireworksLocal({
    faults: [{ fault: { errorAfterEvents: 4, error: { message: "It broke", code: "broken" } } }],
  });
  const { url } = await upstream.listen();
  const server = local({ upstream: { url: `${url}/inference/v1`, dialect: "fireworks" } });
  const last = (await eventsAt(server, path, asked(path, "Hi"))).at(-1);
  expect(last).toMatchObject(
    path === "/messages"
      ? { type: "error", error: { message: "It broke" } }
      : { type: "response.failed", response: { error: { code: "broken", message: "It broke" } } },
  );
  await upstream.close();
});

test.each(ENDPOINTS)("%s: an upstream is asked the chat, with the caller's key", async (path) => {
  const upstream = createFireworksLocal({
    apiKeys: ["fw_theirs"],
    scripts: [{ answer: "From afar." }],
  });
  const { url } = await upstream.listen();
  const server = local({ upstream: { url: `${url}/inference/v1`, dialect: "fireworks" } });
  const post = async (key: string): Promise<[number, Loose]> => {
    const response = await server.fetch(`${server.baseURL}${path}`, {
      method: "POST",
      headers: path === "/messages" ? { "x-api-key": key } : { authorization: `Bearer ${key}` },
      body: JSON.stringify(asked(path, "Hi")),
    });
    return [response.status, (await response.json()) as Loose];
  };
  const [status, body] = await post("fw_theirs");
  expect([status, textIn(body)]).toEqual([200, "From afar."]);
  expect(await post("fw_wrong")).toMatchObject([401, { error: { type: "authentication_error" } }]);
  expect(upstream.requests.map((request) => request.path)).toEqual([
    "/inference/v1/chat/completions",
    "/inference/v1/chat/completions",
  ]);
  await upstream.close();
});

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

test.each(ENDPOINTS)("%s: what was recorded is served again, byte for byte", async (path) => {
  const dir = await mkdtemp(join(tmpdir(), "fireworks-adapted-"));
  folders.push(dir);
  const upstream = createFireworksLocal({ scripts: [{ answer: "From afar." }] });
  const { url } = await upstream.listen();
  const recorder = local({
    upstream: { url: `${url}/inference/v1`, dialect: "fireworks" },
    record: dir,
  });
  const recorded = await askAt(recorder, path, asked(path, "Hi"));
  await upstream.close();
  expect(await readdir(dir, { recursive: true })).not.toEqual([]);
  const player = local({ replay: dir });
  expect(await askAt(player, path, asked(path, "Hi"))).toEqual(recorded);
  const [status, body] = await refusedAt(player, path, asked(path, "Other"));
  expect(status).toBeGreaterThanOrEqual(400);
  expect(body["error"]?.message).toContain("recording");
});

test.each(ENDPOINTS)("%s: rate limits hold as for a chat, with its headers", async (path) => {
  const server = local({ rateLimits: { requests: 1 } });
  const first = await postTo(server, path, asked(path, "Hi"));
  expect(first.status).toBe(200);
  expect(first.headers.get("fireworks-prompt-tokens")).toBe("17");
  expect(first.headers.get("x-ratelimit-remaining-tokens-generated")).not.toBeNull();
  expect(await refusedAt(server, path, asked(path, "Hi"))).toMatchObject([
    429,
    { error: { type: "rate_limit_error" } },
  ]);
});

test.each(ENDPOINTS)("%s: the answer is the one of the chat", async (path) => {
  const server = local();
  const chat = await askAt<Loose>(server, "/chat/completions", {
    model: MODEL,
    messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content: "Say something" },
    ],
  });
  const body = await askAt<Loose>(server, path, asked(path, "Say something"));
  expect(textIn(body)).toBe(chat["choices"]?.[0]?.message?.content);
  expect(body["usage"]?.output_tokens).toBe(chat["usage"]?.completion_tokens);
  expect(body["usage"]?.input_tokens).toBe(chat["usage"]?.prompt_tokens);
});

test("a client that leaves ends the answer", async () => {
  const server = local({ latency: { betweenTokensMs: 60_000 } });
  const response = await postTo(server, "/messages", { ...asked("/messages", "Hi"), stream: true });
  await response.body?.cancel();
  const [left] = await server.journal.waitFor({ end: "client-left" });
  expect(left?.status).toBe(200);
});
