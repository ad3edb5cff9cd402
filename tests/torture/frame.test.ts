import { describe, expect, it } from "vitest";
import type { Cell } from "../../torture/cell.js";
import { allCells } from "../../torture/cells/all-cells.js";
import { chooseCells } from "../../torture/choose-cells.js";
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

describe("torture", () => {
  it("has at least 400 cells, each with a name of its own", () => {
    const ids = allCells().map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(400);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("holds what it promises at every entry point", async () => {
    const cells = chooseCells(allCells(), "/^refusal/400/E1/with-/");
    expect(cells.length).toBeGreaterThan(10);
    const { results, left } = await runCells(cells);
    expect(results.flatMap(({ cell, broken }) => broken.map((text) => [cell.id, text]))).toEqual(
      [],
    );
    expect(left).toEqual([]);
  });

  it.each([
    "abort/retry-within/chat.stream",
    "leave/break-after-1-of-1/",
    "tool-stream/interleaved-in-bytes/",
    "secret-echo/headers/chat",
    "storm/overload-with-fallback/chat.invoke",
    "clock/starting-deployment-back/",
  ])("holds what it promises where calls take several steps: %s", async (only) => {
    const { results, left } = await runCells(chooseCells(allCells(), only));
    expect(results.length).toBeGreaterThan(0);
    expect(results.flatMap(({ broken }) => broken)).toEqual([]);
    expect(left).toEqual([]);
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
