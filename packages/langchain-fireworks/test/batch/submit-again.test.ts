import { spawn } from "node:child_process";
import { once } from "node:events";
import { FireworksAbortError } from "langchain-fireworks";
import type { BatchHandle } from "langchain-fireworks/batch";
import { expect, onTestFinished, test } from "vitest";
import { bundledProgram } from "../../../../tests/bundled-program.js";
import { failureOf } from "../failure.js";
import { localBatches, sentRows } from "./local-batches.js";

const INPUTS = Array.from({ length: 4 }, (_, index) => `Input ${index}`);
/** Two parts. */
const SMALL_PARTS = { maxPartBytes: 200 };

/** How often the process of a submission may speak with Fireworks, and what becomes of the last word. */
interface Death {
  atRequest: number;
  /** Fireworks does what was asked, and nobody hears of it. */
  answerIsLost: boolean;
}

/** A fetch that dies for good, as the process would; the signal ends what would try again. */
function dying(fetch: typeof globalThis.fetch, { atRequest, answerIsLost }: Death) {
  const death = new AbortController();
  let requests = 0;
  const mortal = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    requests += 1;
    if (requests < atRequest) return fetch(input, init);
    if (requests === atRequest && answerIsLost) await (await fetch(input, init)).text();
    death.abort();
    throw new Error("dead");
  };
  return { fetch: mortal, signal: death.signal };
}

async function requestsOfOneSubmission(): Promise<number> {
  const server = localBatches();
  await server.batch(server.model(), SMALL_PARTS).submit(INPUTS);
  return server.local.requests.length;
}

test("F4: killed between any two steps, with the answer lost or not, a submission goes on, and no job is made twice", async () => {
  const steps = await requestsOfOneSubmission();
  expect(steps).toBeGreaterThan(10);
  for (let atRequest = 1; atRequest <= steps; atRequest += 1) {
    for (const answerIsLost of [false, true]) {
      const server = localBatches();
      const { fetch, signal } = dying(server.local.fetch, { atRequest, answerIsLost });
      const killed = server.batch(server.model({ fetch }), SMALL_PARTS);
      await failureOf(() => killed.submit(INPUTS, { signal }));
      const run = await server.batch(server.model(), SMALL_PARTS).submit(INPUTS);
      const jobs = await server.jobs();
      const { parts = [] } = run.handle.attempts[0] ?? {};
      expect(jobs.map(({ name }) => name.split("/").at(-1))).toEqual(parts.map(({ job }) => job));
      expect(jobs.map(({ state }) => state)).toEqual(parts.map(() => "JOB_STATE_COMPLETED"));
      const created = server.local.requests.filter(
        ({ method, path, status }) =>
          method === "POST" && path.endsWith("/batchInferenceJobs") && status === 200,
      );
      expect(created).toHaveLength(parts.length);
    }
  }
});

test("F4: a process that is killed while it submits leaves nothing that another one cannot go on with", async () => {
  const server = localBatches();
  await server.local.listen();
  onTestFinished(() => server.local.close());
  const program = await bundledProgram(new URL("killed-submission.ts", import.meta.url));
  onTestFinished(program.remove);
  const task = [JSON.stringify(INPUTS), JSON.stringify(SMALL_PARTS)];
  const child = spawn(process.execPath, [program.path, server.local.baseURL, ...task], {
    stdio: "ignore",
  });
  const [, signal] = (await once(child, "exit")) as [number, string];
  expect(signal).toBe("SIGKILL");
  expect(await server.jobs()).toHaveLength(1);
  const run = await server.batch(server.model(), SMALL_PARTS).submit(INPUTS);
  const rows = await sentRows(server, run);
  expect(rows.map(({ custom_id }) => Number(custom_id))).toEqual(INPUTS.map((_, index) => index));
  expect(await server.jobs()).toHaveLength(run.handle.attempts[0]?.parts.length ?? 0);
}, 60_000);

test("F4: two that submit the same at once make one job of each part, and have the same handle", async () => {
  const server = localBatches();
  const submit = () => server.batch(server.model(), SMALL_PARTS).submit(INPUTS);
  const runs = await Promise.all([submit(), submit(), submit()]);
  const [first] = runs.map(({ handle }) => handle);
  for (const { handle } of runs) expect(handle).toEqual(first);
  const jobs = await server.jobs();
  expect(jobs).toHaveLength(first?.attempts[0]?.parts.length ?? 0);
  expect(jobs.every(({ state }) => state === "JOB_STATE_COMPLETED")).toBe(true);
});

test("an upload that was begun and not ended is made again", async () => {
  const server = localBatches();
  const steps: string[] = [];
  const noUpload: typeof fetch = async (input, init) => {
    steps.push(String(input));
    if (String(input).includes(":upload")) throw new Error("dead");
    return server.local.fetch(input, init);
  };
  await failureOf(() => server.batch(server.model({ fetch: noUpload })).submit(["one"]));
  const run = await server.batch().submit(["one"]);
  expect(await sentRows(server, run)).toHaveLength(1);
  expect(steps.some((url) => url.includes(":upload"))).toBe(true);
});

test("an abort stops at any step, with a typed error that holds the handle once something was sent", async () => {
  const steps = await requestsOfOneSubmission();
  for (const at of [2, 5, steps]) {
    const server = localBatches();
    const controller = new AbortController();
    let requests = 0;
    const fetch: typeof globalThis.fetch = (input, init) => {
      requests += 1;
      if (requests === at) controller.abort();
      return server.local.fetch(input, init);
    };
    const batch = server.batch(server.model({ fetch }), SMALL_PARTS);
    const error = await failureOf(() => batch.submit(INPUTS, { signal: controller.signal }));
    expect(FireworksAbortError.isInstance(error)).toBe(true);
    const { handle } = error as { handle?: BatchHandle };
    expect(handle?.attempts[0]?.parts.length).toBeGreaterThan(1);
    const run = await server.batch(server.model(), SMALL_PARTS).submit(INPUTS);
    expect({ ...run.handle, createdAt: "" }).toEqual({ ...handle, createdAt: "" });
  }
});

test("an abort ends the wait for an input that never comes, and the source is told", async () => {
  const server = localBatches();
  const controller = new AbortController();
  const source = {
    ended: false,
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<IteratorResult<string>>(() => setImmediate(() => controller.abort())),
      return: async () => {
        source.ended = true;
        return { done: true as const, value: undefined };
      },
    }),
  };
  const error = await failureOf(() => server.batch().submit(source, { signal: controller.signal }));
  expect(FireworksAbortError.isInstance(error)).toBe(true);
  expect("handle" in error).toBe(false);
  expect(source.ended).toBe(true);
  expect(server.local.requests).toHaveLength(0);
});
