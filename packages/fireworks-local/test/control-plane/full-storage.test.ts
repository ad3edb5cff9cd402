import { expect, test } from "vitest";
import { BatchJob } from "../../src/control-plane/batch/batch-job.js";
import { NO_TIME } from "../../src/control-plane/batch/batch-timings.js";
import { toWire } from "../../src/control-plane/batch/job-to-wire.js";
import { settleJobs } from "../../src/control-plane/batch/settle-jobs.js";
import { grpcRefusal } from "../../src/control-plane/grpc-refusal.js";
import { ControlPlaneState } from "../../src/control-plane/state.js";
import { SeededRandom } from "../../src/random/seeded-random.js";
import { chatRow, KIMI, toLines } from "./gateway-client.js";

test("a job whose output finds no place has failed, and blocks nothing", async () => {
  const state = new ControlPlaneState("", { now: () => 0 });
  state.storage.write = () => {
    throw grpcRefusal("RESOURCE_EXHAUSTED", "full");
  };
  const bytes = new TextEncoder().encode(toLines([chatRow("a")]));
  const job = new BatchJob(
    {
      name: "accounts/me/batchInferenceJobs/job",
      displayName: "",
      model: KIMI,
      inputDatasetId: "accounts/me/datasets/in-1",
      outputDatasetId: "accounts/me/datasets/out-1",
      parameters: {},
      precision: "BF16",
      systemPrompt: "",
      maxJobDuration: null,
      continuedFromJobName: "",
      declaredRows: 1,
      createdAt: 0,
      expiresAt: 1_000,
      canRun: true,
    },
    {
      timings: NO_TIME,
      order: {
        files: [{ name: "in.jsonl", bytes }],
        skip: new Set(),
        lenient: false,
        random: new SeededRandom(0),
        answer: async () => ({ kind: "answered", response: {} }),
      },
    },
  );
  state.jobs.insert(job);
  await settleJobs({ state, now: 1 });
  expect(toWire(job, 1)).toMatchObject({
    state: "JOB_STATE_FAILED",
    status: { code: "RESOURCE_EXHAUSTED", message: "full" },
    jobProgress: { outputRows: 1 },
  });
  await settleJobs({ state, now: 2 });
  expect(state.datasets.all()).toEqual([]);
  expect(job.willWrite(2)).toBe(false);
});
