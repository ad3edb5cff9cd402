import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { CallMatch, createFireworksLocal, FireworksLocal } from "fireworks-local";
import type { CheckRow, SmokeSettings } from "./smoke-run.js";

const API_KEY = "fw_smoke_0123456789";
const STREAM_OF = 400;

export interface SmokeServer {
  settings: SmokeSettings;
  /** The rows, with what the server saw of those checks that it can tell something about. */
  confirm(rows: CheckRow[]): Promise<CheckRow[]>;
  close(): Promise<void>;
}

/** fireworks-local as packed, with what the checks need: slow streams, a stall, two refusals. */
export async function startSmokeServer(consumer: string): Promise<SmokeServer> {
  const file = join(consumer, "node_modules/fireworks-local/dist/index.js");
  const packed = (await import(pathToFileURL(file).href)) as {
    createFireworksLocal: typeof createFireworksLocal;
  };
  const server = packed.createFireworksLocal({
    apiKeys: [API_KEY],
    scripts: [{ when: { user: "slowly" }, answer: { content: "one two ".repeat(STREAM_OF) } }],
    faults: [
      { match: { body: "slowly" }, fault: { latency: { betweenTokensMs: 5 } } },
      { match: { body: "busy twice" }, fault: { status: 502, retryAfterMs: 1 }, times: 2 },
      { match: { body: "Stall" }, fault: { stallAfterEvents: 3 } },
    ],
  });
  const { baseURL } = await server.listen();
  return {
    settings: { baseURL, apiKey: API_KEY, nobody: await unusedAddress() },
    confirm: (rows) => Promise.all(rows.map((row) => confirmed(row, server))),
    close: () => server.close(),
  };
}

/** An address on which a server has just been closed: nobody answers there. */
async function unusedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/inference/v1`;
}

/** What the server must have seen, by check. */
const SEEN: Record<string, { match: CallMatch; times: number; shown: string }> = {
  abort: { match: left("Go slowly, abort"), times: 1, shown: "the server saw the client leave" },
  "early exit": {
    match: left("Go slowly, leave"),
    times: 1,
    shown: "the server saw the client leave",
  },
  error: { match: { status: 401 }, times: 1, shown: "one request arrived" },
  retry: { match: { user: "Be busy twice" }, times: 3, shown: "three requests arrived" },
  stall: { match: left("Stall in the middle"), times: 1, shown: "the server saw the client leave" },
};

function left(user: string): CallMatch {
  return { user, end: "client-left" };
}

async function confirmed(row: CheckRow, server: FireworksLocal): Promise<CheckRow> {
  const seen = SEEN[row.name];
  if (!row.ok || seen === undefined) return row;
  const { match, times, shown } = seen;
  await untilCount(() => server.journal.calls(match).length, times);
  const arrived = server.journal.calls(match).length;
  if (arrived === times) return { ...row, shown: `${row.shown}; ${shown}` };
  const ends = server.requests.map(({ answer }) => answer.end).join(", ");
  return {
    ...row,
    ok: false,
    shown: `the server saw ${arrived} such requests, not ${times}: ${ends}`,
  };
}

const PATIENCE_MS = 2_000;

/** A connection that was left is noticed a moment later. */
async function untilCount(count: () => number, wanted: number): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (count() < wanted && Date.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
