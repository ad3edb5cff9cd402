import { expect, test } from "vitest";
import type { FireworksLocal } from "fireworks-local";
import type { JournalEntry, JournalRow, JournalRows } from "../../src/admin/admin-answers.js";
import { LLAMA, local, post } from "../local.js";

const read = async <Answer>(server: FireworksLocal, path: string): Promise<Answer> =>
  (await (await server.fetch(`${server.url}/_local${path}`)).json()) as Answer;

const rowsOf = async (server: FireworksLocal): Promise<JournalRow[]> =>
  (await read<JournalRows>(server, "/journal/rows")).rows;

test("rows of all scopes stand in the order of arrival, with what was asked and what it took", async () => {
  const server = local();
  await (await post(server, {}, { headers: { authorization: "Bearer fw_scope_a" } })).text();
  await (await post(server, { stream: true, messages: [{ role: "user", content: "Two" }] })).text();
  await (await post(server, { model: "nobody" })).text();
  const rows = await rowsOf(server);
  expect(rows.map(({ seq, scope, status, end }) => [seq, scope, status, end])).toEqual([
    [1, "a", 200, "complete"],
    [2, "", 200, "complete"],
    [3, "", 404, "complete"],
  ]);
  const [whole, streamed, refused] = rows;
  expect(whole).toMatchObject({ method: "POST", model: LLAMA, stream: false, said: "Hello" });
  expect(whole?.usage?.prompt).toBeGreaterThan(0);
  expect(streamed).toMatchObject({ stream: true, said: "Two", at: 1_790_000_000_000 });
  expect(streamed?.usage).toEqual({ ...streamed?.usage, completion: expect.any(Number) });
  expect(streamed?.bytes).toBe(server.requests[0]?.answer.raw.length);
  expect(refused).toMatchObject({ model: "nobody", error: expect.stringContaining("not found") });
  expect(refused?.usage).toBeUndefined();
});

test("a body that nests too deep to be written again is kept as its text, and hides no other", async () => {
  const server = local();
  const metadata = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  const sent = `{"metadata":${metadata}}`;
  const refused = await server.fetch(`${server.baseURL}/chat/completions`, {
    method: "POST",
    headers: { authorization: "Bearer k" },
    body: sent,
  });
  expect(refused.status).toBe(400);
  expect((await read<JournalEntry>(server, "/journal/entries/1")).request.body).toBe(sent);
  expect(await read(server, "/journal")).toMatchObject({ requests: [{ body: sent }] });
});

test("times say when headers, the first byte, the first word and the end were ready", async () => {
  let now = 1_000;
  const server = local({ now: () => (now += 1) });
  await (await post(server, { stream: true })).text();
  const [row] = await rowsOf(server);
  const times = [row?.at, row?.startedAt, row?.firstByteAt, row?.firstTokenAt, row?.endedAt];
  expect(times).toEqual(times.toSorted((one, other) => Number(one) - Number(other)));
  expect(new Set(times).size).toBe(5);
  const [first] = server.requests[0]?.answer.pieces ?? [];
  expect(first).toEqual({ at: row?.firstByteAt, text: expect.stringContaining('"role"') });
});

test("after a revision only what changed since is told", async () => {
  const server = local();
  await (await post(server, {})).text();
  const { revision } = await read<JournalRows>(server, "/journal/rows");
  const later = `/journal/rows?after=${revision}`;
  expect((await read<JournalRows>(server, later)).rows).toEqual([]);
  await (await post(server, {})).text();
  expect((await read<JournalRows>(server, later)).rows.map(({ seq }) => seq)).toEqual([2]);
});

test("an entry has the whole exchange, in the pieces it was sent in, without the key", async () => {
  const server = local();
  const text = await (await post(server, { stream: true, user: "u" })).text();
  const entry = await read<JournalEntry>(server, "/journal/entries/1");
  expect(entry.request.body).toMatchObject({ stream: true, user: "u" });
  expect(entry.request.headers["authorization"]).toBe("[redacted]");
  expect(entry.answer.headers["content-type"]).toMatch(/event-stream/);
  expect(entry.answer.pieces.length).toBeGreaterThan(3);
  expect(entry.answer.pieces.map((piece) => piece.text).join("")).toBe(text);
  expect(JSON.stringify(entry)).not.toContain("fw_test");
});

test.each(["2", "x", "1e3", "-1", "99999999999999999999"])("there is no entry %s", async (seq) => {
  const server = local();
  await (await post(server, {})).text();
  expect((await server.fetch(`${server.url}/_local/journal/entries/${seq}`)).status).toBe(404);
});

