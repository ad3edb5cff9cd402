import { ChatFireworks } from "langchain-fireworks";
import { FireworksBatch } from "langchain-fireworks/batch";
import type { FireworksLocalOptions } from "fireworks-local";
import { expect, test } from "vitest";
import { KEY, MODEL } from "../local-model.js";
import { all, localServer } from "./local-batch.js";
import { type Slowness, slowToShow } from "./slow-gateway.js";

const INPUTS = ["zero", "one", "two"];

function slowBatch(slowness: Slowness, options: FireworksLocalOptions = {}) {
  const { local, settings } = localServer(options);
  const fetch = slowToShow(local, slowness);
  const llm = new ChatFireworks({ model: MODEL, apiKey: KEY, baseURL: local.baseURL, fetch });
  return new FireworksBatch({ chain: llm, ...settings });
}

test.each<[string, Slowness]>([
  ["of everything", { missed: 2 }],
  ["and the dataset's answer is lost", { missed: 2, isLost: (id) => id.endsWith("-in") }],
  ["and the job's answer is lost", { missed: 2, isLost: (id) => id.endsWith("-p0") }],
])("what was made and is not seen at once %s is looked for again", async (_, slowness) => {
  const batch = slowBatch(slowness);
  const run = await batch.submit(INPUTS);
  expect(await run.wait()).toMatchObject({ state: "completed", counts: { succeeded: 3 } });
});

test("a continuation that is not seen at once is waited for", async () => {
  const batch = slowBatch(
    { missed: 2 },
    { batchFaults: [{ match: { jobId: "*-p0" }, expireAfterRows: 1 }] },
  );
  const run = await batch.submit(INPUTS);
  expect(await run.wait()).toMatchObject({ state: "completed", counts: { succeeded: 3 } });
  expect((await all(run.results())).filter(({ error }) => error)).toHaveLength(0);
});

test("an output that is not seen at once is read, and not paid again", async () => {
  const { local, settings } = localServer({});
  let missed = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const isOutput = String(input).includes("-out:getDownloadEndpoint");
    if (isOutput && (missed += 1) <= 2) {
      const notThere = { code: 5, message: "resource not found", details: [] };
      return Response.json(notThere, { status: 404 });
    }
    return local.fetch(input, init);
  };
  const llm = new ChatFireworks({ model: MODEL, apiKey: KEY, baseURL: local.baseURL, fetch });
  const run = await new FireworksBatch({ chain: llm, ...settings }).submit(INPUTS);
  await run.wait();
  expect((await all(run.results())).filter(({ error }) => error)).toHaveLength(0);
  expect(missed).toBe(3);
});

test("one that is never seen is not waited for for ever", async () => {
  const batch = slowBatch({ missed: Infinity });
  await expect(batch.submit(INPUTS)).rejects.toMatchObject({ status: 404 });
});

test("a continuation that has expired when it is first seen is continued as well", async () => {
  const { batch } = localServer({ batchFaults: [{ expireAfterRows: 1 }] });
  const run = await batch.submit(INPUTS);
  expect(await run.wait()).toMatchObject({ state: "completed", parts: [{ continuations: 3 }] });
});
