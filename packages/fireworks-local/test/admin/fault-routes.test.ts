import type { FireworksLocal } from "fireworks-local";
import { expect, test } from "vitest";
import { local, post } from "../local.js";

async function admin(
  server: FireworksLocal,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; json: Record<string, unknown> }> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const init = { method, ...(body === undefined ? {} : { body: text }) };
  const response = await server.fetch(`${server.url}/_local${path}`, init);
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

async function statuses(server: FireworksLocal, count: number, scope = ""): Promise<number[]> {
  const headers = { authorization: "Bearer k", "x-fireworks-local-scope": scope };
  const found = [];
  for (let call = 0; call < count; call += 1)
    found.push((await post(server, {}, { headers })).status);
  return found;
}

test("faults are set, added, counted and taken away over HTTP, as JSON or YAML", async () => {
  const server = local({ faults: [{ fault: { status: 500 } }] });
  const plan = [{ match: { model: "/llama/" }, fault: { status: 429 }, times: 2 }];
  expect(await admin(server, "PUT", "/faults", plan)).toEqual({
    status: 200,
    json: { faults: [{ ...plan[0], matched: 0, applied: 0 }] },
  });
  expect(await statuses(server, 1)).toEqual([429]);
  await admin(server, "POST", "/faults", "- fault: { status: 503 }\n  skip: 1\n");
  expect(await statuses(server, 4)).toEqual([429, 200, 503, 503]);
  const { json } = await admin(server, "GET", "/faults");
  expect(json["faults"]).toMatchObject([
    { matched: 5, applied: 2 },
    { matched: 3, applied: 2 },
  ]);
  await admin(server, "DELETE", "/faults");
  expect(await statuses(server, 1)).toEqual([200]);
});

test("a mistake is a 400 that names it, and changes nothing", async () => {
  const server = local();
  const refused = await admin(server, "PUT", "/faults", [{ fault: { statuss: 1 } }]);
  expect(refused).toMatchObject({
    status: 400,
    json: { error: { message: expect.stringContaining("did you mean status?") } },
  });
  expect((await admin(server, "PUT", "/faults", "x".repeat(1_100_000))).status).toBe(413);
  expect((await admin(server, "GET", "/faults")).json).toEqual({ faults: [] });
  expect((await admin(server, "PUT", "/latency", '"quick"')).status).toBe(400);
});

test("a scope has faults of its own", async () => {
  const server = local();
  await admin(server, "PUT", "/faults?scope=a", [{ fault: { status: 500 } }]);
  expect(await statuses(server, 1, "a")).toEqual([500]);
  expect(await statuses(server, 1, "b")).toEqual([200]);
  expect(await statuses(server, 1)).toEqual([200]);
});

test("latency and limits are set for a scope, and DELETE goes back to the server's", async () => {
  const server = local({ latency: "fast", rateLimits: { requests: 5 } });
  const figures = { firstTokenMs: 5, betweenTokensMs: 1, jitter: 0 };
  expect((await admin(server, "PUT", "/latency", figures)).json).toEqual({ latency: figures });
  expect((await admin(server, "DELETE", "/latency")).json).toMatchObject({
    latency: { firstTokenMs: 150 },
  });
  await admin(server, "PUT", "/latency", '"none"');
  expect(await statuses(server, 1)).toEqual([200]);
  expect((await admin(server, "GET", "/rate-limits")).json).toMatchObject({
    rateLimits: { requests: 5 },
    models: {
      "accounts/fireworks/models/llama-v3-70b-instruct": { "x-ratelimit-remaining-requests": "4" },
    },
  });
  await admin(server, "PUT", "/rate-limits", { requests: 1 });
  expect(await statuses(server, 2)).toEqual([200, 429]);
  expect((await admin(server, "DELETE", "/rate-limits")).json).toEqual({
    rateLimits: { requests: 5 },
    models: {},
  });
});