test("a refusal is kept field by field, with where it stands in the body and what to do", async () => {
  const server = local();
  const content = [{ type: "text", txt: "hi" }];
  const messages = [{ role: "user", content }];
  await (await post(server, { max_token: 5, temperature: 9, messages })).text();
  const [row] = await rowsOf(server);
  expect(row?.issues).toEqual(
    expect.arrayContaining([
      {
        path: "max_token",
        message: "Extra inputs are not permitted",
        advice: "Did you mean max_tokens?",
      },
      { path: "temperature", message: "Input should be less than or equal to 2" },
      {
        path: "messages[0].content[0].txt",
        message: "Extra inputs are not permitted",
        advice: "Did you mean text?",
      },
    ]),
  );
});

test.each<[object, string, RegExp]>([
  [{ max_tokens: 5_000 }, "max_tokens", /stream/],
  [{ model: "nobody" }, "model", /models/],
  [{ max_tokens: 1, max_completion_tokens: 1 }, "max_completion_tokens", /Leave out/],
  [{ reasoning_effort: "turbo" }, "reasoning_effort", /takes .*low/],
  [{ thinking: { type: "adaptive" } }, "thinking", /takes .*low/],
])("of %j the journal says that it is about %s", async (ask, path, advice) => {
  const server = local();
  expect((await post(server, ask)).ok).toBe(false);
  const [row] = await rowsOf(server);
  expect(row?.issues).toEqual([
    { path, message: row?.error, advice: expect.stringMatching(advice) },
  ]);
});

test("a key that is not accepted and a path that is not there are refusals as a whole", async () => {
  const server = local({ apiKeys: ["k"] });
  await (await post(server, {})).text();
  await (await server.fetch(`${server.url}/nothing`)).text();
  await (
    await server.fetch(`${server.baseURL}/rerank`, { headers: { authorization: "Bearer k" } })
  ).text();
  const rows = await rowsOf(server);
  expect(rows.map(({ status, issues }) => [status, issues?.[0]?.path])).toEqual([
    [401, ""],
    [404, ""],
    [405, ""],
  ]);
});

test("a fault that was applied is told with its rule and in words, a delay alone as well", async () => {
  const server = local({
    faults: [
      { match: { model: "nobody" }, fault: { status: 500 } },
      { fault: { status: 503, retryAfter: 2, message: "busy" }, times: 1 },
      { fault: { delayHeadersMs: 1, cutAfterEvents: 2, commentLines: false }, times: 1 },
    ],
  });
  for (let times = 0; times < 3; times += 1) await (await post(server, { stream: true })).text();
  expect((await rowsOf(server)).map(({ fault }) => fault)).toEqual([
    {
      rule: 1,
      kinds: ["status", "retryAfter", "message"],
      text: "status 503, Retry-After 2",
    },
    {
      rule: 2,
      kinds: ["delayHeadersMs", "cutAfterEvents"],
      text: "the answer 1 ms late, cut after 2 events",
    },
    undefined,
  ]);
  expect(server.requests.map(({ issues }) => issues)).toEqual([undefined, undefined, undefined]);
});

test("a fault that a function chose has no rule", async () => {
  const server = local({ faults: () => ({ gzip: true, latency: "slow" }) });
  await (await post(server, { max_tokens: 1, latency: "none" })).arrayBuffer();
  const [row] = await rowsOf(server);
  expect(row?.fault).toEqual({ kinds: ["gzip", "latency"], text: "compressed, slow latency" });
});

test("what the page itself sent is marked: its origin is the server's", async () => {
  const server = local();
  for (const origin of [server.url, "http://127.0.0.1:9", "null"])
    await (await post(server, {}, { headers: { authorization: "Bearer k", origin } })).text();
  expect((await rowsOf(server)).map((row) => row.isFromPlayground)).toEqual([true, false, false]);
});

test("the journals of all scopes are emptied at once, and numbers are not given again", async () => {
  const server = local();
  await (await post(server, {}, { headers: { authorization: "Bearer fw_scope_a" } })).text();
  await (await post(server, {})).text();
  await server.fetch(`${server.url}/_local/journal/rows`, { method: "DELETE" });
  expect(await rowsOf(server)).toEqual([]);
  expect(server.scope("a").requests).toEqual([]);
  await (await post(server, {})).text();
  expect((await rowsOf(server)).map(({ seq }) => seq)).toEqual([3]);
});
