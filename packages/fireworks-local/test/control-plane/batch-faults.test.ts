import type { BatchInferenceJob } from "fireworks-client/wire";
import type { BatchFault } from "fireworks-local";
import { expect, test } from "vitest";
import { local } from "../local.js";
import { chatRow, chatRows, Clock, gatewayClient, type GatewayClient } from "./gateway-client.js";

async function run(
  fault: BatchFault,
  rows = chatRows(5),
): Promise<{ job: BatchInferenceJob; me: GatewayClient }> {
  const me = gatewayClient(local({ batchFaults: [fault] }));
  await me.uploaded("in-1", rows);
  await me.start("nightly-1", { displayName: "Nightly", outputDatasetId: "out-1" });
  return { job: await me.job("nightly-1"), me };
}

test("a job fails on demand, after so many rows, and leaves no output", async () => {
  const { job, me } = await run({ fail: { afterRows: 2, code: "UNAVAILABLE", message: "gone" } });
  expect(job).toMatchObject({
    state: "JOB_STATE_FAILED",
    status: { code: "UNAVAILABLE", message: "gone" },
    jobProgress: { totalProcessedRequests: 2, percent: 40 },
  });
  expect((await me.call("GET", "datasets/out-1"))[0]).toBe(404);
  expect((await run({ fail: {} })).job.status).toEqual({
    code: "INTERNAL",
    message: "The job failed because the server was asked to let it fail",
  });
});

test("rows fail or get lost on demand", async () => {
  const { job, me } = await run({
    failRows: ["r1", "r2"],
    rowError: { message: "no", code: "X" },
    loseRows: ["*3"],
  });
  expect(job).toMatchObject({
    state: "JOB_STATE_COMPLETED",
    jobProgress: {
      percent: 100,
      totalProcessedRequests: 5,
      successfullyProcessedRequests: 2,
      failedRequests: 2,
      outputRows: 2,
    },
  });
  const { rows, errors } = await me.output("out-1");
  expect(rows.map((row) => row.custom_id).toSorted()).toEqual(["r4", "r5"]);
  expect(errors.map((row) => row.custom_id).toSorted()).toEqual(["r1", "r2"]);
  expect(errors[0]?.error).toEqual({ message: "no", code: "X" });
});

test.each([
  [{ jobId: "nightly-*" }, "FAILED"],
  [{ displayName: "Night*", model: "*/kimi-k3" }, "FAILED"],
  [{ jobId: "weekly-*" }, "COMPLETED"],
  [{ displayName: "Nightly", model: "*/glm" }, "COMPLETED"],
])("a fault for %j", async (match, state) => {
  expect((await run({ match, fail: {} })).job.state).toBe(`JOB_STATE_${state}`);
});

test("an expired job keeps its rows, and another one does the rest", async () => {
  const { job, me } = await run({
    match: { jobId: "nightly-*" },
    expireAfterRows: 2,
    failRows: [],
  });
  expect(job).toMatchObject({
    state: "JOB_STATE_EXPIRED",
    status: { code: "OK" },
    jobProgress: { totalProcessedRequests: 2, outputRows: 2, percent: 40 },
  });
  const first = (await me.output("out-1")).rows.map((row) => row.custom_id);
  expect(first).toHaveLength(2);
  const rest = await me.ok<BatchInferenceJob>(
    "POST",
    "batchInferenceJobs?batchInferenceJobId=rest",
    {
      continuedFromJobName: job.name,
      outputDatasetId: "out-2",
      model: "",
      inputDatasetId: "",
    },
  );
  expect(rest).toMatchObject({
    continuedFromJobName: job.name,
    model: job.model,
    inputDatasetId: job.inputDatasetId,
  });
  expect(await me.job("rest")).toMatchObject({
    state: "JOB_STATE_COMPLETED",
    jobProgress: { percent: 100, totalProcessedRequests: 3, outputRows: 3 },
  });
  const second = (await me.output("out-2")).rows.map((row) => row.custom_id);
  expect([...first, ...second].toSorted()).toEqual(["r1", "r2", "r3", "r4", "r5"]);
  const lineage = await me.ok("GET", "datasets/out-2:getDownloadEndpoint?downloadLineage=true");
  expect(Object.keys((lineage as { filenameToSignedUrls: object }).filenameToSignedUrls)).toEqual([
    "dataset/out-2/BIJOutputSet.jsonl",
    "dataset/out-2/error-data",
    "dataset/out-1/BIJOutputSet.jsonl",
    "dataset/out-1/error-data",
  ]);
});

