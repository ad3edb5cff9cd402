import type { FaultPlan } from "fireworks-local";
import { expect, test } from "vitest";
import { local, post, streamText } from "../local.js";

const streamed = (faults: FaultPlan): Promise<string> => streamText(local({ faults }), {});
const count = (events: string): number => events.split("\n\n").length - 1;

test("the first N requests fail, then all is well", async () => {
  for (const rule of [{ fault: { status: 503 }, times: 2 }]) {
    const server = local({ faults: [rule] });
    const statuses = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await post(server, {})).status);
    expect(statuses).toEqual([503, 503, 200, 200]);
  }
});

test("a status comes with Fireworks' body, or with the given body and headers", async () => {
  const usual = await post(local({ faults: [{ fault: { status: 429 } }] }), {});
  expect(await usual.json()).toMatchObject({
    error: { object: "error", message: "rate limit exceeded, please try again later" },
  });
  const fault = {
    status: 502,
    body: "<html>",
    headers: { "retry-after": "3", "content-type": "text/html" },
  };
  const given = await post(local({ faults: [{ fault }] }), {});
  expect([
    given.status,
    given.headers.get("retry-after"),
    given.headers.get("content-type"),
    await given.text(),
  ]).toEqual([502, "3", "text/html", "<html>"]);
});

test("a rule matches on path, model and stream", async () => {
  const faults = [
    { match: { path: "/chat/completions", model: "m", stream: true }, fault: { status: 500 } },
  ];
  const server = local({ faults, models: [{ id: "m" }, { id: "o" }] });
  const status = async (request: object): Promise<number> => (await post(server, request)).status;
  expect(await status({ model: "m", stream: true })).toBe(500);
  expect(await status({ model: "m" })).toBe(200);
  expect(await status({ model: "o", stream: true })).toBe(200);
});

test("a function sees the request and its number", async () => {
  const server = local({
    faults: ({ body }, index) =>
      index === 1 && (body as { n?: number }).n === 2 ? { status: 418 } : undefined,
  });
  const statuses = [];
  for (const n of [2, 2, 2]) statuses.push((await post(server, { n })).status);
  expect(statuses).toEqual([200, 418, 200]);
});

test("a cut stream ends in good order without [DONE]", async () => {
  const events = await streamed([{ fault: { cutAfterEvents: 3 } }]);
  expect(count(events)).toBe(3);
  expect(events).not.toContain("[DONE]");
});

test("an error object arrives after N events", async () => {
  const error = { message: "boom", code: "X" };
  const events = await streamed([{ fault: { errorAfterEvents: 2, error } }]);
  expect(count(events)).toBe(3);
  expect(events.endsWith(`data: {"error":{"message":"boom","code":"X"}}\n\n`)).toBe(true);
});

test("comment lines stand before every event", async () => {
  const events = await streamed([{ fault: { commentLines: true } }]);
  expect(events.startsWith(": keep-alive\n\ndata: ")).toBe(true);
  expect(events.match(/: keep-alive/g)).toHaveLength(events.match(/^data: /gm)?.length ?? -1);
});

test("an empty stream is 200 without a byte", async () => {
  expect(await streamed([{ fault: { emptyStream: true } }])).toBe("");
});

test("raw events are framed when they are bare data", async () => {
  const rawEvents = ['{"a":1}', "data: x", ": c\n\n", "[DONE]"];
  expect(await streamed([{ fault: { rawEvents } }])).toBe(
    'data: {"a":1}\n\ndata: x\n\n: c\n\ndata: [DONE]\n\n',
  );
});

test("a stalled stream gives its events, then waits until the client leaves", async () => {
  const server = local({ faults: [{ fault: { stallAfterEvents: 1 } }] });
  const leave = new AbortController();
  const response = await post(server, { stream: true }, { signal: leave.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toContain('"role":"assistant"');
  const next = reader.read();
  leave.abort(new Error("left"));
  await expect(next).rejects.toThrow("left");
});

test("delayed headers can be aborted", async () => {
  const server = local({ faults: [{ fault: { delayHeadersMs: 60_000 } }] });
  const leave = new AbortController();
  const answer = post(server, {}, { signal: leave.signal });
  leave.abort();
  await expect(answer).rejects.toMatchObject({ name: "AbortError" });
});

test("a reset connection rejects fetch, at once or after N events on a port", async () => {
  const plan: FaultPlan = [
    { fault: { resetConnection: true }, times: 1 },
    { fault: { resetConnection: true, cutAfterEvents: 2 } },
  ];
  const inProcess = local({ faults: plan });
  await expect(post(inProcess, {})).rejects.toThrow("fetch failed");
  await expect(streamText(inProcess, {})).rejects.toThrow("fetch failed");
  const server = local({ faults: plan });
  const { baseURL } = await server.listen();
  const call = (): Promise<Response> =>
    fetch(`${baseURL}/chat/completions`, {
      method: "POST",
      headers: { authorization: "Bearer k" },
      body: JSON.stringify({
        model: "accounts/fireworks/models/kimi-k3",
        messages: [{ role: "user", content: "x" }],
        stream: true,
      }),
    });
  await expect(call()).rejects.toThrow("fetch failed");
  await expect(call().then((response) => response.text())).rejects.toThrow("terminated");
  await server.close();
});
