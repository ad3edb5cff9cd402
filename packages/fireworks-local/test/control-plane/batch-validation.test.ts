import type { GatewayStatus } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { local } from "../local.js";
import { chatRow, Clock, gatewayClient, type Rows } from "./gateway-client.js";

async function statusOf(rows: Rows, options: object = {}): Promise<GatewayStatus | undefined> {
  const me = gatewayClient(local(options));
  await me.uploaded("in-1", rows, "input2.jsonl");
  await me.start("job", { outputDatasetId: "out-1" });
  const job = await me.job("job");
  expect(job.state).toBe(job.status?.code === "OK" ? "JOB_STATE_COMPLETED" : "JOB_STATE_FAILED");
  const output = await me.call("GET", "datasets/out-1:getDownloadEndpoint");
  if (job.state === "JOB_STATE_FAILED")
    expect(output).toEqual([404, { code: 5, message: "resource not found", details: [] }]);
  return job.status;
}

test("a role that does not exist fails the whole job, with the text that was observed", async () => {
  const bad = { custom_id: "bad", body: { messages: [{ role: "bananas", content: "Hi" }] } };
  expect(await statusOf([bad])).toEqual({
    code: "INVALID_ARGUMENT",
    message:
      "Dataset has a syntax error: chat dataset validation failed on input2.jsonl:1: invalid role bananas in message 1, must be 'system', 'user', 'assistant' or 'tool'",
  });
});

const good = chatRow("r1");

test.each<[string, Rows, string]>([
  ["no JSON", [good, "{"], "input2.jsonl:2: each line must be a JSON object"],
  ["no object", [good, "", "[]"], "input2.jsonl:3: each line must be a JSON object"],
  [
    "a duplicate id",
    [good, chatRow("r2"), good],
    ":3: duplicate custom_id r1, first seen on line 1",
  ],
  ["no id", [{ body: {} }], ":1: custom_id must be a string that is not empty"],
  ["a number as id", [{ custom_id: 1, body: {} }], ":1: custom_id must be a string"],
  ["no body", [{ custom_id: "a" }], ":1: body must be a JSON object"],
  ["an unknown key", [{ ...good, role: "user" }], ':1: unknown field "role"'],
  ["neither messages nor ids", [{ custom_id: "a", body: {} }], ":1: body must have messages"],
  [
    "messages and ids",
    [chatRow("a", "Hi", { prompt_token_ids: [1] })],
    ":1: messages and prompt_token_ids exclude each other",
  ],
  [
    "ids of another kind",
    [{ custom_id: "a", body: { prompt_token_ids: ["x"] } }],
    ":1: prompt_token_ids must be a list of integers",
  ],
  [
    "an unknown key in the body",
    [chatRow("a", "Hi", { best_of: 2 })],
    ":1: Extra inputs are not permitted, field: 'best_of', value: 2",
  ],
  [
    "an unknown key in a message",
    [{ custom_id: "a", body: { messages: [{ role: "user", content: "Hi", id: "m" }] } }],
    ":1: Extra inputs are not permitted, field: 'messages[0].id', value: 'm'",
  ],
  ["a temperature out of range", [chatRow("a", "Hi", { temperature: 3 })], "field: 'temperature'"],
  ["no messages at all", [{ custom_id: "a", body: { messages: [] } }], "at least 1 item"],
  ["nothing in it", [""], "it has no rows"],
  ["a body without end", [`{"custom_id":"a","body":${"[".repeat(9_999)}`], "JSON object"],
])("a row with %s fails the whole job", async (_what, rows, text) => {
  expect(await statusOf(rows)).toEqual({
    code: "INVALID_ARGUMENT",
    message: expect.stringContaining(text),
  });
});

test("a failed job has ended, was never validated, and counted nothing", async () => {
  const clock = new Clock();
  const server = local({
    now: clock.now,
    batchTimings: { validatingMs: 60_000, pendingMs: 9_000 },
  });
  const me = gatewayClient(server);
  await me.uploaded("in-1", [good, "{"]);
  await me.start("job");
  expect((await me.job("job")).state).toBe("JOB_STATE_VALIDATING");
  clock.pass(61);
  expect(await me.job("job")).toMatchObject({
    state: "JOB_STATE_FAILED",
    jobProgress: { percent: 0, totalInputRequests: 0, totalProcessedRequests: 0, outputRows: 0 },
    lifecycle: { validatedTime: null, runStartTime: null, endTime: "2026-11-23T10:01:00Z" },
  });
});

test.each([
  ["OpenAI's keys", { ...good, method: "POST", url: "/v1/chat/completions" }],
  ["a model, which is not asked", chatRow("a", "Hi", { model: "gpt-9" })],
  ["tools and a format", chatRow("a", "Hi", { tools: [], response_format: { type: "text" } })],
])("a row with %s is fine", async (_what, row) => {
  expect(await statusOf([row])).toMatchObject({ code: "OK" });
});

test("a lenient server does without the description of chats", async () => {
  const row = chatRow("a", "Hi", { best_of: 2, temperature: 3 });
  expect(await statusOf([row])).toMatchObject({ code: "INVALID_ARGUMENT" });
  expect(await statusOf([row], { lenient: true })).toMatchObject({ code: "OK" });
});

test("lines may end as on Windows, and the last may end with the file", async () => {
  const lines = `${JSON.stringify(chatRow("a"))}\r\n\r\n${JSON.stringify(chatRow("b"))}`;
  expect(await statusOf([lines.trimEnd()])).toMatchObject({ code: "OK" });
});