test("a continued job runs failed and lost rows again, and only an expired one is continued", async () => {
  const { job, me } = await run({
    match: { jobId: "nightly-1" },
    failRows: ["r1"],
    loseRows: ["r2"],
    expireAfterRows: 5,
  });
  expect(job.state).toBe("JOB_STATE_EXPIRED");
  await me.ok("POST", "batchInferenceJobs?batchInferenceJobId=rest", {
    continuedFromJobName: "nightly-1",
    outputDatasetId: "out-2",
  });
  const rows = (await me.output("out-2")).rows.map((row) => row.custom_id);
  expect(rows.toSorted()).toEqual(["r1", "r2"]);
  expect(await me.call("POST", "batchInferenceJobs", { continuedFromJobName: "rest" })).toEqual([
    400,
    expect.objectContaining({ code: 9, message: expect.stringContaining("JOB_STATE_COMPLETED") }),
  ]);
});

test("the clock expires a job in the middle of its rows", async () => {
  const clock = new Clock();
  const timings = { batchTimings: { msPerRow: 1_000_000 } };
  const me = gatewayClient(local({ now: clock.now, ...timings }));
  await me.uploaded("in-1", chatRows(100));
  await me.start("job", { outputDatasetId: "out-1", maxJobDuration: "43200s" });
  clock.pass(43_199);
  expect(await me.job("job")).toMatchObject({
    state: "JOB_STATE_RUNNING",
    maxJobDuration: "43200s",
    expireTime: "2026-11-23T22:00:00Z",
  });
  clock.pass(1);
  expect(await me.job("job")).toMatchObject({
    state: "JOB_STATE_EXPIRED",
    jobProgress: { totalProcessedRequests: 43, percent: 43 },
    lifecycle: { endTime: "2026-11-23T22:00:00Z" },
  });
  clock.pass(100_000_000);
  expect((await me.output("out-1")).rows).toHaveLength(43);
  expect((await me.job("job")).state).toBe("JOB_STATE_EXPIRED");
});

test("a job that nobody looks at before it expires has no more rows than were due", async () => {
  const clock = new Clock();
  const me = gatewayClient(local({ now: clock.now, batchTimings: { msPerRow: 1_000_000 } }));
  await me.uploaded("in-1", chatRows(100));
  await me.start("job", { outputDatasetId: "out-1" });
  clock.pass(100_000_000);
  expect(await me.job("job")).toMatchObject({
    state: "JOB_STATE_EXPIRED",
    jobProgress: { totalProcessedRequests: 86 },
  });
});

test.each<[string, object, string]>([
  ["a fault", { batchFaults: [{ stayPending: true }] }, "accounts/fireworks/models/kimi-k3"],
  [
    "a model without batches",
    { models: [{ id: "accounts/me/models/m", batch: false }] },
    "accounts/me/models/m",
  ],
  ["a model that does not chat", {}, "accounts/fireworks/models/qwen3-embedding-8b"],
])("a job waits for capacity until it expires: %s", async (_why, options, model) => {
  const clock = new Clock();
  const me = gatewayClient(local({ now: clock.now, ...options }));
  await me.uploaded("in-1", [chatRow("a")]);
  await me.start("job", { model, outputDatasetId: "out-1" });
  clock.pass(86_399);
  expect(await me.job("job")).toMatchObject({
    state: "JOB_STATE_PENDING",
    waitingOnCapacity: true,
    lifecycle: { runStartTime: null },
  });
  clock.pass(1);
  expect(await me.job("job")).toMatchObject({
    state: "JOB_STATE_EXPIRED",
    waitingOnCapacity: false,
    jobProgress: { totalProcessedRequests: 0 },
  });
  expect((await me.call("GET", "datasets/out-1"))[0]).toBe(404);
});
