import type { BatchOptions, FireworksLocal } from "fireworks-local";
import { expect, test } from "vitest";
import { chatRows, Clock, gatewayClient } from "../control-plane/gateway-client.js";
import { local } from "../local.js";

async function admin(
  server: FireworksLocal,
  method: string,
  { body, scope = "" }: { body?: string; scope?: string } = {},
): Promise<[number, BatchOptions]> {
  const init = { method, ...(body === undefined ? {} : { body }) };
  const response = await server.fetch(`${server.url}/_local/batch?scope=${scope}`, init);
  return [response.status, (await response.json()) as BatchOptions];
}

test("the next jobs of a scope run as an admin request says, until they are told otherwise", async () => {
  const clock = new Clock();
  const server = local({ now: clock.now, batchTimings: { validatingMs: 1_000 } });
  const me = gatewayClient(server);
  await me.uploaded("in-1", chatRows(3));
  const body = "batchFaults:\n  - match: { jobId: night* }\n    fail: { message: no }\n";
  expect(await admin(server, "PUT", { body })).toEqual([
    200,
    {
      batchTimings: expect.objectContaining({ validatingMs: 1_000, msPerRow: 0 }),
      batchFaults: [{ match: { jobId: "night*" }, fail: { message: "no" } }],
    },
  ]);
  await me.start("nightly");
  clock.pass(1);
  expect(await me.job("nightly")).toMatchObject({
    state: "JOB_STATE_FAILED",
    status: { message: "no" },
  });
  expect((await admin(server, "GET", { scope: "other" }))[1].batchFaults).toEqual([]);
  expect((await admin(server, "DELETE"))[1].batchFaults).toEqual([]);
  await me.start("nightly-2");
  clock.pass(1);
  expect((await me.job("nightly-2")).state).toBe("JOB_STATE_COMPLETED");
});

test("a job goes on with the timings it began with", async () => {
  const clock = new Clock();
  const server = local({ now: clock.now });
  const me = gatewayClient(server);
  await me.uploaded("in-1", chatRows(3));
  await admin(server, "PUT", { body: '{"batchTimings":{"pendingMs":5000}}' });
  await me.start("slow");
  await admin(server, "DELETE");
  clock.pass(4);
  expect((await me.job("slow")).state).toBe("JOB_STATE_PENDING");
});

test.each([
  ["batchTimings: { pendingMs: soon }", "body:1: batchTimings.pendingMs: must be a number"],
  ["batchTiming: {}", "did you mean batchTimings?"],
  ["batchFaults:\n  - fail: { code: 500 }", "body:2: batchFaults[0].fail.code: must be one of OK"],
])("a plan that says %j is refused with its line", async (body, text) => {
  const [status, answer] = await admin(local(), "PUT", { body });
  expect([status, JSON.stringify(answer)]).toEqual([400, expect.stringContaining(text)]);
});

test("wrong options are refused at once", () => {
  expect(() => local({ batchTimings: { msPerRow: -1 } })).toThrow("batchTimings.msPerRow: must be");
});
