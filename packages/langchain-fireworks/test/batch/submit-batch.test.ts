import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AIMessage, HumanMessage, SystemMessage } from "@langchain/core/messages";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { RunnableLambda } from "@langchain/core/runnables";
import { tool } from "@langchain/core/tools";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { FireworksConfigurationError } from "langchain-fireworks";
import {
  BatchConflictError,
  BatchInputError,
  type SubmitProgress,
} from "langchain-fireworks/batch";
import { failureOf } from "../failure.js";
import { lastBody, MODEL } from "../local-model.js";
import { localBatches, sentRows } from "./local-batches.js";

const search = tool(async ({ query }) => query, {
  name: "search",
  description: "Searches",
  schema: z.object({ query: z.string() }),
});

test("a batch of prompts is one dataset and one job over it, with names that follow from the rows", async () => {
  const server = localBatches();
  const run = await server.batch().submit(["one", "two"]);
  const { id, attempts } = run.handle;
  expect(id).toMatch(/^b-[0-9a-f]{24}$/);
  expect(attempts[0]?.parts).toEqual([
    {
      rows: 2,
      firstIndex: 0,
      lastIndex: 1,
      bytes: expect.any(Number) as number,
      inputDataset: `${id}-a0-p0-in`,
      job: `${id}-a0-p0`,
      outputDataset: `${id}-a0-p0-out`,
    },
  ]);
  const [job] = await server.jobs();
  expect(job).toMatchObject({
    name: `accounts/local/batchInferenceJobs/${id}-a0-p0`,
    model: MODEL,
    inputDatasetId: `accounts/local/datasets/${id}-a0-p0-in`,
    outputDatasetId: `accounts/local/datasets/${id}-a0-p0-out`,
    state: "JOB_STATE_COMPLETED",
  });
  expect(await sentRows(server, run)).toEqual([
    { custom_id: "0", body: { messages: [{ role: "user", content: "one" }] } },
    { custom_id: "1", body: { messages: [{ role: "user", content: "two" }] } },
  ]);
});

test("the handle is plain JSON, and resume gives the same run without a request", async () => {
  const server = localBatches();
  const batch = server.batch();
  const run = await batch.submit(["one"]);
  const json = JSON.stringify(run);
  const before = server.local.requests.length;
  expect(batch.resume(json).handle).toEqual(run.handle);
  expect(batch.resume(JSON.parse(json) as never).handle).toEqual(run.handle);
  expect(server.local.requests).toHaveLength(before);
  expect(json).not.toContain("fw_test_key");
});

test("rows are what invoke would send, less the model: messages, parameters, tools and schema", async () => {
  const server = localBatches();
  const llm = server.model({ temperature: 0, maxTokens: 9000, streaming: true });
  const chains = [
    llm,
    llm.bindTools([search], { tool_choice: "search" }),
    llm.withStructuredOutput(z.object({ answer: z.string() }), { method: "jsonSchema" }),
  ];
  const input = [new SystemMessage("Be short."), new HumanMessage("Hi"), new AIMessage("Yes?")];
  for (const chain of chains) {
    await chain.invoke(input).catch(() => undefined);
    const { model, stream, stream_options, ...sent } = lastBody(server.local);
    const run = await server.batch<typeof input, unknown>(chain).submit([input]);
    const [row] = await sentRows(server, run);
    expect(row?.body).toEqual(sent);
    expect([model, stream, stream_options]).toEqual([MODEL, true, { include_usage: true }]);
  }
});

test("the prompt side of a chain runs for each input, in any number of steps, and the rest does not", async () => {
  const server = localBatches();
  const after: unknown[] = [];
  const chain = RunnableLambda.from((word: string) => ({ word: word.toUpperCase() }))
    .pipe(ChatPromptTemplate.fromTemplate("Say {word}"))
    .pipe(server.model())
    .pipe(new StringOutputParser())
    .pipe((text: string) => after.push(text));
  const run = await server.batch(chain).submit(["a", "b"]);
  const rows = await sentRows(server, run);
  expect(rows.map(({ body }) => "messages" in body && body.messages[0]?.content)).toEqual([
    "Say A",
    "Say B",
  ]);
  expect(after).toEqual([]);
});

test("rows stay in the order of the inputs, however long each takes", async () => {
  const server = localBatches();
  const slow = RunnableLambda.from(async (index: number) => {
    await new Promise((resolve) => setTimeout(resolve, index % 3));
    return String(index);
  });
  const inputs = Array.from({ length: 40 }, (_, index) => index);
  const run = await server.batch(slow.pipe(server.model())).submit(inputs);
  const rows = await sentRows(server, run);
  expect(rows.map(({ custom_id }) => Number(custom_id))).toEqual(inputs);
  expect(rows.map(({ body }) => "messages" in body && body.messages[0]?.content)).toEqual(
    inputs.map(String),
  );
});

