import { StringOutputParser } from "@langchain/core/output_parsers";
import { describe, expect, it } from "vitest";
import { type BatchFailure, FireworksBatch } from "langchain-fireworks/batch";
import { z } from "zod/v3";
import { all, localServer } from "./local-batch.js";

const INPUTS = ["zero", "one", "two", "three", "four", "five"];

/** Two rows fail in the first attempt, and one of them in the second. */
const FAULTS = [
  { match: { jobId: "*-a0-*" }, failRows: ["1", "4:mine"], loseRows: ["5"] },
  { match: { jobId: "*-a1-*" }, failRows: ["4:mine"] },
];

const idOf = (_: unknown, index: number) => (index === 4 ? "mine" : undefined);

describe("trying again what failed (F4)", () => {
  it("sends only the rows without an answer, and a later answer replaces a failure", async () => {
    const { batch } = localServer({ batchFaults: FAULTS });
    const run = await batch.submit(INPUTS, { idOf });
    await run.wait();
    const again = await run.retryFailed();
    expect(again.handle.attempts).toHaveLength(2);
    expect(again.handle.attempts[1]?.parts).toMatchObject([
      { rows: 3, firstIndex: 1, lastIndex: 5 },
    ]);
    expect(run.handle.attempts).toHaveLength(1);
    expect((await again.wait()).counts).toEqual({
      total: 6,
      processed: 6,
      succeeded: 5,
      failed: 1,
      skipped: 0,
    });
    for (const order of ["input", "arrival"] as const) {
      const items = await all(again.results({ order }));
      expect(items).toHaveLength(6);
      expect(items.filter(({ error }) => error)).toMatchObject([
        { index: 4, id: "mine", error: { job: `${run.id}-a1-p0`, reason: "refused" } },
      ]);
    }
    const third = await (await again.retryFailed()).wait();
    expect(third.counts).toMatchObject({ succeeded: 6, failed: 0 });
  });

  it("refuses hours that Fireworks does not offer, before anything is read", async () => {
    const { batch, local } = localServer();
    const run = await batch.submit(INPUTS);
    const before = local.requests.length;
    await expect(run.retryFailed({ hours: 13 as 12 })).rejects.toMatchObject({ field: "hours" });
    expect(local.requests).toHaveLength(before);
  });

  it("makes one attempt when two processes do it, at once or after one another", async () => {
    const { batch, local } = localServer({ batchFaults: FAULTS });
    const run = await batch.submit(INPUTS, { idOf });
    await run.wait();
    const other = batch.resume(JSON.stringify(run));
    const [first, second] = await Promise.all([run.retryFailed(), other.retryFailed()]);
    expect(second.handle).toEqual(first.handle);
    expect((await run.retryFailed()).handle).toEqual(first.handle);
    expect((await first.wait()).counts).toMatchObject({ succeeded: 5, failed: 1 });
    const created = local.requests.filter(
      ({ method, path }) => method === "POST" && path.includes("batchInferenceJobs"),
    );
    expect(new Set(created.map(({ path }) => path)).size).toBeLessThanOrEqual(2);
  });

  it("is the same run when nothing failed", async () => {
    const { batch } = localServer();
    const run = await batch.submit(INPUTS);
    await run.wait();
    expect(await run.retryFailed()).toBe(run);
  });

  it("leaves out what `only` does not take", async () => {
    const { batch } = localServer({ batchFaults: FAULTS });
    const run = await batch.submit(INPUTS, { idOf });
    await run.wait();
    const again = await run.retryFailed({ only: ({ id }) => id === "mine" });
    expect(again.handle.attempts[1]?.parts).toMatchObject([{ rows: 1, firstIndex: 4 }]);
    const items = await all(again.results());
    expect(items.filter(({ error }) => error).map(({ index }) => index)).toEqual([1, 4, 5]);
  });

  it("makes new jobs of a job that failed as a whole", async () => {
    const { batch } = localServer({ batchFaults: [{ match: { jobId: "*-a0-*" }, fail: {} }] });
    const run = await batch.submit(INPUTS);
    await expect(run.wait()).rejects.toMatchObject({ reason: "failed" });
    const again = await run.retryFailed();
    expect(await again.wait()).toMatchObject({ state: "completed", counts: { succeeded: 6 } });
    expect((await all(again.results())).every(({ error }) => error === undefined)).toBe(true);
  });

  it("asks again for what the chain cannot read, and keeps that message beside the error", async () => {
    const { llm, settings } = localServer({
      scripts: [{ name: "cut", turns: [{ content: '{"colour":"re', finishReason: "length" }] }],
    });
    const chain = llm.withStructuredOutput(z.object({ colour: z.string() }), { name: "answer" });
    const run = await new FireworksBatch({ chain, ...settings }).submit(["Which colour?"]);
    await run.wait();
    const [item] = await all(run.results());
    expect(item?.error).toMatchObject({ name: "StructuredOutputCutError", reason: "cut" });
    expect(item?.message?.content).toBe('{"colour":"re');
    expect((item as BatchFailure).input?.messages.at(-1)?.content).toBe("Which colour?");
    expect((await run.retryFailed()).handle.attempts).toHaveLength(2);
  });
});

