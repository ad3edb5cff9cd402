import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../scripts/run-command.mjs";
import type { Cell } from "../../torture/cell.js";
import { allCells } from "../../torture/cells/all-cells.js";
import { told } from "../../torture/matrix/fault.js";
import { runCells } from "../../torture/run-cells.js";

const group = { id: "test", title: told("", ""), promise: told("", "") };

const cell = (id: string, run: Cell["run"]): Cell => ({
  id,
  group,
  promise: "",
  deadlineMs: 1_000,
  run,
});

async function brokenBy(run: Cell["run"]): Promise<string> {
  const { results } = await runCells([cell("test", run)], { settlingMs: 50 });
  return results.flatMap(({ broken }) => broken).join("\n");
}

const ALL = allCells();

/** `npm run torture` runs them all; these few keep the kinds of cells working between its runs. */
const CELLS_OF_EACH_KIND = [
  "refusal/400/E1/with-retry-after/client.dataset/fetch",
  "refusal/429/E4/with-retry-after/embeddings.documents/undici",
  "abort/retry-within/chat.stream/undici",
  "leave/break-after-1-of-1/chat.events/fetch",
  "tool-stream/interleaved-in-bytes/chat.stream/fetch",
  "secret-echo/headers/chat.batch/undici",
  "storm/429-never-retried/chat.invoke/undici",
  "clock/starting-deployment-back/chat.invoke/fetch",
];

describe("torture", () => {
  it("has at least 400 cells, each with a name of its own", () => {
    const ids = new Set(ALL.map(({ id }) => id));
    expect(ids.size).toBe(ALL.length);
    expect(ids.size).toBeGreaterThan(400);
  });

  it("holds what it promises: a cell of each kind, over both transports", async () => {
    const cells = ALL.filter(({ id }) => CELLS_OF_EACH_KIND.includes(id));
    expect(cells.map(({ id }) => id).toSorted()).toEqual(CELLS_OF_EACH_KIND.toSorted());
    const { results, left } = await runCells(cells);
    expect(results.length).toBe(cells.length);
    expect(results.flatMap(({ cell, broken }) => broken.map((text) => [cell.id, text]))).toEqual(
      [],
    );
    expect(left).toEqual([]);
  });

  it.each(["SECURITY.md", "SECURITY.zh-CN.md"])("has the cells that %s names", async (name) => {
    const text = await readFile(join(ROOT, name), "utf8");
    const lists = [...text.matchAll(/torture ((?:`[\w-]+`(?:, |、)?)+)/g)];
    const named = lists.flatMap(([, list = ""]) => list.match(/[\w-]+/g) ?? []);
    expect(named.length).toBeGreaterThan(5);
    const groups = new Set(ALL.map(({ group }) => group.id));
    expect(named.filter((group) => !groups.has(group))).toEqual([]);
  });

  it("sees a promise that is broken", async () => {
    expect(await brokenBy(() => Promise.reject(new Error("not so")))).toBe("not so");
  });

  it("sees the key in what was kept", async () => {
    const broken = await brokenBy(async (context) => {
      context.keep(new Error("refused", { cause: new Error(`with ${context.key}`) }));
    });
    expect(broken).toContain("the key is in the message of Error");
  });

  it("sees a timer and a listener that are left", async () => {
    const timers: ReturnType<typeof setTimeout>[] = [];
    const broken = await brokenBy(async (context) => {
      timers.push(setTimeout(() => undefined, 60_000));
      context.abortController().signal.addEventListener("abort", () => undefined);
    });
    for (const timer of timers) clearTimeout(timer);
    expect(broken).toContain("a timer is left");
    expect(broken).toContain("1 listeners are left on the signal");
  });

  it("sees a socket that is still busy", async () => {
    const broken = await brokenBy(async ({ server }) => {
      server.serve(({ write }) => void write);
      const asked = new AbortController();
      void fetch(server.origin, { signal: asked.signal }).catch(() => undefined);
      await server.until(() => server.requests.length === 1);
    });
    expect(broken).toContain("1 sockets are still busy");
  });
});