test("async iterables are taken, and ids of the caller stand behind the index", async () => {
  const server = localBatches();
  async function* inputs() {
    yield "one";
    yield "two";
  }
  const idOf = (input: unknown, index: number) =>
    index === 0 ? `${input as string}:1` : undefined;
  const run = await server.batch().submit(inputs(), { idOf });
  const rows = await sentRows(server, run);
  expect(rows.map(({ custom_id }) => custom_id)).toEqual(["0:one:1", "1"]);
});

test("many rows are split by size, each part with a job of its own, and no row is lost", async () => {
  const server = localBatches();
  const inputs = Array.from({ length: 100 }, (_, index) => `Input ${index}`);
  const run = await server.batch(server.model(), { maxPartBytes: 2_000 }).submit(inputs);
  const { parts = [] } = run.handle.attempts[0] ?? {};
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.every(({ bytes }) => bytes <= 2_000)).toBe(true);
  expect(parts.map(({ firstIndex }) => firstIndex)).toEqual([
    0,
    ...parts.slice(0, -1).map(({ lastIndex }) => lastIndex + 1),
  ]);
  const rows = await sentRows(server, run);
  expect(rows.map(({ custom_id }) => custom_id)).toEqual(inputs.map((_, index) => String(index)));
  const jobs = await server.jobs();
  expect(jobs.map(({ state }) => state)).toEqual(parts.map(() => "JOB_STATE_COMPLETED"));
});

test("the same inputs again are the same jobs; another id, model or setting runs them again", async () => {
  const server = localBatches();
  const inputs = ["one", "two"];
  const first = await server.batch().submit(inputs);
  const again = await server.batch().submit(inputs);
  expect(again.handle).toEqual(first.handle);
  expect(await server.jobs()).toHaveLength(1);
  const others = [
    await server.batch().submit(inputs, { id: "again" }),
    await server.batch(server.model({ temperature: 0 })).submit(inputs),
    await server.batch(server.model({ model: "accounts/fireworks/models/kimi-k3" })).submit(inputs),
    await server.batch().submit(["two", "one"]),
    await server.batch().submit(inputs, { idOf: String }),
  ];
  expect(new Set(others.map(({ handle }) => handle.id)).size).toBe(5);
  expect(await server.jobs()).toHaveLength(6);
});

test("an id that other rows or another model have is refused, and nothing is changed", async () => {
  const server = localBatches();
  await server.batch().submit(["one"], { id: "mine" });
  const other = await failureOf(() => server.batch().submit(["two"], { id: "mine" }));
  expect(BatchConflictError.isInstance(other)).toBe(true);
  expect(other).toMatchObject({
    code: "batch_id_taken",
    resource: "accounts/local/batchInferenceJobs/mine-a0-p0",
  });
  const kimi = server.model({ model: "accounts/fireworks/models/kimi-k3" });
  await expect(server.batch(kimi).submit(["one"], { id: "mine" })).rejects.toThrow(
    BatchConflictError,
  );
  expect(await server.jobs()).toHaveLength(1);
});

test("bad rows are named with index, id and reason before anything is sent", async () => {
  const server = localBatches();
  const chain = ChatPromptTemplate.fromTemplate("Say {word}").pipe(server.model());
  const inputs = [{ word: "a" }, { wrong: "b" }, { word: "c" }, {}] as { word: string }[];
  const error = await failureOf(() =>
    server.batch(chain).submit(inputs, { idOf: (_, index) => `id-${index}` }),
  );
  expect(BatchInputError.isInstance(error)).toBe(true);
  expect(error).toBeInstanceOf(FireworksConfigurationError);
  const { rows, count, message, retryable } = error as BatchInputError;
  expect(rows.map(({ index, id }) => [index, id])).toEqual([
    [1, "id-1"],
    [3, "id-3"],
  ]);
  expect(count).toBe(2);
  expect(retryable).toBe(false);
  expect(message).toContain("input 1 (id-1): ");
  expect(rows[0]?.message).toContain("word");
  expect(server.local.requests).toEqual([]);
});

test("an error names the first hundred bad rows and counts all of them", async () => {
  const server = localBatches();
  const inputs = Array.from({ length: 2_500 }, () => ({ no: "prompt" }));
  const error = await failureOf(() => server.batch().submit(inputs));
  expect(error).toMatchObject({ count: 2_500, code: "bad_rows" });
  expect((error as BatchInputError).rows).toHaveLength(100);
});

test("bad rows can be skipped: the handle names them, and the rest is sent under its own index", async () => {
  const server = localBatches();
  const inputs = ["one", { not: "a prompt" }, [["nobody", "x"]], "two"];
  const run = await server.batch().submit(inputs, {
    onBadRow: "skip",
    idOf: (_, index) => `id-${index}`,
  });
  expect(run.handle.rows).toBe(4);
  expect(run.handle.skipped).toEqual([
    {
      index: 1,
      id: "id-1",
      message: expect.stringContaining("neither a text nor messages") as string,
      code: "not_a_prompt",
      input: { not: "a prompt" },
    },
    expect.objectContaining({ index: 2, input: [["nobody", "x"]] }),
  ]);
  const rows = await sentRows(server, run);
  expect(rows.map(({ custom_id }) => custom_id)).toEqual(["0:id-0", "3:id-3"]);
});