describe("results of a chain (F8)", () => {
  it("are what the chain gives, beside the message with usage and cost", async () => {
    const { llm, settings } = localServer();
    const chain = llm.pipe(new StringOutputParser());
    const run = await new FireworksBatch({ chain, ...settings }).submit(["Hello"]);
    await run.wait();
    for await (const item of run.results()) {
      if (item.error) throw item.error;
      const text: string = item.output;
      expect(text).toBe(item.message.text);
      expect(item.message.usage_metadata?.output_tokens).toBeGreaterThan(0);
      expect(item.message.response_metadata).toHaveProperty("cost");
    }
  });
});

describe("cleaning up", () => {
  it("deletes all attempts and continuations, says so, and may be repeated", async () => {
    const { batch } = localServer({
      batchFaults: [{ match: { jobId: "*-a0-p0" }, expireAfterRows: 2 }, ...FAULTS],
    });
    const run = await batch.submit(INPUTS, { idOf });
    await run.wait();
    const again = await run.retryFailed();
    await again.wait();
    const { deleted, missing, kept } = await again.cleanUp();
    const ids = deleted.map((name) => name.slice(name.lastIndexOf("/") + 1));
    const { id } = run;
    expect(ids.toSorted()).toEqual(
      [
        `${id}-a0-p0-in`,
        `${id}-a0-p0`,
        `${id}-a0-p0-out`,
        `${id}-a0-p0-c1`,
        `${id}-a0-p0-c1-out`,
        `${id}-a1-p0-in`,
        `${id}-a1-p0`,
        `${id}-a1-p0-out`,
      ].toSorted(),
    );
    expect({ missing, kept }).toEqual({ missing: [], kept: [] });
    expect((await again.cleanUp()).deleted).toEqual([]);
    await expect(again.results().next()).rejects.toMatchObject({ reason: "gone" });
    await expect(again.retryFailed()).rejects.toMatchObject({ reason: "gone" });
    await expect(again.wait()).rejects.toMatchObject({ reason: "failed", state: "gone" });
  });

  it("leaves jobs that run, unless it is told", async () => {
    const { batch, clock } = localServer({ batchTimings: { pendingMs: 1_000 } });
    const run = await batch.submit(INPUTS);
    const { kept, deleted } = await run.cleanUp();
    expect(deleted).toEqual([]);
    expect(kept).toHaveLength(3);
    clock.move(10);
    expect((await run.cleanUp({ running: true })).deleted).toHaveLength(2);
    expect((await run.status()).state).toBe("gone");
  });
});

describe("inputs that were not sent", () => {
  it("are errors of the results, and not tried again", async () => {
    const { batch } = localServer();
    const run = await batch.submit(["zero", [], "two"], {
      onBadRow: "skip",
      idOf: (_, index) => `n${index}`,
    });
    expect((await run.wait()).counts).toEqual({
      total: 2,
      processed: 2,
      succeeded: 2,
      failed: 0,
      skipped: 1,
    });
    for (const order of ["input", "arrival"] as const) {
      const items = await all(run.results({ order }));
      expect(items.filter(({ error }) => error)).toMatchObject([
        { index: 1, id: "n1", error: { reason: "skipped", code: "no_messages" } },
      ]);
    }
    expect(await run.retryFailed()).toBe(run);
  });
});

describe("a folder that cannot be written to", () => {
  it("is a typed error", async () => {
    const { llm, settings, batch } = localServer();
    const run = await batch.submit(INPUTS);
    await run.wait();
    const other = new FireworksBatch({ chain: llm, ...settings, folder: "/dev/null/x" }).resume(
      run.handle,
    );
    await expect(all(other.results())).rejects.toMatchObject({
      code: "spool_failed",
      field: "folder",
    });
  });
});
