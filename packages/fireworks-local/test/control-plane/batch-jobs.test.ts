import type { BatchInferenceJob } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { local } from "../local.js";
import { chatRow, chatRows, Clock, gatewayClient, KIMI } from "./gateway-client.js";

test("a job runs from upload to download without waiting, as the clock allows", async () => {
  const me = gatewayClient(local());
  await me.uploaded("in-1", chatRows(3));
  const made = await me.start("my-job");
  expect(made).toMatchObject({
    name: "accounts/me/batchInferenceJobs/my-job",
    state: "JOB_STATE_VALIDATING",
    status: { code: "OK", message: "" },
    model: KIMI,
    inputDatasetId: "accounts/me/datasets/in-1",
    outputDatasetId: expect.stringMatching(/^accounts\/me\/datasets\/bij-[a-z0-9]{8}$/),
    inferenceParameters: { extraBody: "{}" },
    jobProgress: null,
    lifecycle: null,
    maxJobDuration: null,
    placement: null,
    precision: "BF16",
    systemPrompt: "",
    waitingOnCapacity: false,
    continuedFromJobName: "",
  });
  const done = await me.job("my-job");
  expect(done).toMatchObject({
    state: "JOB_STATE_COMPLETED",
    jobProgress: {
      percent: 100,
      epoch: 0,
      totalInputRequests: 3,
      totalProcessedRequests: 3,
      successfullyProcessedRequests: 3,
      failedRequests: 0,
      outputRows: 3,
      cachedInputTokenCount: 0,
    },
  });
  const { rows, errors } = await me.output(done.outputDatasetId ?? "");
  expect(rows.map((row) => row.custom_id).toSorted()).toEqual(["r1", "r2", "r3"]);
  expect(rows[0]).toEqual({
    custom_id: expect.any(String),
    response: expect.objectContaining({ object: "chat.completion", model: KIMI }),
  });
  expect(errors).toEqual([]);
});

const SLOW = {
  uploadMs: 1_000,
  validatingMs: 60_000,
  pendingMs: 120_000,
  creatingMs: 240_000,
  msPerRow: 1_000,
  writingMs: 30_000,
  cleaningUpMs: 1_000_000,
};

function slowServer(options: object = {}) {
  const clock = new Clock();
  const server = local({ now: clock.now, batchTimings: SLOW, ...options });
  return { clock, server, me: gatewayClient(server) };
}

const counts = ({ jobProgress }: BatchInferenceJob) => [
  jobProgress?.percent,
  jobProgress?.totalProcessedRequests,
];

test("every state lasts as long as it is set to, and progress grows row by row", async () => {
  const { clock, me } = slowServer();
  expect((await me.uploaded("in-1", chatRows(10))).state).toBe("UPLOADING");
  clock.pass(1);
  expect((await me.ok<{ state: string }>("GET", "datasets/in-1")).state).toBe("READY");
  await me.start("job");
  const seen: unknown[] = [];
  for (const seconds of [59, 1, 119, 1, 239, 1, 4, 5, 1, 29, 1, 1_000]) {
    clock.pass(seconds);
    const job = await me.job("job");
    seen.push([job.state?.slice("JOB_STATE_".length), ...counts(job)]);
  }
  expect(seen).toEqual([
    ["VALIDATING", undefined, undefined],
    ["PENDING", 0, 0],
    ["PENDING", 0, 0],
    ["CREATING", 0, 0],
    ["CREATING", 0, 0],
    ["RUNNING", 0, 0],
    ["RUNNING", 40, 4],
    ["RUNNING", 90, 9],
    ["WRITING_RESULTS", 100, 10],
    ["WRITING_RESULTS", 100, 10],
    ["COMPLETED", 100, 10],
    ["COMPLETED", 100, 10],
  ]);
  expect(await me.job("job")).toMatchObject({
    createTime: "2026-11-23T10:00:01Z",
    updateTime: "2026-11-23T10:07:41Z",
    expireTime: "2026-11-24T10:00:01Z",
    lifecycle: {
      validatedTime: "2026-11-23T10:01:01Z",
      runStartTime: "2026-11-23T10:07:01Z",
      endTime: "2026-11-23T10:07:41Z",
    },
  });
});

