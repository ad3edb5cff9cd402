import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { FireworksLocal } from "fireworks-local";
import type { CassetteExport } from "../../src/admin/admin-answers.js";
import { readCassettes } from "../../src/cassettes/read-cassette.js";
import { local, post, postTo } from "../local.js";

async function exported(server: FireworksLocal, ...entries: number[]): Promise<CassetteExport> {
  const answer = await server.fetch(`${server.url}/_local/journal/cassette`, {
    method: "POST",
    body: JSON.stringify({ entries }),
  });
  return (await answer.json()) as CassetteExport;
}

function replaying({ name, text }: CassetteExport): FireworksLocal {
  const dir = mkdtempSync(join(tmpdir(), "exported-"));
  writeFileSync(join(dir, name), text ?? "");
  return local({ replay: dir });
}

const ASKS = [
  { stream: true, messages: [{ role: "user", content: "Grüße, 世界 🎆" }] },
  { messages: [{ role: "user", content: "Whole" }] },
  { stream: true, logprobs: true, messages: [{ role: "user", content: "Tokens" }] },
];

test.each([[[1]], [[2]], [[1, 2, 3, 4]]])(
  "entries %j, exported and replayed, are the same bytes",
  async (entries) => {
    const server = local({ seed: 5 });
    const said: string[] = [];
    for (const ask of ASKS) said.push(await (await post(server, ask)).text());
    const embedding = { model: "nomic-ai/nomic-embed-text-v1.5", input: "x" };
    said.push(await (await postTo(server, "/embeddings", embedding)).text());
    const answer = await exported(server, ...entries);
    expect(answer).toMatchObject({ count: entries.length, skipped: [] });
    const replay = replaying(answer);
    for (const seq of entries) {
      const again =
        seq === 4 ? postTo(replay, "/embeddings", embedding) : post(replay, ASKS[seq - 1] ?? {});
      expect(await (await again).text()).toBe(said[seq - 1]);
    }
  },
);

test("one of several recordings of a request comes after the other", async () => {
  let asked = 0;
  const counting: typeof fetch = async () => {
    asked += 1;
    return Response.json({ choices: [{ message: { content: `answer ${asked}` } }] });
  };
  const upstream = { url: "http://127.0.0.1:9", dialect: "fireworks" as const, fetch: counting };
  const server = local({ upstream });
  const first = await (await post(server, {})).text();
  const second = await (await post(server, {})).text();
  expect(first).not.toBe(second);
  const replay = replaying(await exported(server, 1, 2));
  expect(await (await post(replay, {})).text()).toBe(first);
  expect(await (await post(replay, {})).text()).toBe(second);
});

test("keys, and what recordings here leave out, are not in it", async () => {
  const secret = "plain-but-known-secret";
  const upstream = {
    url: "http://127.0.0.1:9",
    dialect: "fireworks" as const,
    apiKey: secret,
    fetch: async () => Response.json({ choices: [{ message: { content: `I saw ${secret}` } }] }),
  };
  const dir = mkdtempSync(join(tmpdir(), "recorded-"));
  const server = local({ upstream, record: { dir, redact: ["user"] } });
  const messages = [{ role: "user", content: `mine is fw_abcdefghijkl, theirs ${secret}` }];
  await (await post(server, { messages, user: "somebody" })).text();
  const { text } = await exported(server, 1);
  expect(text).toContain("[redacted]");
  expect(text).not.toMatch(/fw_abcdef|plain-but|somebody/);
});

test("what cannot be replayed is named with the reason, and the rest is exported", async () => {
  const server = local({ faults: [{ match: { body: "cut me" }, fault: { cutAfterEvents: 2 } }] });
  await (await post(server, { stream: true, user: "cut me" })).text();
  await (await server.fetch(`${server.baseURL}/models`)).text();
  await (await post(server, {})).text();
  const answer = await exported(server, 1, 2, 3, 99, 3);
  expect(answer).toMatchObject({ count: 1, name: expect.stringMatching(/\.yaml$/) });
  expect(answer.skipped.map(({ seq }) => seq).toSorted()).toEqual([1, 2, 99]);
  expect(await exported(server, 1)).toMatchObject({ count: 0, skipped: [{ seq: 1 }] });
  expect((await exported(server, 1)).text).toBeUndefined();
});

test("a list that is none is refused, and a broken export is told with its place", async () => {
  const server = local();
  const refused = await server.fetch(`${server.url}/_local/journal/cassette`, {
    method: "POST",
    body: '{"entries": "all"}',
  });
  expect(refused.status).toBe(400);
  const text = '{"version": 1, "cassettes": [{"version": 2}]}';
  await expect(readCassettes({ name: "x.json", text })).rejects.toThrow(/x\.json: cassettes\[0\]/);
  const none = '{"version": 1, "cassettes": {}}';
  await expect(readCassettes({ name: "x.json", text: none })).rejects.toThrow("must be a list");
});
