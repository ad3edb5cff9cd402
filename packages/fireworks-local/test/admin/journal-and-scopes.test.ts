import { expect, test } from "vitest";
import { local, post } from "../local.js";

const server = local({ faults: [{ fault: { status: 429 }, times: 1 }] });
const admin = async (method: string, path: string, headers = {}): Promise<unknown> =>
  (await server.fetch(`${server.url}/_local${path}`, { method, headers })).json();

test("another language reads, empties and resets the journal of a scope it names", async () => {
  const key = { headers: { authorization: "Bearer fw_scope_py" } };
  await (await post(server, {}, key)).text();
  await (await post(server, { stream: true }, key)).text();
  expect(await admin("GET", "/journal")).toEqual({ requests: [], forgotten: 0 });
  const named = await admin("GET", "/journal?scope=py");
  expect(named).toEqual(await admin("GET", "/journal", { "x-fireworks-local-scope": "py" }));
  expect(named).toEqual(await admin("GET", "/journal", key.headers));
  expect(named).toMatchObject({
    requests: [
      { status: 429, isFaulty: true, answer: { end: "complete", body: { error: {} } } },
      { status: 200, answer: { text: server.scope("py").requests[1]?.answer.text } },
    ],
  });
  expect(await admin("GET", "/scopes")).toEqual({ scopes: [{ name: "py", requests: 2 }] });
  expect(await admin("DELETE", "/journal?scope=py")).toEqual({});
  expect((await post(server, {}, key)).status).toBe(200);
  expect(await admin("POST", "/reset?scope=py")).toEqual({});
  expect((await post(server, {}, key)).status).toBe(429);
});
