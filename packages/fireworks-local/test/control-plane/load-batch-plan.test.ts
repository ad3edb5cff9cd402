import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadBatchPlan } from "fireworks-local";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "batch-plan-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a plan is read from a file, and a mistake has its line", async () => {
  const path = join(folder, "batch.yaml");
  await writeFile(path, "batchTimings:\n  msPerRow: 20\nbatchFaults:\n  - loseRows: [r-1]\n");
  expect(await loadBatchPlan(path)).toEqual({
    batchTimings: { msPerRow: 20 },
    batchFaults: [{ loseRows: ["r-1"] }],
  });
  await writeFile(path, "batchTimings:\n  rowMs: 20\n");
  await expect(loadBatchPlan(path)).rejects.toThrow("batch.yaml:2: batchTimings.rowMs:");
  await expect(loadBatchPlan(join(folder, "none.yaml"))).rejects.toThrow("is not there");
});
