import { expect, test } from "vitest";
import {
  FireworksConflictError,
  FireworksNotFoundError,
  FireworksWaitError,
} from "fireworks-client";
import type { FireworksClient } from "fireworks-client";
import { localClient } from "../local-client.js";
import { rawServer } from "../raw-server.js";
import { client as clientOf, failureOf, MODEL } from "../samples.js";

const MINUTE = 60_000;
const TIMINGS = { fineTuningTimings: { validatingMs: MINUTE, msPerEpoch: 10 * MINUTE } };
const QUICK = { pollMs: 1, maxPollMs: 1 };
const ROW = '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}\n';
const SFT = { dataset: "accounts/local/datasets/train-1", baseModel: MODEL, epochs: 2 };
const ID = { supervisedFineTuningJobId: "sft-1" };

async function withDataset({ datasets }: FireworksClient, rows = 3): Promise<void> {
  await datasets.create({ datasetId: "train-1", dataset: { exampleCount: String(rows) } });
  await datasets.upload("train-1", ROW.repeat(rows));
  await datasets.waitUntilReady("train-1");
}

test("A144: a model is trained: estimated, started, watched, done, deleted", async () => {
  const { client, clock } = await localClient(TIMINGS);
  const { supervisedFineTuningJobs: jobs } = client;
  await withDataset(client);
  expect((await jobs.estimateCost(SFT)).estimatedCost).toMatchObject({ currencyCode: "USD" });
  const made = await jobs.create(SFT, ID);
  const seen: unknown[] = [];
  const done = await jobs.waitUntilDone("sft-1", {
    ...QUICK,
    onPoll: ({ state, resource }) => {
      seen.push([state, resource?.jobProgress?.percent]);
      clock.ahead += 11 * MINUTE;
    },
  });
  expect(done).toMatchObject({ name: made.name, state: "JOB_STATE_COMPLETED" });
  expect(seen).toEqual([
    ["JOB_STATE_VALIDATING", 0],
    ["JOB_STATE_RUNNING", 50],
    ["JOB_STATE_COMPLETED", 100],
  ]);
  expect(await client.models.get(done.outputModel ?? "")).toMatchObject({ state: "READY" });
  expect((await jobs.list().all()).map(({ name }) => name)).toEqual([made.name]);
  expect(await failureOf(jobs.create({ ...SFT, outputModel: "other" }, ID))).toBeInstanceOf(
    FireworksConflictError,
  );
  await jobs.delete("sft-1");
  expect(await failureOf(jobs.get("sft-1"))).toBeInstanceOf(FireworksNotFoundError);
});

test("A144: a training that is cancelled is not waited for, and can be resumed", async () => {
  const { client, clock } = await localClient(TIMINGS);
  const { supervisedFineTuningJobs: jobs } = client;
  await withDataset(client);
  await jobs.create(SFT, ID);
  await jobs.cancel("sft-1");
  const error = await failureOf(jobs.waitUntilDone("sft-1", QUICK));
  expect(error).toMatchObject({ reason: "failed", state: "JOB_STATE_CANCELLED" });
  expect(await jobs.resume("sft-1")).toMatchObject({ state: "JOB_STATE_VALIDATING" });
  clock.ahead += 30 * MINUTE;
  expect(await jobs.waitUntilDone("sft-1")).toMatchObject({ state: "JOB_STATE_COMPLETED" });
});

test("A144: a training that fails says why; one that is deleted meanwhile has vanished", async () => {
  const { client, clock } = await localClient(TIMINGS);
  const { supervisedFineTuningJobs: jobs } = client;
  await withDataset(client, 2);
  await jobs.create(SFT, ID);
  let deleted: Promise<unknown> | undefined;
  const onPoll = (): void => void (deleted ??= Promise.resolve(jobs.delete("sft-1")));
  const gone = jobs.waitUntilDone("sft-1", { ...QUICK, onPoll });
  expect(await failureOf(gone)).toMatchObject({ reason: "vanished" });
  await deleted;
  await jobs.create(SFT, ID);
  clock.ahead += 2 * MINUTE;
  const failed = await failureOf(jobs.waitUntilDone("sft-1"));
  expect(failed).toBeInstanceOf(FireworksWaitError);
  expect(String(failed)).toContain("Dataset has 2 rows");
});

test("A144: quotas, rate limits and usage of an account", async () => {
  const { client } = await localClient({ rateLimits: {} });
  await withDataset(client);
  const quota = await client.quotas.get("datasets");
  expect(quota).toMatchObject({ name: "accounts/local/quotas/datasets", usage: 1 });
  expect(await client.quotas.list({ pageSize: 1 }).all()).toContainEqual(quota);
  const deployment = MODEL.replace("/models/", "/deployments/");
  const { rateLimits } = await client.serverless.rateLimits({ deployment });
  expect(rateLimits).toHaveLength(3);
  const messages = [{ role: "user" as const, content: "hi" }];
  await client.chat.completions.create({ model: MODEL, messages });
  const usage = await client.serverless.tokenUsage({ end: new Date(Date.now() + MINUTE) });
  expect(usage.peakGeneratedTokensPerMinuteByBaseModel).toHaveLength(1);
});

test("A144: usage is asked for as it was meant", async () => {
  const server = await rawServer((reply) => reply.json(200, {}));
  const { serverless } = clientOf(server.baseURL, { accountId: "me" });
  const start = new Date("2026-01-02T03:04:05Z");
  await serverless.tokenUsage({
    start,
    interval: "60s",
    includeAverageTokensPerMinuteByBaseModel: true,
  });
  const [path, query] = server.requests[0]?.path.split("?") ?? [];
  expect(path).toBe("/v1/accounts/me/serverlessTokenUsage");
  expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
    start: "2026-01-02T03:04:05.000Z",
    interval: "60s",
    includePeakTokensPerMinuteByBaseModel: "false",
    includeAverageTokensPerMinuteByBaseModel: "true",
  });
});