test("the output is there once the job is completed, and says which job wrote it", async () => {
  const { clock, me } = slowServer();
  await me.uploaded("in-1", chatRows(2));
  clock.pass(1);
  const { outputDatasetId = "" } = await me.start("job");
  const output = `datasets/${outputDatasetId.split("/").at(-1)}`;
  clock.pass(400);
  expect((await me.call("GET", output))[0]).toBe(404);
  clock.pass(100);
  expect(await me.ok("GET", output)).toMatchObject({
    state: "READY",
    sourceJobName: "accounts/me/batchInferenceJobs/job",
    exampleCount: "2",
  });
});

test("the answers are those of chat, with the same seed the same bytes in the same order", async () => {
  const texts = await Promise.all(
    [0, 0, 1].map(async (seed) => {
      const me = gatewayClient(local({ seed }));
      await me.uploaded("in-1", chatRows(20));
      const { outputDatasetId = "" } = await me.start("job", { outputDatasetId: "out-1" });
      expect(outputDatasetId).toBe("accounts/me/datasets/out-1");
      return JSON.stringify(await me.output("out-1"));
    }),
  );
  expect(texts[0]).toBe(texts[1]);
  expect(texts[0]).not.toBe(texts[2]);
});

test.each([3, 4, 5, 8, 50])("%i rows never come back in the order they had", async (count) => {
  for (let seed = 0; seed < 10; seed += 1) {
    const me = gatewayClient(local({ seed }));
    const rows = chatRows(count);
    await me.uploaded("in-1", rows);
    await me.start("job", { outputDatasetId: "out-1" });
    const ids = (await me.output("out-1")).rows.map((row) => row.custom_id);
    expect(ids).not.toEqual(rows.map((_, at) => `r${at + 1}`));
    expect(new Set(ids).size).toBe(count);
  }
});

test("the job's parameters are defaults: a row's own, or their counterparts, win", async () => {
  const server = local({
    scripts: [{ when: {}, answer: (request) => ({ content: JSON.stringify(request) }) }],
  });
  const me = gatewayClient(server);
  await me.uploaded("in-1", [
    chatRow("plain"),
    chatRow("own", "Hi", { temperature: 1, max_completion_tokens: 900, stream: true }),
    { custom_id: "system", body: { messages: [{ role: "system", content: "Mine" }] } },
  ]);
  await me.start("job", {
    outputDatasetId: "out-1",
    systemPrompt: "Be terse",
    inferenceParameters: {
      maxTokens: 800,
      temperature: 0,
      topP: 0.5,
      topK: 3,
      n: 1,
      extraBody: '{"user":"u-1","temperature":0.9}',
    },
  });
  const { rows } = await me.output("out-1");
  const asked = (id: string): unknown =>
    JSON.parse(
      rows.find((row) => row.custom_id === id)?.response.choices[0]?.message.content ?? "",
    );
  expect(asked("plain")).toEqual({
    user: "u-1",
    temperature: 0,
    max_tokens: 800,
    top_p: 0.5,
    top_k: 3,
    n: 1,
    model: KIMI,
    messages: [
      { role: "system", content: "Be terse" },
      { role: "user", content: "Hi" },
    ],
  });
  const own = asked("own");
  expect(own).toMatchObject({ temperature: 1, max_completion_tokens: 900 });
  expect(own).not.toHaveProperty("max_tokens");
  expect(own).not.toHaveProperty("stream");
  expect(asked("system")).toMatchObject({ messages: [{ role: "system", content: "Mine" }] });
});

test("rows may ask for more tokens than an answer that is not streamed may have", async () => {
  const me = gatewayClient(local());
  await me.uploaded("in-1", [chatRow("long", "Hi", { max_tokens: 900_000 })]);
  await me.start("job", { outputDatasetId: "out-1" });
  expect((await me.output("out-1")).rows).toHaveLength(1);
});

test("a row of token ids is answered as a chat", async () => {
  const me = gatewayClient(local());
  await me.uploaded("in-1", [{ custom_id: "ids", body: { prompt_token_ids: [15_339, 1_917] } }]);
  await me.start("job", { outputDatasetId: "out-1" });
  expect((await me.output("out-1")).rows[0]?.response).toMatchObject({
    object: "chat.completion",
    choices: [{ message: { role: "assistant", content: expect.any(String) } }],
    usage: { prompt_tokens: 2 },
  });
});

