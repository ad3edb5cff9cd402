import { rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import { LLAMA, local, post, refusal } from "../local.js";
import { DONE, event, json, startEngine, stream } from "../upstream/fake-engine.js";
import { readsOf, tapeFolder, tapesIn } from "./tapes.js";

const answer = (content: string, id = "chatcmpl-1"): object => ({
  id,
  created: 1_790_000_000,
  choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

const chunk = (delta: object, reason: string | null = null): string =>
  event({
    id: "chatcmpl-1",
    created: 1_790_000_000,
    choices: [{ index: 0, delta, finish_reason: reason }],
  });

const user = (content: string) => ({ messages: [{ role: "user", content }] });

test("a whole answer comes back byte for byte, with its headers, when the engine is gone", async () => {
  const dir = await tapeFolder();
  await using engine = await startEngine(json(answer("Four.")));
  const first = await post(local({ upstream: engine.url, record: dir }), user("What is 2 + 2?"));
  const recorded = await first.text();
  await engine.stop();
  const again = await post(local({ replay: dir }), user("What is 2 + 2?"));
  expect(await again.text()).toBe(recorded);
  expect(again.headers.get("fireworks-prompt-tokens")).toBe("1");
  expect(again.headers.get("content-type")).toBe("application/json");
});

test("a stream comes back in the pieces in which it came, even those that cut an event or a letter", async () => {
  const dir = await tapeFolder();
  const e = Buffer.from(chunk({ content: "é" }));
  const cut = e.indexOf(0xa9);
  const whole = [chunk({ content: "a" }), chunk({ content: "b" })];
  const rest = [e.subarray(0, cut), e.subarray(cut), ": still here\n\n", chunk({}, "stop"), DONE];
  // The first two come in one read.
  const reads = [whole.join(""), ...rest].map((piece) => Buffer.from(piece));
  const engine = vi.fn<typeof fetch>(async () => {
    const headers = { "content-type": "text/event-stream" };
    return new Response(Readable.toWeb(Readable.from(reads)) as ReadableStream, { headers });
  });
  const upstream = { url: "http://engine", dialect: "fireworks" as const, fetch: engine };
  const recorded = await readsOf(await post(local({ upstream, record: dir }), { stream: true }));
  const pieces = [...whole, ...rest].map((piece) => Buffer.from(piece).toString("latin1"));
  expect(recorded).toEqual(pieces);
  expect(await readsOf(await post(local({ replay: dir }), { stream: true }))).toEqual(pieces);
  expect(engine).toHaveBeenCalledOnce();
});

test("a file is readable, named after the request, and says nothing of who asked", async () => {
  const dir = await tapeFolder();
  await using engine = await startEngine(stream(chunk({ content: "Hi" }), chunk({}, "stop"), DONE));
  const server = local({ upstream: engine.url, record: dir });
  await (
    await post(
      server,
      { ...user("Say hi,\nplease."), stream: true, model: LLAMA, user: "u-1" },
      {
        headers: {
          authorization: "Bearer fw_private",
          "x-fireworks-local-scope": "greets politely",
        },
      },
    )
  ).text();
  const files = await tapesIn(dir);
  const [name = ""] = Object.keys(files);
  expect(name).toMatch(
    /^greets-politely-[0-9a-f]{4}\/chat-completions-say-hi-please-[0-9a-f]{8}\.yaml$/,
  );
  expect(files[name]).toContain(`
scope: greets politely
request:
  path: /chat/completions
  body:
    model: accounts/fireworks/models/llama-v3-70b-instruct
    messages:
      - role: user
        content: |-
          Say hi,
          please.
    stream: true
    user: u-1
response:
  status: 200
`);
  expect(files[name]).toContain(`
    - |+
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk",`);
  expect(files[name]).not.toMatch(/fw_private|authorization/i);
});

test("recording the same again changes no byte, whatever ids and times the engine makes up", async () => {
  const dir = await tapeFolder();
  let count = 0;
  await using engine = await startEngine((response, request) => {
    count += 1;
    return json({
      ...answer("Four.", `chatcmpl-${count}aaaaaaaa`),
      created: 1_790_000_000 + count,
    })(response, request);
  });
  await (await post(local({ upstream: engine.url, record: dir }), {})).text();
  const before = await tapesIn(dir);
  const [name = ""] = Object.keys(before);
  const past = new Date(1_000_000);
  await utimes(join(dir, name), past, past);
  await (await post(local({ upstream: engine.url, record: dir }), {})).text();
  expect(await tapesIn(dir)).toEqual(before);
  expect((await stat(join(dir, name))).mtime).toEqual(past);
});

describe("several answers to one request", () => {
  const counting = async () => {
    let count = 0;
    return startEngine((response, request) => {
      count += 1;
      return json(answer(count < 3 ? "one" : `${count}`))(response, request);
    });
  };
  const contents = async (server: ReturnType<typeof local>, times: number, scope = "") => {
    const init = { headers: { authorization: "Bearer fw_x", "x-fireworks-local-scope": scope } };
    const said: unknown[] = [];
    for (let at = 0; at < times; at += 1) {
      const body = (await (await post(server, {}, init)).json()) as {
        choices: { message: { content: string } }[];
      };
      said.push(body.choices[0]?.message.content);
    }
    return said;
  };

  test("come in their order, for each scope from the start, and then the last again", async () => {
    const dir = await tapeFolder();
    await using engine = await counting();
    expect(await contents(local({ upstream: engine.url, record: dir }), 4)).toEqual([
      "one",
      "one",
      "3",
      "4",
    ]);
    expect(Object.keys(await tapesIn(dir))).toHaveLength(3);
    const server = local({ replay: dir });
    expect(await contents(server, 4, "a")).toEqual(["one", "3", "4", "4"]);
    expect(await contents(server, 2, "b")).toEqual(["one", "3"]);
  });

  test("are one file with `replace`: the last", async () => {
    const dir = await tapeFolder();
    await using engine = await counting();
    await contents(local({ upstream: engine.url, record: { dir, repeats: "replace" } }), 4);
    expect(Object.keys(await tapesIn(dir))).toHaveLength(1);
    expect(await contents(local({ replay: dir }), 2)).toEqual(["4", "4"]);
  });

  test("of several scopes go to the scope that recorded them, and to others that have none", async () => {
    const dir = await tapeFolder();
    await using engine = await startEngine((response, request) =>
      json(answer(String(engine.requests.length)))(response, request),
    );
    const recording = local({ upstream: engine.url, record: dir });
    await contents(recording, 1, "first");
    await contents(recording, 1, "second");
    const server = local({ replay: dir });
    expect(await contents(server, 1, "second")).toEqual(["2"]);
    expect(await contents(server, 1, "first")).toEqual(["1"]);
    expect(await contents(server, 1, "third")).toEqual(["1"]);
  });
});

test("of requests that differ in a date alone each gets its own answer, and any other date the first", async () => {
  const dir = await tapeFolder();
  await using engine = await startEngine((response, request) =>
    json(answer(String(engine.requests.length)))(response, request),
  );
  const about = (date: string) => user(`What happened on ${date}?`);
  const said = async (server: ReturnType<typeof local>, date: string): Promise<string> =>
    (await (await post(server, about(date))).json()).choices[0].message.content;
  const recording = local({ upstream: engine.url, record: dir });
  await said(recording, "1969-07-20");
  await said(recording, "1989-11-09");
  const server = local({ replay: dir });
  expect(await said(server, "1989-11-09")).toBe("2");
  expect(await said(server, "1969-07-20")).toBe("1");
  expect(await said(local({ replay: dir }), "2001-01-01")).toBe("1");
});

describe("nothing is recorded", () => {
  test("of a client that left midway", async () => {
    const dir = await tapeFolder();
    await using engine = await startEngine((response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk({ content: "a" }));
    });
    const response = await post(local({ upstream: engine.url, record: dir }), { stream: true });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(await tapesIn(dir)).toEqual({});
  });

  test("of a stream that was cut", async () => {
    const dir = await tapeFolder();
    await using engine = await startEngine(stream(chunk({ content: "a" })));
    await (await post(local({ upstream: engine.url, record: dir }), { stream: true })).text();
    expect(await tapesIn(dir)).toEqual({});
  });

  test("of a refusal, unless it is asked for", async () => {
    const dir = await tapeFolder();
    await using engine = await startEngine(
      json({ error: { message: "slow down" } }, 429, { "retry-after": "1" }),
    );
    const { url } = engine;
    expect(await refusal(local({ upstream: url, record: dir }), {})).toEqual([429, "slow down"]);
    expect(await tapesIn(dir)).toEqual({});
    const recording = local({ upstream: url, record: { dir, errors: true } });
    expect(await refusal(recording, {})).toEqual([429, "slow down"]);
    const response = await post(local({ replay: dir }), {});
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "1"]);
  });
});

