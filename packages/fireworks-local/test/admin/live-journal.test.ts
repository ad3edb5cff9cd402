import { afterEach, expect, test } from "vitest";
import type { FireworksLocal } from "fireworks-local";
import { local, post } from "../local.js";
import { FollowedJournal } from "./journal-lines.js";

let server: FireworksLocal | undefined;
afterEach(() => server?.close());

test("what is there comes first, then what arrives and changes, until the client leaves", async () => {
  server = local();
  await (await post(server, {})).text();
  const journal = await FollowedJournal.of(server);
  await journal.until(({ lines }) => lines.at(-1)?.kind === "told");
  expect(journal.lines.map(({ kind }) => kind)).toEqual(["begin", "row", "told"]);
  await (await post(server, { stream: true })).text();
  await journal.until(({ rows }) => rows.get(2)?.end === "complete");
  expect(journal.rows.get(2)).toMatchObject({ status: 200, stream: true });
  await journal.leave();
});

test("an answer is shown while it grows, and that it was cut off", async () => {
  server = local({ faults: [{ fault: { stallAfterEvents: 3 } }] });
  const journal = await FollowedJournal.of(server);
  const answer = await post(server, { stream: true });
  const reader = answer.body?.getReader();
  await reader?.read();
  await journal.until(({ rows }) => (rows.get(1)?.bytes ?? 0) > 0);
  expect(journal.rows.get(1)).toMatchObject({ end: "open", status: 200 });
  await reader?.cancel();
  await journal.until(({ rows }) => rows.get(1)?.end === "client-left");
});

test("who comes back is told what changed, and what was forgotten meanwhile", async () => {
  server = local({ journal: { maxEntries: 2 } });
  for (let times = 0; times < 2; times += 1) await (await post(server, {})).text();
  const first = await FollowedJournal.of(server);
  await first.until(({ lines }) => lines.at(-1)?.kind === "told");
  const [begin] = first.lines;
  const told = first.lines.at(-1);
  if (begin?.kind !== "begin" || told?.kind !== "told") throw new Error("begins and tells");
  await first.leave();
  await (await post(server, {})).text();
  const again = await FollowedJournal.of(server, `?after=${told.revision}&run=${begin.run}`);
  await again.until(({ lines }) => lines.at(-1)?.kind === "told");
  expect(again.lines[0]).toMatchObject({ kind: "begin", held: [2, 3] });
  expect([...again.rows.keys()]).toEqual([3]);
  const other = await FollowedJournal.of(server, `?after=${told.revision}&run=another`);
  await other.until(({ lines }) => lines.at(-1)?.kind === "told");
  expect([...other.rows.keys()]).toEqual([2, 3]);
});

test("what is cleared or forgotten is taken back", async () => {
  server = local({ journal: { maxEntries: 1 } });
  const journal = await FollowedJournal.of(server);
  await (await post(server, {})).text();
  await journal.until(({ rows }) => rows.has(1));
  await (await post(server, {})).text();
  await journal.until(({ rows }) => rows.has(2) && !rows.has(1));
  await server.fetch(`${server.url}/_local/journal`, { method: "DELETE" });
  await journal.until(({ rows }) => rows.size === 0);
});

test("a slow reader gets the latest state of each row, and no row twice for its changes", async () => {
  server = local();
  const slow = await FollowedJournal.of(server);
  for (let times = 0; times < 700; times += 1) await (await post(server, { max_tokens: 1 })).text();
  await slow.until(({ rows }) => rows.size === 700);
  const seqs = slow.lines.flatMap((line) => (line.kind === "row" ? [line.row.seq] : []));
  expect(seqs).toHaveLength(700);
  expect([...slow.rows.values()].every(({ end }) => end === "complete")).toBe(true);
});

test("it ends in good order when the server closes, which does not wait for it", async () => {
  server = local();
  const { url } = await server.listen();
  const journal = new FollowedJournal(await fetch(`${url}/_local/journal/live`));
  await journal.until(({ lines }) => lines.length > 0);
  await Promise.all([server.close({ graceMs: 60_000 }), journal.rest()]);
});

test("a number that is none is refused", async () => {
  server = local();
  const answer = await server.fetch(`${server.url}/_local/journal/live?after=x`);
  expect(answer.status).toBe(400);
});
