import { expect, test } from "vitest";
import { local } from "../local.js";

const PAGE = "https://page.test";

function preflight(server: ReturnType<typeof local>, origin: string): Promise<Response> {
  return server.fetch(`${server.baseURL}/chat/completions`, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization, x-custom",
      "access-control-request-private-network": "true",
    },
  });
}

test.each([
  "http://localhost:5173",
  "http://127.0.0.1:3000",
  "http://[::1]:80",
  "http://app.localhost",
])("a page of %s may call, read every header and reach loopback", async (origin) => {
  const server = local();
  const answer = await preflight(server, origin);
  expect(answer.status).toBe(204);
  expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
  expect(answer.headers.get("access-control-allow-headers")).toMatch(/authorization.*x-custom/);
  expect(answer.headers.get("access-control-allow-private-network")).toBe("true");
  const refused = await server.fetch(`${server.baseURL}/models`, { headers: { origin } });
  expect(refused.status).toBe(401);
  expect(refused.headers.get("access-control-allow-origin")).toBe(origin);
  expect(refused.headers.get("access-control-expose-headers")).toMatch(
    /^\*.*fireworks-prompt-tokens/,
  );
});

test.each([PAGE, "null", "http://127.0.0.1.page.test", "http://localhost.page.test", "garbage"])(
  "a page of %s is told nothing by its browser",
  async (origin) => {
    const server = local();
    const answer = await preflight(server, origin);
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    expect(answer.headers.get("access-control-allow-private-network")).toBeNull();
    const models = await server.fetch(`${server.baseURL}/models`, {
      headers: { origin, authorization: "Bearer k" },
    });
    expect(models.headers.get("access-control-allow-origin")).toBeNull();
  },
);

test.each([[[PAGE]], [["*"]]])(
  "allowedOrigins %j lets a page of the web in",
  async (allowedOrigins) => {
    const answer = await preflight(local({ allowedOrigins }), PAGE);
    expect(answer.headers.get("access-control-allow-origin")).toBe(PAGE);
  },
);

test("a page of another origin cannot steer the server, not even blindly", async () => {
  const server = local();
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await server.fetch("http://127.0.0.1:4141/_local/status", { headers })).status;
  expect(await status({})).toBe(200);
  expect(await status({ origin: "http://127.0.0.1:4141" })).toBe(200);
  expect(await status({ "sec-fetch-site": "same-origin" })).toBe(200);
  expect(await status({ origin: "http://localhost:5173" })).toBe(403);
  expect(await status({ origin: "null" })).toBe(403);
  expect(await status({ "sec-fetch-site": "same-site" })).toBe(403);
  expect(await status({ "sec-fetch-site": "cross-site" })).toBe(403);
  expect(await status({ origin: PAGE })).toBe(403);
});

test("with an admin token, /_local wants exactly that", async () => {
  const server = local({ adminToken: "secret" });
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await server.fetch(`${server.url}/_local/status`, { headers })).status;
  expect(await status({})).toBe(403);
  expect(await status({ authorization: "Bearer secre" })).toBe(403);
  expect(await status({ authorization: "Bearer secretsecret" })).toBe(403);
  expect(await status({ authorization: "Bearer secret" })).toBe(200);
});
