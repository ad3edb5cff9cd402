import { request } from "node:http";
import { afterEach, expect, test } from "vitest";
import type { FireworksLocal } from "fireworks-local";
import { local } from "../local.js";

let server: FireworksLocal | undefined;
afterEach(() => server?.close());

/** As it is written: `fetch` would tidy the path and set the `Host`. */
function rawStatus(port: number, path: string, headers: Record<string, string> = {}) {
  return new Promise<number>((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on("error", reject).end();
  });
}

test("the address of the server is a page, for whoever asks, which no journal tells of", async () => {
  server = local({ apiKeys: ["k"], adminToken: "t" });
  const answer = await server.fetch(server.url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await answer.text()).toMatch(/^<!doctype html>/i);
  expect(server.requests).toEqual([]);
});

test("the page loads nothing from elsewhere, runs no inline script and stands in no frame", async () => {
  server = local();
  const { headers } = await server.fetch(server.url);
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(Object.fromEntries(headers)).toMatchObject({
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  });
});

test("pages of no other origin may read it, not even of loopback or allowed ones", async () => {
  server = local({ allowedOrigins: ["*"] });
  for (const origin of ["https://page.test", "http://localhost:5173", "null"]) {
    const { headers } = await server.fetch(server.url, { headers: { origin } });
    expect(headers.get("access-control-allow-origin")).toBeNull();
  }
});

test("HEAD and a range get what GET gets; every other method is refused", async () => {
  server = local();
  const head = await server.fetch(server.url, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  const range = await server.fetch(server.url, { headers: { range: "bytes=0-3" } });
  expect([range.status, (await range.text()).length > 4]).toEqual([200, true]);
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"])
    expect((await server.fetch(server.url, { method })).status).toBe(405);
});

test.each([
  "/playground",
  "/playground/",
  "/playground/nothing-12345678.js",
  "/playground/../package.json",
  "/playground/..%2f..%2fpackage.json",
  "/playground/%2e%2e/index.js",
  "/playground/..%5cindex.js",
  "/playground//etc/passwd",
  "/playground/.html",
  "/playground/a/b.js",
  "/playground/a%00.js",
  "/playground/index",
])("%s is not there", async (path) => {
  server = local();
  const { port } = await server.listen();
  expect(await rawStatus(port, path)).toBe(404);
});

test("under a foreign name, as after DNS rebinding, there is no page", async () => {
  server = local();
  const { port } = await server.listen();
  expect(await rawStatus(port, "/", { host: "evil.test" })).toBe(403);
  expect(await rawStatus(port, "/playground/x.js", { host: "evil.test" })).toBe(403);
});

test("its address is known once it listens", async () => {
  server = local();
  expect(server.playgroundURL).toBeUndefined();
  const { url } = await server.listen();
  expect(server.playgroundURL).toBe(`${url}/`);
});

test("it can be switched off", async () => {
  server = local({ playground: false });
  const { url } = await server.listen();
  expect((await fetch(url)).status).toBe(404);
  expect(server.playgroundURL).toBeUndefined();
});
