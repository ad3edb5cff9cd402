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

test("keeps one listener on the signal while somebody waits, and none afterwards", () => {
  const controller = new AbortController();
  const listener = vi.fn<() => void>();
  const stops = Array.from({ length: 20 }, () => onAbort(controller.signal, listener));
  expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
  for (const stop of stops.slice(1)) stop();
  stops[1]?.();
  expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
  stops[0]?.();
  expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  onAbort(controller.signal, listener);
  controller.abort();
  expect(listener).toHaveBeenCalledOnce();
});

test("derives no signal: Node 20 remembers each of them on a signal as long as that lives", () => {
  const derive = vi.spyOn(AbortSignal, "any");
  onAbort(new AbortController().signal, () => undefined)();
  expect(derive).not.toHaveBeenCalled();
});

test("tells the others when one listener throws, and not those that have left meanwhile", async () => {
  const controller = new AbortController();
  const last = vi.fn<() => void>();
  const left = vi.fn<() => void>();
  const thrown: unknown[] = [];
  process.once("uncaughtException", (error) => thrown.push(error));
  const known = process.listeners("uncaughtException").slice(0, -1);
  for (const listener of known) process.off("uncaughtException", listener);
  onAbort(controller.signal, () => {
    stop();
    throw new Error("mine");
  });
  const stop = onAbort(controller.signal, left);
  onAbort(controller.signal, last);
  controller.abort();
  await new Promise((resolve) => setImmediate(resolve));
  for (const listener of known) process.on("uncaughtException", listener);
  expect(last).toHaveBeenCalledOnce();
  expect(left).not.toHaveBeenCalled();
  expect(thrown).toEqual([new Error("mine")]);
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
