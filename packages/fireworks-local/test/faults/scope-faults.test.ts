import { expect, test } from "vitest";
import { local, post } from "../local.js";

test("a test sets the faults of the server or of its scope, and reads what became of them", async () => {
  const server = local({ faults: [{ fault: { status: 500 } }] });
  const scope = server.scope("a");
  scope.faults = [{ match: { model: /llama/ }, fault: { status: 429 }, times: 1 }];
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await post(server, {}, { headers: { authorization: "Bearer k", ...headers } })).status;
  expect([await status(scope.headers), await status(scope.headers)]).toEqual([429, 200]);
  expect(await status({})).toBe(500);
  expect(scope.faults).toMatchObject([{ match: { model: "/llama/" }, matched: 2, applied: 1 }]);
  server.faults = (_request, index) => (index === 1 ? { status: 418 } : undefined);
  expect([await status({}), await status({})]).toEqual([200, 418]);
});

test("a mistake changes nothing", async () => {
  const server = local({ faults: [{ fault: { status: 500 } }] });
  expect(() => (server.faults = [{ fault: { status: 1000 } }])).toThrow("faults[0].fault.status");
  expect(() => (server.latency = "quick" as "fast")).toThrow("no latency profile");
  expect(server.faults).toHaveLength(1);
  expect(server.latency).toBeUndefined();
});

test("a scope has limits of its own", async () => {
  const server = local();
  const { headers } = server.scope("a", { rateLimits: { requests: 0 } });
  const init = { headers: { authorization: "Bearer k", ...headers } };
  expect((await post(server, {}, init)).status).toBe(429);
  expect((await post(server, {})).status).toBe(200);
});