test("nothing is submitted when there is nothing, only bad rows, or more than a handle can name", async () => {
  const server = localBatches();
  const batch = server.batch();
  await expect(batch.submit([])).rejects.toMatchObject({ code: "no_inputs" });
  await expect(batch.submit([{}], { onBadRow: "skip" })).rejects.toThrow(BatchInputError);
  const many = ["good", ...Array.from({ length: 1_001 }, () => ({}))];
  await expect(batch.submit(many, { onBadRow: "skip" })).rejects.toThrow(BatchInputError);
  await expect(batch.submit("a text" as never)).rejects.toMatchObject({ field: "inputs" });
  expect(server.local.requests).toHaveLength(0);
});

test("options that are none are refused, each by its name", async () => {
  const batch = localBatches().batch();
  const wrong = {
    id: "Not-Lower",
    onBadRow: "ignore",
    hours: 13,
    maxRowBytes: 0,
    maxConcurrency: 0.5,
  };
  for (const [field, value] of Object.entries(wrong)) {
    await expect(batch.submit(["x"], { [field]: value })).rejects.toMatchObject({ field });
  }
});

test("a row above the largest size is a bad row", async () => {
  const server = localBatches();
  const inputs = ["short", "long ".repeat(100)];
  const error = await failureOf(() => server.batch().submit(inputs, { maxRowBytes: 300 }));
  expect(error).toMatchObject({ rows: [{ index: 1, code: "row_too_large" }], count: 1 });
});

test("hours become the duration of the jobs", async () => {
  const server = localBatches();
  await server.batch().submit(["one"], { hours: 48 });
  expect(await server.jobs()).toMatchObject([{ maxJobDuration: "172800s" }]);
});

test("progress tells the rows written, the bad ones, the bytes uploaded and the jobs made", async () => {
  const server = localBatches();
  const seen: SubmitProgress[] = [];
  const inputs = Array.from(
    { length: 1_050 },
    (_, index) => (index === 7 ? {} : `Input ${index}`) as string,
  );
  const run = await server.batch(server.model(), { maxPartBytes: 40_000 }).submit(inputs, {
    onBadRow: "skip",
    onProgress: (progress) => seen.push(progress),
  });
  expect(seen[0]).toMatchObject({ phase: "writing", inputs: 1_000, badRows: 1, parts: 0 });
  expect(seen.filter(({ phase }) => phase === "writing").map(({ inputs }) => inputs)).toEqual([
    1_000, 1_050,
  ]);
  const { parts = [] } = run.handle.attempts[0] ?? {};
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const last = {
    phase: "uploading",
    inputs: 1_050,
    bytes,
    uploadedBytes: bytes,
    jobs: parts.length,
  };
  expect(seen.at(-1)).toMatchObject(last);
  const uploaded = seen.map(({ uploadedBytes }) => uploadedBytes);
  expect(uploaded).toEqual(uploaded.toSorted((left, right) => left - right));
});

test("a generator is read row by row, and a failed one leaves no file behind", async () => {
  const server = localBatches();
  const folder = await mkdtemp(join(tmpdir(), "spools-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const batch = server.batch(server.model(), { folder });
  function* failing() {
    for (let index = 0; index < 5_000; index += 1) yield `Input ${index} ${"x".repeat(200)}`;
    throw new Error("The source broke");
  }
  await expect(batch.submit(failing())).rejects.toThrow("The source broke");
  expect(server.local.requests).toEqual([]);
  await batch.submit(["one"]);
  expect(await readdir(folder)).toEqual([]);
});

test("F10: no more inputs are taken from a generator than pass the prompt side at a time", async () => {
  const server = localBatches();
  let taken = 0;
  let made = 0;
  let mostAhead = 0;
  function* inputs() {
    for (; taken < 300; taken += 1) {
      mostAhead = Math.max(mostAhead, taken - made);
      yield `Input ${taken}`;
    }
  }
  const prompt = RunnableLambda.from(async (input: string) => {
    await Promise.resolve();
    made += 1;
    return input;
  });
  const run = await server
    .batch(prompt.pipe(server.model()))
    .submit(inputs(), { maxConcurrency: 4 });
  expect(run.handle.rows).toBe(300);
  expect(mostAhead).toBeLessThanOrEqual(5);
});

test("what one input asks goes over what the chain asks, and is judged with it", async () => {
  const server = localBatches();
  const batch = server.batch(server.model({ maxTokens: 9, temperature: 0.5 }));
  const run = await batch.submit(["short", "usual"], {
    requestOf: (input) => (input === "short" ? { max_tokens: 2 } : {}),
  });
  const bodies = (await sentRows(server, run)).map(({ body }) => body);
  expect(bodies).toMatchObject([
    { max_tokens: 2, temperature: 0.5 },
    { max_tokens: 9, temperature: 0.5 },
  ]);
  const refused = batch.submit(["x"], { requestOf: () => ({ max_tokens: 0 }) });
  await expect(refused).rejects.toThrow("max_tokens");
});