test("a client that leaves at [DONE] without waiting for the end has had its answer: it is recorded", async () => {
  const dir = await tapeFolder();
  await using engine = await startEngine(async (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk({ content: "a" }, "stop") + DONE);
  });
  const upstream = { url: engine.url, dialect: "fireworks" as const };
  const response = await post(local({ upstream, record: dir }), { stream: true });
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await vi.waitFor(async () => expect(Object.keys(await tapesIn(dir))).toHaveLength(1));
});

test("a file is named after the request, whatever times and ids stand in it", async () => {
  const dir = await tapeFolder();
  await using engine = await startEngine(json(answer("Four.")));
  for (const text of ["2026-11-23T12:00:00Z call_abc12345", "2027-01-02T03:04:05Z call_xyz98765"])
    await (await post(local({ upstream: engine.url, record: dir }), user(`Now: ${text}`))).text();
  expect(Object.keys(await tapesIn(dir))).toEqual([
    expect.stringMatching(/^chat-completions-now-time-id-[0-9a-f]{8}\.yaml$/),
  ]);
});

test("what is missing is asked of the engine, what is there is not", async () => {
  const dir = await tapeFolder();
  await using engine = await startEngine(json(answer("Four.")));
  await rm(dir, { recursive: true });
  const server = local({ upstream: engine.url, record: { dir, missingOnly: true } });
  for (const content of ["a", "b", "a", "b"])
    expect(await (await post(server, user(content))).text()).toContain("Four.");
  expect(engine.requests).toHaveLength(2);
  expect(Object.keys(await tapesIn(dir))).toHaveLength(2);
});

