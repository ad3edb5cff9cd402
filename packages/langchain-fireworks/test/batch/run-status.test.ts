import { describe, expect, it } from "vitest";
import { localServer } from "./local-batch.js";

const INPUTS = ["zero", "one", "two", "three"];
const HOUR = 60 * 60_000;

describe("the status of a batch (F7)", () => {
  it("counts rows, tokens and cost while it runs", async () => {
    const { batch, clock } = localServer({
      batchTimings: { validatingMs: 1_000, pendingMs: 1_000, msPerRow: 1_000, writingMs: 1_000 },
    });
    const run = await batch.submit(INPUTS);
    expect(await run.status()).toMatchObject({ state: "waiting", isOver: false, percent: 0 });
    clock.move(4_000);
    const half = await run.status();
    expect(half).toMatchObject({
      id: run.id,
      state: "running",
      counts: { total: 4, processed: 2, succeeded: 2, failed: 0, skipped: 0 },
      percent: 50,
      problems: [],
      parts: [{ attempt: 0, part: 0, jobState: "JOB_STATE_RUNNING", rows: 4, succeeded: 2 }],
    });
    expect(half.tokens.input).toBeGreaterThan(0);
    expect(half.tokens.output).toBeGreaterThan(0);
    expect(half.expireTime).toBe("2026-11-24T10:00:00Z");
    clock.move(HOUR);
    const whole = await run.status();
    expect(whole).toMatchObject({
      state: "completed",
      isOver: true,
      percent: 100,
      expireTime: null,
    });
    expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
  });

  it("costs half of what calls cost, and null where the price is not known", async () => {
    const { settings, local, llm } = localServer();
    const { FireworksBatch } = await import("langchain-fireworks/batch");
    const { ChatFireworks } = await import("langchain-fireworks");
    const fields = {
      model: llm.model,
      apiKey: "fw_any",
      baseURL: local.baseURL,
      fetch: local.fetch,
    };
    const prices = { [llm.model]: { input: 2, output: 8 } };
    const chain = new ChatFireworks({ ...fields, prices });
    const run = await new FireworksBatch({ chain, ...settings }).submit(INPUTS);
    const { tokens, cost } = await run.wait();
    expect(cost?.cost).toBeCloseTo((tokens.input * 1 + tokens.output * 4) / 1_000_000, 12);
    const unknown = new ChatFireworks({ ...fields, prices: { [llm.model]: null } });
    const other = new FireworksBatch({ chain: unknown, ...settings }).resume(run.handle);
    expect((await other.status()).cost).toBeNull();
  });

  it("says that it waits for capacity", async () => {
    const { batch, clock } = localServer({ batchFaults: [{ stayPending: true }] });
    const run = await batch.submit(INPUTS);
    clock.move(1_000);
    expect(await run.status()).toMatchObject({ state: "waiting", waitingOnCapacity: true });
  });

  it("tells what Fireworks says of a job that failed, and the row it names", async () => {
    const message = "Dataset has a syntax error: chat dataset validation failed on in.jsonl:3: odd";
    const { batch } = localServer({
      batchFaults: [{ fail: { code: "INVALID_ARGUMENT", message } }],
    });
    const run = await batch.submit(INPUTS);
    expect(await run.status()).toMatchObject({
      state: "failed",
      isOver: true,
      problems: [{ job: `${run.id}-a0-p0`, code: "INVALID_ARGUMENT", message, line: 3, index: 2 }],
    });
  });

  it("adds up the parts", async () => {
    const { llm, settings, local } = localServer({
      batchFaults: [{ match: { jobId: "*-p1" }, fail: {} }],
    });
    const { FireworksBatch } = await import("langchain-fireworks/batch");
    const run = await new FireworksBatch({ chain: llm, ...settings, maxPartBytes: 200 }).submit(
      INPUTS,
    );
    const { parts, counts, state, problems } = await run.status();
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map(({ part }) => part)).toEqual(parts.map((_, place) => place));
    expect(counts.total).toBe(4);
    expect(state).toBe("failed");
    expect(problems).toHaveLength(1);
    expect(counts.succeeded).toBe(4 - (parts[1]?.rows ?? 0));
    expect(local.requests.length).toBeGreaterThan(0);
  });

  it("belongs to the account of the key", async () => {
    const { batch, settings, llm } = localServer();
    const { FireworksBatch } = await import("langchain-fireworks/batch");
    const run = await batch.submit(INPUTS);
    const stranger = new FireworksBatch({ chain: llm, ...settings, accountId: "somebody" }).resume(
      run.handle,
    );
    await expect(stranger.status()).rejects.toMatchObject({ code: "other_account" });
  });
});
