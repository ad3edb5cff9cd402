import type {
  CatalogueModel,
  EstimateCostResponse,
  SupervisedFineTuningJob,
} from "fireworks-client/wire";
import { expect, test } from "vitest";
import type { FireworksLocalOptions } from "fireworks-local";
import { gatewayClient, KIMI } from "./gateway-client.js";
import { call, clocked, refused } from "./gateway.js";

const ROWS = ["a", "b", "c"].map((content) => ({
  messages: [
    { role: "user", content },
    { role: "assistant", content: "yes", weight: 1 },
  ],
}));

const JOBS = "/me/supervisedFineTuningJobs";
const MINUTE = 60_000;
const TIMINGS = {
  validatingMs: MINUTE,
  pendingMs: MINUTE,
  msPerEpoch: 10 * MINUTE,
  writingMs: MINUTE,
};

/** A server with a dataset to train on. */
async function trainer(rows: object[] = ROWS, options: FireworksLocalOptions = {}) {
  const { server, clock } = clocked({ fineTuningTimings: TIMINGS, ...options });
  await gatewayClient(server).uploaded("train-1", rows);
  const start = (fields: object = {}, id = "sft-1") =>
    call<SupervisedFineTuningJob>(server, "POST", `${JOBS}?supervisedFineTuningJobId=${id}`, {
      dataset: "accounts/me/datasets/train-1",
      baseModel: KIMI,
      ...fields,
    });
  const job = async (id = "sft-1"): Promise<SupervisedFineTuningJob> => {
    const [, found] = await call<SupervisedFineTuningJob>(server, "GET", `${JOBS}/${id}`);
    return found;
  };
  return { server, clock, start, job };
}

test("a training goes through its states by the clock and leaves a model that can be loaded", async () => {
  const { server, clock, start, job } = await trainer();
  const [, made] = await start({ epochs: 2, loraRank: 16, outputModel: "accounts/me/models/mine" });
  expect(made).toMatchObject({
    name: "accounts/me/supervisedFineTuningJobs/sft-1",
    state: "JOB_STATE_VALIDATING",
    jobProgress: { percent: 0, epoch: 0 },
    estimatedCost: { currencyCode: "USD" },
  });
  const states: (string | undefined)[] = [];
  const pass = async (ms: number): Promise<SupervisedFineTuningJob> => {
    clock.ms += ms;
    const seen = await job();
    states.push(seen.state);
    return seen;
  };
  await pass(0);
  await pass(MINUTE);
  await pass(MINUTE);
  expect((await pass(15 * MINUTE)).jobProgress).toEqual({ percent: 75, epoch: 1 });
  expect(await call(server, "GET", "/me/models/mine")).toEqual(refused(404, 5, expect.anything()));
  await pass(5 * MINUTE);
  const done = await pass(MINUTE);
  expect(states).toEqual(
    ["VALIDATING", "PENDING", "RUNNING", "RUNNING", "WRITING_RESULTS", "COMPLETED"].map(
      (state) => `JOB_STATE_${state}`,
    ),
  );
  expect(done).toMatchObject({ jobProgress: { percent: 100, epoch: 1 }, status: { code: "OK" } });
  expect(done.completedTime).toBe("2026-08-30T10:23:00Z");
  const [, model] = await call<CatalogueModel>(server, "GET", "/me/models/mine");
  expect(model).toMatchObject({
    kind: "HF_PEFT_ADDON",
    state: "READY",
    fineTuningJob: done.name,
    peftDetails: { baseModel: KIMI, r: 16 },
  });
});

test("a job that takes no time is completed when it is looked at", async () => {
  const { start, job } = await trainer(ROWS, { fineTuningTimings: {} });
  await start();
  expect(await job()).toMatchObject({
    state: "JOB_STATE_COMPLETED",
    outputModel: "accounts/me/models/sft-1",
  });
});

