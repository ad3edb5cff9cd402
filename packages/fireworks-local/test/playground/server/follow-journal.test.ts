import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createFireworksLocal } from "fireworks-local";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { JournalLine } from "../../../src/admin/admin-answers.js";
import {
  type FeedNews,
  type FeedState,
  followJournal,
} from "../../../playground/src/server/follow-journal.js";
import { withNews } from "../../../playground/src/state/journal-rows.js";

const cleaning: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0).toReversed()) await clean();
});

function follow(origin: string): { rows: () => number[]; states: FeedState[] } {
  const stop = new AbortController();
  const news: FeedNews[] = [];
  const states: FeedState[] = [];
  const credentials = { adminToken: undefined, inferenceKey: undefined };
  const over = followJournal(
    { origin, credentials },
    {
      signal: stop.signal,
      onNews: (one) => news.push(one),
      onState: (state) => states.push(state),
      pause: () => Promise.resolve(),
    },
  );
  cleaning.push(() => {
    stop.abort();
    return over;
  });
  return { states, rows: () => withNews([], news).map(({ seq }) => seq) };
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleaning.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const text = (...lines: object[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join("");
const told = (revision: number): JournalLine => ({ kind: "told", revision });
const rowLine = (seq: number): object => ({ kind: "row", row: { seq } });

describe("following the journal", () => {
  test("tells what was there and what comes", async () => {
    const server = createFireworksLocal();
    const { url, baseURL } = await server.listen();
    cleaning.push(() => server.close());
    const ask = (): Promise<Response> =>
      fetch(`${baseURL}/models`, { headers: { authorization: "Bearer any" } });
    await (await ask()).text();
    const { rows, states } = follow(url);
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ kind: "live" }));
    await (await ask()).text();
    await vi.waitFor(() => expect(rows()).toEqual([1, 2]));
  });

  test("goes on after a broken connection where it was, and says that it was away", async () => {
    const asked: string[] = [];
    const origin = await serve(({ url = "" }, response) => {
      asked.push(url);
      if (url.endsWith("/rows")) response.end(JSON.stringify({ run: "a", revision: 1, rows: [] }));
      else if (url.endsWith("after=1")) {
        response.write(text({ kind: "begin", run: "a", revision: 1 }, rowLine(1), told(5)), () =>
          response.destroy(),
        );
      } else
        response.write(
          text({ kind: "begin", run: "a", revision: 5, held: [1] }, rowLine(2), told(6)),
        );
    });
    const { rows, states } = follow(origin);
    await vi.waitFor(() => expect(rows()).toEqual([1, 2]));
    expect(asked.map((url) => url.split("/").at(-1))).toEqual([
      "rows",
      "live?after=1",
      "live?after=5",
    ]);
    expect(states.map(({ kind }) => kind)).toContain("lost");
    expect(states.at(-1)).toEqual({ kind: "live" });
  });

  test("begins again with another run of the server", async () => {
    let run = "a";
    const origin = await serve(({ url = "" }, response) => {
      if (url.endsWith("/rows"))
        response.end(JSON.stringify({ run, revision: 1, rows: [{ seq: run === "a" ? 9 : 1 }] }));
      else if (run === "a") {
        run = "b";
        response.end(text({ kind: "begin", run: "b", revision: 0 }));
      } else response.write(text({ kind: "begin", run, revision: 1 }, rowLine(2), told(2)));
    });
    const { rows } = follow(origin);
    await vi.waitFor(() => expect(rows()).toEqual([1, 2]));
  });

  test("says why it cannot follow, and tries again", async () => {
    let refusals = 0;
    const origin = await serve((_, response) => {
      refusals += 1;
      response.writeHead(403).end(JSON.stringify({ error: { message: "Send the admin token." } }));
    });
    const { states } = follow(origin);
    await vi.waitFor(() => expect(refusals).toBeGreaterThan(2));
    expect(states.at(-1)).toMatchObject({ kind: "lost", message: "Send the admin token." });
  });
});