test("a row that inference refuses goes to the error file, and the job is completed", async () => {
  const small = { id: "accounts/me/models/small", contextLength: 30 };
  const me = gatewayClient(local({ models: [small] }));
  await me.uploaded("in-1", [
    ...chatRows(3),
    chatRow("long", "word ".repeat(100)),
    chatRow("both", "Hi", { max_tokens: 3, max_completion_tokens: 3 }),
  ]);
  await me.start("job", { model: small.id, outputDatasetId: "out-1" });
  expect(await me.job("job")).toMatchObject({
    state: "JOB_STATE_COMPLETED",
    status: { code: "OK" },
    jobProgress: {
      percent: 100,
      totalProcessedRequests: 5,
      successfullyProcessedRequests: 3,
      failedRequests: 2,
      outputRows: 3,
    },
  });
  const { errors } = await me.output("out-1");
  expect(errors.toSorted((one, other) => (one.custom_id < other.custom_id ? -1 : 1))).toEqual([
    {
      custom_id: "both",
      error: expect.objectContaining({
        message: "Cannot specify both 'max_tokens' and 'max_completion_tokens'",
      }),
    },
    {
      custom_id: "long",
      error: {
        object: "error",
        type: "invalid_request_error",
        code: "invalid_request_error",
        message: expect.stringMatching(
          /^The prompt is too long: \d+, model maximum context length: 30$/,
        ),
      },
    },
  ]);
});

test("the counts are the sums of the rows' usage, and the declared number is only echoed", async () => {
  const me = gatewayClient(local());
  await me.ok("POST", "datasets", {
    dataset_id: "in-1",
    dataset: { example_count: 1, user_uploaded: {} },
  });
  await me.upload("in-1", chatRows(3));
  await me.start("job", { outputDatasetId: "out-1" });
  const { jobProgress } = await me.job("job");
  const { rows } = await me.output("out-1");
  const sum = (key: "prompt_tokens" | "completion_tokens"): number =>
    rows.reduce((total, row) => total + (row.response.usage?.[key] ?? 0), 0);
  expect(jobProgress).toMatchObject({
    totalInputRequests: 1,
    totalProcessedRequests: 3,
    inputTokens: sum("prompt_tokens"),
    outputTokens: sum("completion_tokens"),
  });
});

test("a deleted job cleans up, then is gone; there is no way to cancel one", async () => {
  const { clock, me } = slowServer();
  await me.uploaded("in-1", chatRows(2));
  clock.pass(1);
  await me.start("job");
  clock.pass(70);
  expect(await me.call("DELETE", "batchInferenceJobs/job")).toEqual([200, {}]);
  clock.pass(999);
  expect(await me.job("job")).toMatchObject({
    state: "JOB_STATE_DELETING_CLEANING_UP",
    status: { code: "OK", message: "" },
    updateTime: "2026-11-23T10:01:11Z",
    lifecycle: { validatedTime: "2026-11-23T10:01:01Z", runStartTime: null, endTime: null },
  });
  clock.pass(1);
  const missing = [404, { code: 5, message: "resource not found", details: [] }];
  expect(await me.call("GET", "batchInferenceJobs/job")).toEqual(missing);
  expect(await me.call("DELETE", "batchInferenceJobs/job")).toEqual(missing);
  expect((await me.call("POST", "batchInferenceJobs/job:cancel", {}))[0]).toBe(404);
  expect((await me.call("PATCH", "batchInferenceJobs/job", {}))[0]).toBe(405);
});

