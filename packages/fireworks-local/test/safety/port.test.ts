import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, expect, test } from "vitest";
import type { FireworksLocal } from "fireworks-local";
import { local, LLAMA } from "../local.js";

let server: FireworksLocal | undefined;
afterEach(() => server?.close());

/** `fetch` cannot set a `Host`. */
function get(port: number, path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on("error", reject).end();
  });
}

const ask = (url: string, body: object): Promise<Response> =>
  fetch(`${url}/inference/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: "Bearer k" },
    body: JSON.stringify({ model: LLAMA, messages: [{ role: "user", content: "Hi" }], ...body }),
  });

test("a Host that is no name of loopback is refused on every path", async () => {
  server = local();
  const { port } = await server.listen();
  for (const path of ["/health", "/_local/status", "/inference/v1/models", "/nothing"])
    expect(await get(port, path, { host: "evil.test" })).toBe(403);
  expect(await get(port, "/health", { host: `localhost:${port}` })).toBe(200);
  expect(server.requests).toHaveLength(0);
});

test("allowed hosts are answered", async () => {
  server = local({ allowedHosts: ["fireworks"] });
  const { port } = await server.listen();
  expect(await get(port, "/health", { host: "fireworks:4141" })).toBe(200);
});

test("it listens on loopback and nowhere else", async () => {
  server = local();
  const { port } = await server.listen();
  const others = Object.values(networkInterfaces())
    .flat()
    .filter((one) => one !== undefined && !one.internal && one.family === "IPv4");
  for (const other of others) {
    const socket = connect(port, other?.address);
    const [error] = (await once(socket, "error")) as [NodeJS.ErrnoException];
    expect(error.code).toBe("ECONNREFUSED");
  }
});

test("beyond loopback, /_local needs a token", async () => {
  server = local();
  const open = await server.listen({ host: "0.0.0.0" });
  expect(open.url).toBe(`http://127.0.0.1:${open.port}`);
  expect(await get(open.port, "/health")).toBe(200);
  expect(await get(open.port, "/_local/status")).toBe(403);
  await server.close();
  server = local({ adminToken: "t" });
  const { port } = await server.listen({ host: "0.0.0.0" });
  expect(await get(port, "/_local/status")).toBe(403);
  expect(await get(port, "/_local/status", { authorization: "Bearer t" })).toBe(200);
});

test("an answer too many is a 503, and the place is free again when one ends", async () => {
  server = local({ maxOpenAnswers: 1, faults: [{ fault: { stallAfterEvents: 1 }, times: 1 }] });
  const { url } = await server.listen();
  const stalled = new AbortController();
  const first = await fetch(`${url}/inference/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: "Bearer k" },
    signal: stalled.signal,
    body: JSON.stringify({
      model: LLAMA,
      stream: true,
      messages: [{ role: "user", content: "Hi" }],
    }),
  });
  expect(first.status).toBe(200);
  const refused = await ask(url, {});
  expect(refused.status).toBe(503);
  expect(await refused.text()).toContain("TOO_MANY_OPEN_ANSWERS");
  stalled.abort();
  await expect.poll(async () => (await ask(url, {})).status).toBe(200);
});

test("an answer that never ends is cut off", async () => {
  server = local({ maxAnswerMs: 30, faults: [{ fault: { stallAfterEvents: 1 } }] });
  const { url } = await server.listen();
  const answer = await ask(url, { stream: true });
  await expect(answer.text()).rejects.toThrow(/terminated/);
});

test("closing with grace lets an answer end; nothing new is taken", async () => {
  server = local({
    latency: { betweenTokensMs: 5 },
    scripts: [{ when: {}, answer: { content: "abc", pieces: ["a", "b", "c"] } }],
  });
  const { url } = await server.listen();
  const answer = await ask(url, { stream: true });
  const closing = server.close({ graceMs: 60_000 });
  await expect(ask(url, {})).rejects.toThrow("fetch failed");
  expect(await answer.text()).toContain("data: [DONE]");
  // It does not wait for the rest of the grace, although the client keeps its connection.
  await closing;
});

test("grace has an end", async () => {
  server = local({ faults: [{ fault: { stallAfterEvents: 1 } }] });
  const { url } = await server.listen();
  const answer = await ask(url, { stream: true });
  await server.close({ graceMs: 20 });
  await expect(answer.text()).rejects.toThrow(/terminated/);
});
