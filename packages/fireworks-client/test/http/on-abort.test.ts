import { getEventListeners } from "node:events";
import { afterEach, expect, test, vi } from "vitest";
import { FireworksAbortError, onAbort } from "fireworks-client";
import { sleep } from "../../src/http/sleep.js";
import { rawServer } from "../raw-server.js";
import { ANSWER, client, failureOf, REQUEST } from "../samples.js";

afterEach(() => void vi.restoreAllMocks());

test("calls the listener once when the signal is aborted", () => {
  const controller = new AbortController();
  const listener = vi.fn<() => void>();
  onAbort(controller.signal, listener);
  expect(listener).not.toHaveBeenCalled();
  controller.abort();
  expect(listener).toHaveBeenCalledOnce();
});

test("calls it at once when the signal is aborted already", () => {
  const listener = vi.fn<() => void>();
  const stop = onAbort(AbortSignal.abort(), listener);
  expect(listener).toHaveBeenCalledOnce();
  expect(stop).not.toThrow();
});

test("no longer calls it once told to stop", () => {
  const controller = new AbortController();
  const listener = vi.fn<() => void>();
  onAbort(controller.signal, listener)();
  controller.abort();
  expect(listener).not.toHaveBeenCalled();
});

test("listens on the signal itself where none can be derived from it", () => {
  vi.spyOn(AbortSignal, "any").mockImplementation(() => {
    throw new TypeError("a foreign signal");
  });
  const controller = new AbortController();
  const listener = vi.fn<() => void>();
  const stop = onAbort(controller.signal, listener);
  expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
  stop();
  expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  onAbort(controller.signal, listener);
  controller.abort();
  expect(listener).toHaveBeenCalledOnce();
});

async function warningsDuring(work: () => Promise<unknown>): Promise<Error[]> {
  const warnings: Error[] = [];
  const keep = (warning: Error): void => void warnings.push(warning);
  process.on("warning", keep);
  await work();
  await new Promise((resolve) => setImmediate(resolve)); // warnings are emitted a tick later
  process.off("warning", keep);
  return warnings;
}

test("40 concurrent calls on one signal give no warning, and one abort ends them all", async () => {
  const controller = new AbortController();
  const server = await rawServer(() => undefined);
  const warnings = await warningsDuring(async () => {
    const calls = Array.from({ length: 40 }, () =>
      failureOf(
        client(server.baseURL).chat.completions.create(REQUEST, { signal: controller.signal }),
      ),
    );
    await server.until(({ requests }) => requests.length === 40);
    controller.abort();
    for (const error of await Promise.all(calls)) expect(error).toBeInstanceOf(FireworksAbortError);
  });
  expect(warnings).toEqual([]);
});

test("40 concurrent calls that succeed leave nothing on the signal", async () => {
  const { signal } = new AbortController();
  const server = await rawServer((reply) => reply.json(200, ANSWER));
  const warnings = await warningsDuring(() =>
    Promise.all(
      Array.from({ length: 40 }, () =>
        client(server.baseURL).chat.completions.create(REQUEST, { signal }),
      ),
    ),
  );
  expect(warnings).toEqual([]);
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});

test("40 waits on one signal give no warning either, and end with it", async () => {
  const controller = new AbortController();
  const warnings = await warningsDuring(async () => {
    const waits = Array.from({ length: 40 }, () => failureOf(sleep(1e6, controller.signal)));
    controller.abort();
    for (const error of await Promise.all(waits)) expect(error).toBeInstanceOf(FireworksAbortError);
  });
  expect(warnings).toEqual([]);
  expect(await failureOf(sleep(1e6, controller.signal))).toBeInstanceOf(FireworksAbortError);
});