test("jobs are listed by filter, order and page", async () => {
  const { clock, me } = slowServer();
  await me.uploaded("in-1", chatRows(2));
  clock.pass(1);
  for (const id of ["b", "a", "c"]) {
    await me.start(id, { displayName: `job ${id}` });
    clock.pass(60);
  }
  expect(await me.ok("GET", "batchInferenceJobs?readMask=displayName")).toMatchObject({
    batchInferenceJobs: ["b", "a", "c"].map((id) => ({ displayName: `job ${id}` })),
  });
  const list = await me.ok("GET", "batchInferenceJobs?orderBy=create_time%20desc&pageSize=2");
  expect(list).toMatchObject({
    batchInferenceJobs: [{ displayName: "job c" }, { displayName: "job a" }],
    nextPageToken: expect.stringMatching(/./),
    totalSize: 3,
  });
  const filter = encodeURIComponent('state="JOB_STATE_CREATING" AND display_name="job b"');
  expect(await me.ok("GET", `batchInferenceJobs?filter=${filter}&readMask=name`)).toEqual({
    batchInferenceJobs: [{ name: "accounts/me/batchInferenceJobs/b" }],
    nextPageToken: "",
    totalSize: 1,
  });
});

test.each<[string, object, number, string]>([
  ["an unknown dataset", { inputDatasetId: "none" }, 404, "accounts/me/datasets/none not found"],
  ["the dataset of another", { inputDatasetId: "accounts/you/datasets/in-1" }, 404, "not found"],
  ["an unknown model", { model: "accounts/fireworks/models/none" }, 404, "not found"],
  ["no model", { model: "" }, 400, "model is required"],
  ["no dataset", { inputDatasetId: "" }, 400, "input_dataset_id is required"],
  ["an unknown key", { cancel: true }, 400, 'unknown field "cancel"'],
  ["an extra body that is no JSON", { inferenceParameters: { extraBody: "{" } }, 400, "extra_body"],
  [
    "an extra body of another kind",
    { inferenceParameters: { extraBody: "[]" } },
    400,
    "extra_body",
  ],
  ["too long a window", { maxJobDuration: "259201s" }, 400, "max_job_duration"],
  ["an output that exists", { outputDatasetId: "in-1" }, 409, "already exists"],
  ["a dataset without its file", { inputDatasetId: "empty" }, 400, "UPLOADING"],
  ["an unknown job to continue", { continuedFromJobName: "none" }, 404, "not found"],
])("a job with %s is refused", async (_what, fields, status, text) => {
  const server = local();
  const me = gatewayClient(server);
  await me.uploaded("in-1", chatRows(1));
  await me.ok("POST", "datasets", { datasetId: "empty", dataset: { exampleCount: "1" } });
  await gatewayClient(server, undefined, "you").uploaded("in-1", chatRows(1));
  const asked = { model: KIMI, inputDatasetId: "in-1", ...fields };
  const [got, body] = await me.call<{ code: number; message: string }>(
    "POST",
    "batchInferenceJobs",
    asked,
  );
  expect([got, body.message]).toEqual([status, expect.stringContaining(text)]);
  expect(body).toHaveProperty("details", []);
});

test("an id is taken once, and one is made up where none is given", async () => {
  const me = gatewayClient(local());
  await me.uploaded("in-1", chatRows(1));
  await me.start("job");
  const asked = { model: KIMI, inputDatasetId: "accounts/me/datasets/in-1" };
  const [status, body] = await me.call("POST", "batchInferenceJobs?batchInferenceJobId=job", asked);
  expect([status, body]).toEqual([409, expect.objectContaining({ code: 6 })]);
  const { name } = await me.ok<BatchInferenceJob>("POST", "batchInferenceJobs", asked);
  expect(name).toMatch(/^accounts\/me\/batchInferenceJobs\/[a-z0-9-]+$/);
  expect((await me.call("POST", "batchInferenceJobs?batchInferenceJobId=Job", asked))[0]).toBe(400);
});

test("scopes do not see each other's jobs", async () => {
  const server = local();
  const one = gatewayClient(server, { authorization: `Bearer ${server.scope("one").apiKey}` });
  const other = gatewayClient(server, { authorization: `Bearer ${server.scope("other").apiKey}` });
  await one.uploaded("in-1", chatRows(1));
  await one.start("job", { outputDatasetId: "out-1" });
  expect((await one.output("out-1")).rows).toHaveLength(1);
  expect((await other.call("GET", "batchInferenceJobs/job"))[0]).toBe(404);
  expect((await other.call("GET", "datasets/in-1"))[0]).toBe(404);
});
