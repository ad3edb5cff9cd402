import { expect, test } from "vitest";
import { LLAMA, local, post } from "../local.js";

const key = (value: string): RequestInit => ({ headers: { authorization: `Bearer ${value}` } });

test("a whole answer is kept with status, headers, body, text and times", async () => {
  let clock = 1_000;
  const server = local({ now: () => (clock += 10) });
  const body = (await (await post(server, {})).json()) as { choices: object[] };
  const [request] = server.requests;
  expect(request).toMatchObject({ at: 1_010, status: 200, isFaulty: false });
  expect(request?.answer).toMatchObject({
    end: "complete",
    body,
    events: [],
    error: undefined,
    omittedBytes: 0,
  });
  const { startedAt = 0, endedAt = 0 } = request?.answer ?? {};
  expect([1_010 < startedAt, startedAt < endedAt]).toEqual([true, true]);
  expect(request?.answer.headers).toMatchObject({
    "content-type": "application/json",
    "x-request-id": request?.id,
    "fireworks-server-time-to-first-token": expect.stringMatching(/^[\d.]+$/) as string,
  });
  expect(body.choices[0]).toMatchObject({ message: { content: request?.answer.text } });
});

test("a stream is kept as its chunks and as the text they make", async () => {
  const server = local({ scripts: [{ when: {}, answer: { content: "One, two, three." } }] });
  const sent = await (await post(server, { stream: true, n: 2 })).text();
  const answer = server.requests[0]?.answer;
  expect(answer?.raw).toBe(sent);
  expect(answer?.events.at(-1)).toBe("[DONE]");
  expect(answer?.events[0]).toMatchObject({ object: "chat.completion.chunk" });
  expect(answer).toMatchObject({ text: "One, two, three.", end: "complete", body: undefined });
});

test("a refusal is kept with its words", async () => {
  const server = local();
  await (await post(server, { foo: 1 })).text();
  expect(server.requests[0]).toMatchObject({ status: 400, isFaulty: false });
  expect(server.requests[0]?.answer.error).toContain("Extra inputs are not permitted");
});

test("a whole answer is there as soon as the call returned, read or not", async () => {
  const server = local();
  await post(server, {});
  await post(server, { foo: 1 });
  expect(server.requests[0]?.answer.text).not.toBe("");
  expect(server.requests[1]?.answer.error).toContain("Extra inputs");
  expect(server.requests.map(({ answer }) => answer.end)).toEqual(["complete", "complete"]);
});

test("a stream is not read to its end before its client does, and is open until then", async () => {
  const server = local();
  const response = await post(server, { stream: true });
  const answer = server.requests[0]?.answer;
  expect(answer).toMatchObject({ end: "open", endedAt: undefined });
  expect(answer?.events.length).toBeLessThan(3);
  await response.text();
  expect(answer?.end).toBe("complete");
});

test("a client that leaves early is told from one that has read [DONE] and hangs up", async () => {
  const server = local();
  const early = (await post(server, { stream: true })).body?.getReader();
  await early?.read();
  await early?.cancel();
  const late = (await post(server, { stream: true })).body?.getReader();
  for (let text = ""; !text.includes("[DONE]");) {
    const { value } = (await late?.read()) ?? {};
    text = new TextDecoder().decode(value);
  }
  await late?.cancel();
  expect(server.requests.map(({ answer }) => answer.end)).toEqual(["client-left", "complete"]);
});

test("a stream that a fault cuts is cut off, and a dropped connection has no status", async () => {
  const server = local({
    faults: [
      { fault: { cutAfterEvents: 2 }, times: 1 },
      { fault: { resetConnection: true }, times: 1 },
    ],
  });
  await (await post(server, { stream: true })).text();
  await expect(post(server, {})).rejects.toThrow("fetch failed");
  expect(server.requests.map(({ status, answer }) => [status, answer.end])).toEqual([
    [200, "cut-off"],
    [0, "cut-off"],
  ]);
  expect(server.requests.every(({ isFaulty }) => isFaulty)).toBe(true);
});

test("on a port it is the same: what ended, what was left, what the client saw", async () => {
  const server = local();
  const { baseURL } = await server.listen();
  const init = {
    method: "POST",
    ...key("k"),
    body: JSON.stringify({
      model: LLAMA,
      messages: [{ role: "user", content: "x" }],
      stream: true,
    }),
  };
  const seen = await (await fetch(`${baseURL}/chat/completions`, init)).text();
  await server.journal.waitFor({ end: "complete" });
  expect(server.requests[0]?.answer.raw).toBe(seen);
  const leave = new AbortController();
  server.reset({ latency: { betweenTokensMs: 60_000 } });
  await fetch(`${baseURL}/chat/completions`, { ...init, signal: leave.signal });
  leave.abort();
  const [left] = await server.journal.waitFor({ end: "client-left" });
  expect(left?.status).toBe(200);
  await server.close();
});

test("keys never stand in the journal, the server or a scope, however these are printed", async () => {
  const { inspect } = await import("node:util");
  const server = local({ apiKeys: ["fw_secret"] });
  const scope = server.scope("mine");
  const headers = {
    authorization: "Bearer fw_secret",
    "x-api-key": "fw_secret",
    "x-goog-api-key": "fw_secret",
    cookie: "session=fw_secret",
    "x-access-token": "fw_secret",
  };
  await post(server, {}, { headers });
  await post(server, {}, { headers: { ...headers, ...scope.headers } });
  await server.fetch(`${server.baseURL}/models?api_key=fw_secret&pageSize=2`, { headers });
  expect(server.requests.at(-1)?.query).toEqual({ api_key: "[redacted]", pageSize: "2" });
  for (const thing of [server, scope, server.requests, server.journal, scope.journal]) {
    expect(JSON.stringify(thing)).not.toContain("fw_secret");
    expect(inspect(thing, { depth: 20, showHidden: true })).not.toContain("fw_secret");
  }
});

test("the journal is bounded in requests and in bytes, the oldest going first, and says so", async () => {
  const few = local({ journal: { maxEntries: 2 } });
  for (const content of ["a", "b", "c"])
    await post(few, { messages: [{ role: "user", content }] }, key("fw_scope_x"));
  await post(few, {});
  expect(few.scope("x").requests).toHaveLength(1);
  expect(few.scope("x").journal.forgotten).toBe(2);
  const small = local({ journal: { maxBytes: 2_000 } });
  for (let turn = 0; turn < 5; turn += 1)
    await (await post(small, { messages: [{ role: "user", content: "x".repeat(900) }] })).text();
  expect(small.requests.length).toBeLessThan(3);
  expect(small.requests.length + small.journal.forgotten).toBe(5);
});

test("of a long answer only the start is kept, and the rest is counted", async () => {
  const server = local({ journal: { maxAnswerBytes: 100 } });
  const sent = await (await post(server, { stream: true })).arrayBuffer();
  const answer = server.requests[0]?.answer;
  expect(answer?.end).toBe("complete");
  expect((answer?.raw.length ?? 0) + (answer?.omittedBytes ?? 0)).toBe(sent.byteLength);
  const none = local({ journal: { maxAnswerBytes: 0 } });
  await (await post(none, {})).text();
  expect(none.requests[0]).toMatchObject({ status: 200, answer: { raw: "", end: "complete" } });
});
