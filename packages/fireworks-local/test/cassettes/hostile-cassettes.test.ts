import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import type { Cassette } from "../../src/cassettes/cassette.js";
import { cassetteName } from "../../src/cassettes/file-name.js";
import { readCassette } from "../../src/cassettes/read-cassette.js";
import { writeCassette } from "../../src/cassettes/write-cassette.js";
import { local, post, refusal } from "../local.js";
import { json, startEngine } from "../upstream/fake-engine.js";
import { tapeFolder, tapesIn } from "./tapes.js";
import { cpuClock } from "../cpu-clock.js";

const cassette = (response: object, more: object = {}): string =>
  JSON.stringify({
    version: 1,
    request: { path: "/chat/completions", body: {} },
    response: { status: 200, headers: {}, body: {}, ...response },
    ...more,
  });

async function refusedFile(text: string, ending = "yaml"): Promise<string> {
  const dir = await tapeFolder();
  await writeFile(join(dir, `bad.${ending}`), text);
  const [status, message] = await refusal(local({ replay: dir }), {});
  expect(status).toBe(500);
  return message;
}

test.each([
  [
    "a header that begins another",
    cassette({ headers: { "x-a": "1\r\nset-cookie: a=b" } }),
    "no value of a header",
  ],
  ["a header name with a line end", cassette({ headers: { "x-a\n": "1" } }), "no name of a header"],
  [
    "a header of the connection",
    cassette({ headers: { "content-length": "5" } }),
    "may not be recorded",
  ],
  ["a cookie", cassette({ headers: { "set-cookie": "a=b" } }), "may not be recorded"],
  ["a status that is none", cassette({ status: 99 }), "status"],
  ["an answer twice", cassette({ text: "a" }), "needs one of body, text and chunks"],
  ["no base64", cassette({ body: undefined, chunks: [{ base64: "%" }] }), "no base64"],
  ["a wait of days", cassette({}, { timing: { headersMs: 1e9 } }), "ten minutes"],
  ["an unknown key", cassette({}, { run: "rm" }), "run"],
])("%s is refused, by the file's name", async (_title, text, words) => {
  const message = await refusedFile(text);
  expect(message).toContain("bad.yaml");
  expect(message).toContain(words);
  expect(await refusedFile(text, "json")).toContain(words);
});

test("bombs end quickly", async () => {
  const spentMs = cpuClock();
  const laughs = Array.from(
    { length: 12 },
    (_, at) => `a${at}: &a${at} [${`*a${at - 1},`.repeat(at === 0 ? 0 : 9)}x]`,
  );
  expect(await refusedFile(laughs.join("\n"))).toContain("bad.yaml");
  expect(await refusedFile("[".repeat(100_000))).toContain("bad.yaml");
  expect(await refusedFile("[".repeat(2_000_000), "json")).toContain("bad.json");
  expect(await refusedFile(`a: ${"x".repeat(3_000_000)}`)).toContain("larger than");
  expect(spentMs()).toBeLessThan(3_000);
});

test("a link out of the folder is refused, and a folder that is one is not entered", async () => {
  const [dir, outside] = [await tapeFolder(), await tapeFolder()];
  await writeFile(join(outside, "secret.yaml"), "password: x");
  await symlink(outside, join(dir, "folder"));
  expect((await refusal(local({ replay: dir }), {}))[0]).toBe(400);
  await symlink(join(outside, "secret.yaml"), join(dir, "link.yaml"));
  const [status, message] = await refusal(local({ replay: dir }), {});
  expect([status, message]).toEqual([
    500,
    expect.stringContaining("link.yaml: is a link that leads out"),
  ]);
  expect(message).not.toContain("password");
});

test("whatever a scope or a text is called, the file stays inside", async () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (scope, content) => {
      const request = {
        path: "/chat/completions",
        body: { messages: [{ role: "user", content }] },
      };
      const name = cassetteName(request, { scope, identity: content });
      expect(name).toMatch(/^([^/\\.]+\/)?chat-completions-[^/\\.]+$/);
      expect(name.length).toBeLessThan(140);
    }),
    {
      examples: [
        ["../../etc", "../x"],
        ["..", ""],
        ["/", "\0"],
        ["CON", "a".repeat(500)],
      ],
    },
  );
});

test("a recording is not written through a link that leads out", async () => {
  const [dir, outside] = [await tapeFolder(), await mkdtemp(join(tmpdir(), "outside-"))];
  onTestFinished(() => rm(outside, { recursive: true }));
  await mkdir(dir, { recursive: true });
  await symlink(outside, join(dir, "t"));
  await using engine = await startEngine(json({ choices: [{ message: { content: "x" } }] }));
  const server = local({ upstream: engine.url, record: dir });
  const init = { headers: { authorization: "Bearer fw_scope_t" } };
  expect(await refusal(server, {}, init)).toEqual([500, expect.stringContaining("leads out")]);
  expect(engine.requests).toEqual([]);
  expect(await tapesIn(outside)).toEqual({});
});

const texts = fc.string({
  unit: fc.oneof(
    fc.constantFrom("\n", "\r", " ", "#", ":", "-", "'", '"', "\t", "é", "\u0085", "\uFEFF"),
    fc.string({ minLength: 1, maxLength: 1, unit: "grapheme" }),
  ),
  maxLength: 30,
});

test("what is written is read back as it was, whatever texts it holds", async () => {
  await fc.assert(
    fc.asyncProperty(texts, fc.array(texts), fc.jsonValue(), async (content, events, body) => {
      const chunks = events.map((event) => `data: ${event}\n\n`);
      const written: Cassette = {
        version: 1,
        scope: content,
        request: { path: "/x", body: { content, body } },
        response: { status: 200, headers: { "content-type": "text/event-stream" }, chunks },
      };
      const { ending, text } = await writeCassette(written);
      const read = await readCassette({ name: `a.${ending}`, text });
      expect(JSON.stringify(read)).toBe(JSON.stringify(written));
    }),
    { numRuns: 60 },
  );
});

test("a large exchange is JSON, and found as fast", async () => {
  const dir = await tapeFolder();
  const content = "word ".repeat(200_000);
  await using engine = await startEngine(
    json({ choices: [{ message: { content }, finish_reason: "stop" }] }),
  );
  const messages = [{ role: "user", content }];
  const recorded = await (
    await post(local({ upstream: engine.url, record: dir }), { messages })
  ).text();
  expect(Object.keys(await tapesIn(dir))[0]).toMatch(/\.json$/);
  expect(await (await post(local({ replay: dir }), { messages })).text()).toBe(recorded);
});
