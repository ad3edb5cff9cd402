import { expect, test } from "vitest";
import { local } from "../local.js";
import { chatRows, gatewayClient, KIMI } from "./gateway-client.js";

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