test.each([
  [[{ messages: [] }], "input.jsonl:1: messages must be a list"],
  [
    [...ROWS, { messages: [{ role: "bananas", content: "" }] }],
    "input.jsonl:4: invalid role bananas in message 1",
  ],
  [
    [...ROWS, { messages: [{ role: "user", weight: 2 }] }],
    "input.jsonl:4: invalid weight 2 in message 1",
  ],
  [ROWS.slice(1), "Dataset has 2 rows"],
])("a dataset with a mistake fails the whole job: %j", async (rows, message) => {
  const { clock, start, job } = await trainer(rows);
  await start();
  clock.ms += MINUTE;
  expect(await job()).toMatchObject({
    state: "JOB_STATE_FAILED",
    status: { code: "INVALID_ARGUMENT", message: expect.stringContaining(message) },
  });
});

test("a job can be cancelled, and resumed from where it was", async () => {
  const { server, clock, start, job } = await trainer();
  await start();
  clock.ms += 7 * MINUTE;
  expect(await call(server, "POST", `${JOBS}/sft-1:cancel`, {})).toEqual([200, {}]);
  clock.ms += 60 * MINUTE;
  expect(await job()).toMatchObject({ state: "JOB_STATE_CANCELLED", jobProgress: { percent: 50 } });
  expect(await call(server, "POST", `${JOBS}/sft-1:cancel`, {})).toEqual(
    refused(400, 9, expect.anything()),
  );
  const [, resumed] = await call<SupervisedFineTuningJob>(
    server,
    "POST",
    `${JOBS}/sft-1:resume`,
    {},
  );
  expect(resumed).toMatchObject({ state: "JOB_STATE_VALIDATING", jobProgress: { percent: 50 } });
  clock.ms += 8 * MINUTE;
  expect(await job()).toMatchObject({ state: "JOB_STATE_COMPLETED" });
  expect(await call(server, "POST", `${JOBS}/sft-1:resume`, {})).toEqual(
    refused(400, 9, expect.anything()),
  );
});

test("a cost is estimated without starting anything, and grows with the epochs", async () => {
  const { server } = await trainer();
  const estimate = async (epochs: number): Promise<number> => {
    const body = { dataset: "train-1", baseModel: KIMI, epochs };
    const [, answer] = await call<EstimateCostResponse>(
      server,
      "POST",
      `${JOBS}:estimateCost`,
      body,
    );
    return Number(answer.estimatedCost?.nanos);
  };
  const once = await estimate(1);
  expect(once).toBeGreaterThan(0);
  expect(await estimate(3)).toBe(3 * once);
  expect((await call(server, "GET", JOBS))[1]).toMatchObject({ totalSize: 0 });
});

test.each([
  [{ dataset: undefined }, 400, "dataset is required"],
  [{ dataset: "missing" }, 404, "not found"],
  [{ baseModel: undefined }, 400, "exactly one of base_model and warm_start_from"],
  [{ warmStartFrom: KIMI }, 400, "exactly one of"],
  [{ baseModel: "accounts/me/models/none" }, 404, "not found"],
  [{ epochs: 0 }, 400, "invalid epochs"],
  [{ outputModel: KIMI }, 400, "invalid output_model"],
  [{ evaluationDataset: "missing" }, 404, "not found"],
  [{ learningrate: 1 }, 400, 'unknown field "learningrate"'],
])("a request for a job is refused: %j", async (fields, status, message) => {
  const { start } = await trainer();
  const [found, answer] = await start(fields);
  expect([found, answer]).toMatchObject([status, { message: expect.stringContaining(message) }]);
});

test("jobs are listed, found by their id alone once, and deleted", async () => {
  const { server, start } = await trainer();
  await start();
  expect(await start()).toMatchObject([409, { code: 6 }]);
  await start({}, "sft-2");
  const [, list] = await call<{ supervisedFineTuningJobs: SupervisedFineTuningJob[] }>(
    server,
    "GET",
    `${JOBS}?orderBy=name%20desc&readMask=name`,
  );
  expect(list.supervisedFineTuningJobs.map(({ name }) => name.at(-1))).toEqual(["2", "1"]);
  expect(await call(server, "DELETE", `${JOBS}/sft-1`)).toEqual([200, {}]);
  expect(await call(server, "GET", `${JOBS}/sft-1`)).toEqual(refused(404, 5, expect.anything()));
});