test("the times of a stream's pieces are recorded when that is asked for", async () => {
  const dir = await tapeFolder();
  await using engine = await startEngine(stream(chunk({ content: "a" }), chunk({}, "stop"), DONE));
  const recording = local({ upstream: engine.url, record: { dir, timing: true } });
  await (await post(recording, { stream: true })).text();
  const [text] = Object.values(await tapesIn(dir));
  expect(text).toMatch(/timing:\n {2}headersMs: \d+\n {2}chunksMs: \[ ?\d+, \d+/);
});

test("recorded times are waited for when a replay is told to, and not otherwise", async () => {
  const dir = await tapeFolder();
  const write = (lastMs: number) =>
    writeFile(
      join(dir, "a.json"),
      JSON.stringify({
        version: 1,
        request: { path: "/chat/completions", body: { model: LLAMA, ...user("Hello") } },
        response: { status: 200, headers: {}, chunks: ["a", "b"] },
        timing: { headersMs: 0, chunksMs: [0, lastMs] },
      }),
    );
  const read = async (timing: "recorded" | "none") =>
    (await post(local({ replay: { dir, timing } }), user("Hello"))).text();
  await write(80);
  const started = performance.now();
  expect(await read("recorded")).toBe("ab");
  expect(performance.now() - started).toBeGreaterThan(70);
  await write(500_000);
  expect(await read("none")).toBe("ab");
});

describe("options that contradict each other", () => {
  test("record needs upstream", () => {
    expect(() => local({ record: "tapes" })).toThrow("record needs upstream");
  });

  test("replay goes nowhere", () => {
    expect(() => local({ replay: "tapes", upstream: "http://127.0.0.1:1" })).toThrow("missingOnly");
  });
});
