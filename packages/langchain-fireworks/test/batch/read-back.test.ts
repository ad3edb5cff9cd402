import { HumanMessage } from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import { FireworksBatch } from "langchain-fireworks/batch";
import { all, localServer } from "./local-batch.js";

const INPUTS = ["zero", "one", "two", "three", "four"];

describe("a batch, read back (A143, D10)", () => {
  it("gives one item for every input, in their order", async () => {
    const { batch } = localServer();
    const run = await batch.submit(INPUTS, { idOf: (input) => `my-${String(input)}` });
    const status = await run.wait();
    expect(status).toMatchObject({
      state: "completed",
      isOver: true,
      counts: { total: 5, processed: 5, succeeded: 5, failed: 0, skipped: 0 },
      percent: 100,
      problems: [],
    });
    const items = await all(run.results());
    expect(items.map(({ index, id }) => [index, id])).toEqual(
      INPUTS.map((input, index) => [index, `my-${input}`]),
    );
    expect(items[3]?.error).toBeUndefined();
  });

  it("gives the same items as they arrive", async () => {
    const { batch } = localServer();
    const run = await batch.submit(INPUTS);
    await run.wait();
    const items = await all(run.results({ order: "arrival" }));
    expect(items.map(({ index }) => index)).not.toEqual([0, 1, 2, 3, 4]);
    expect(items.map(({ index }) => index).toSorted()).toEqual([0, 1, 2, 3, 4]);
  });

  it("makes a row that failed an error with what was asked", async () => {
    const { batch } = localServer({ batchFaults: [{ failRows: ["2"] }] });
    const run = await batch.submit(INPUTS.map((text) => [new HumanMessage(text)]));
    expect((await run.wait()).counts).toMatchObject({ succeeded: 4, failed: 1 });
    const [failed, ...others] = (await all(run.results())).filter(({ error }) => error);
    expect(others).toEqual([]);
    expect(failed).toMatchObject({ index: 2, error: { name: "BatchRowError", reason: "refused" } });
    expect(failed).toHaveProperty("input.messages.0.content", "two");
  });

  it("is read across parts, the failed one among them", async () => {
    const { llm, settings } = localServer({
      batchFaults: [{ match: { jobId: "*-p1" }, fail: {} }],
    });
    const batch = new FireworksBatch({ chain: llm, ...settings, maxPartBytes: 200 });
    const run = await batch.submit(INPUTS);
    const [, failed] = run.handle.attempts[0]?.parts ?? [];
    await run.wait();
    for (const order of ["input", "arrival"] as const) {
      const items = await all(run.results({ order }));
      expect(items.map(({ index }) => index).toSorted()).toEqual([0, 1, 2, 3, 4]);
      const without = items.filter(({ error }) => error).map(({ index }) => index);
      expect(without).toHaveLength(failed?.rows ?? 0);
      expect(without[0]).toBe(failed?.firstIndex);
    }
  });
});
