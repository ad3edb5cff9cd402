import { FireworksAbortError, FireworksWaitError } from "fireworks-client";
import { describe, expect, it } from "vitest";
import type { BatchStatus } from "langchain-fireworks/batch";
import { all, localServer } from "./local-batch.js";

const INPUTS = ["zero", "one", "two", "three"];
const HOUR = 60 * 60_000;

describe("waiting for a batch (F9)", () => {
  it("looks less and less often, and tells of every look", async () => {
    const { batch, clock } = localServer({ batchTimings: { pendingMs: HOUR / 4 } });
    const run = await batch.submit(INPUTS);
    const seen: BatchStatus[] = [];
    const status = await run.wait({ onProgress: (status) => seen.push(status) });
    expect(status.state).toBe("completed");
    expect(seen.at(-1)).toEqual(status);
    expect(seen.length).toBe(clock.waits.length + 1);
    expect(clock.waits.slice(0, 4)).toEqual([5_000, 7_500, 11_250, 16_875]);
    expect(Math.max(...clock.waits)).toBe(60_000);
  });

  it("ends with a typed error after its time, and the job goes on", async () => {
    const { batch } = localServer({ batchTimings: { pendingMs: 20 * HOUR } });
    const run = await batch.submit(INPUTS);
    const options = { maxWaitMs: 5 * HOUR, pollMs: HOUR, maxPollMs: HOUR };
    const error = await run.wait(options).catch((error) => error);
    expect(FireworksWaitError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ reason: "timed-out", state: "waiting", last: { id: run.id } });
    expect(await run.wait({ pollMs: HOUR, maxPollMs: HOUR })).toMatchObject({
      state: "completed",
    });
  });

  it("ends when it is aborted", async () => {
    const { batch } = localServer({ batchTimings: { pendingMs: HOUR } });
    const run = await batch.submit(INPUTS);
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const error = await run.wait({ signal: controller.signal, onProgress }).catch((error) => error);
    expect(FireworksAbortError.isInstance(error)).toBe(true);
  });

  it("ends with Fireworks' words when nothing came of the batch", async () => {
    const { batch } = localServer({ batchFaults: [{ fail: { message: "out of luck" } }] });
    const run = await batch.submit(INPUTS);
    const error = await run.wait().catch((error) => error);
    expect(FireworksWaitError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ reason: "failed", state: "failed" });
    expect(error.message).toContain("out of luck");
    const items = await all(run.results());
    expect(items.map(({ error }) => error)).toMatchObject(
      INPUTS.map(() => ({ reason: "job-failed", job: `${run.id}-a0-p0` })),
    );
    expect(items[1]?.error?.message).toContain("out of luck");
    expect(items[1]).toHaveProperty("input.messages.0.content", "one");
  });

  it("ends when the job is gone", async () => {
    const { batch } = localServer({ batchTimings: { pendingMs: HOUR, cleaningUpMs: HOUR } });
    const run = await batch.submit(INPUTS);
    const other = batch.resume(JSON.stringify(run));
    await other.cleanUp({ running: true });
    await expect(run.wait()).rejects.toMatchObject({ reason: "failed", state: "gone" });
  });

  it("has an expired job continued, and finds the continuation from any process", async () => {
    const { batch } = localServer({
      batchFaults: [{ match: { jobId: "*-p0" }, expireAfterRows: 1, failRows: ["3"] }],
    });
    const run = await batch.submit(INPUTS);
    expect(await run.status()).toMatchObject({ state: "expired", counts: { processed: 1 } });
    const status = await run.wait();
    expect(status).toMatchObject({
      state: "completed",
      counts: { total: 4, processed: 4, succeeded: 4, failed: 0 },
      parts: [{ job: `${run.id}-a0-p0-c1`, continuations: 1 }],
    });
    const items = await all(batch.resume(run.handle).results());
    expect(items.filter(({ error }) => error === undefined)).toHaveLength(4);
  });

  it("leaves an expired job when asked to; its rows say so", async () => {
    const { batch } = localServer({ batchFaults: [{ expireAfterRows: 1 }] });
    const run = await batch.submit(INPUTS);
    expect(await run.wait({ continueExpired: false })).toMatchObject({ state: "expired" });
    const items = await all(run.results());
    expect(items.filter(({ error }) => error)).toHaveLength(3);
    expect(items.find(({ error }) => error)?.error).toMatchObject({
      reason: "expired",
      retryable: true,
    });
  });

  it("does not continue for ever", async () => {
    const { batch, clock } = localServer({ batchFaults: [{ stayPending: true }] });
    const run = await batch.submit(INPUTS);
    const begun = clock.time;
    const error = await run.wait({ pollMs: HOUR, maxPollMs: 4 * HOUR }).catch((error) => error);
    expect(error).toMatchObject({ reason: "failed", state: "expired" });
    expect((await run.status()).parts[0]).toMatchObject({ continuations: 3 });
    expect(clock.time - begun).toBeLessThan(4.1 * 24 * HOUR);
  });

  it("may be done by two processes at once", async () => {
    const { batch, local } = localServer({
      batchFaults: [{ match: { jobId: "*-p0" }, expireAfterRows: 2 }],
    });
    const run = await batch.submit(INPUTS);
    const both = await Promise.all([run.wait(), batch.resume(run.handle).wait()]);
    expect(both.map(({ state }) => state)).toEqual(["completed", "completed"]);
    expect(local.requests.length).toBeGreaterThan(0);
  });

  it("refuses options that mean nothing", async () => {
    const { batch } = localServer();
    const run = await batch.submit(INPUTS);
    await expect(run.wait({ continueExpired: -1 })).rejects.toMatchObject({
      code: "invalid_option",
    });
    await expect(run.wait({ maxWaitMs: Number.NaN })).rejects.toMatchObject({
      code: "invalid_option",
    });
  });
});
