import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Logger } from "fireworks-client";
import { observer } from "../../src/http/observer.js";
import { rawServer } from "../raw-server.js";
import { ANSWER, client, REQUEST } from "../samples.js";

const unhandled = vi.fn<(reason: unknown) => void>();

beforeEach(() => {
  unhandled.mockClear();
  process.on("unhandledRejection", unhandled);
});
afterEach(() => void process.off("unhandledRejection", unhandled));

const answering = () =>
  rawServer((reply, _request, attempt) =>
    attempt === 1 ? reply.json(500, {}, { "retry-after-ms": "1" }) : reply.json(200, ANSWER),
  );

test("A116: an async observer that rejects is logged and breaks nothing", async () => {
  const server = await answering();
  const lines: unknown[][] = [];
  const write = (...line: unknown[]): void => void lines.push(line);
  const problem = new Error("an observer's own problem");
  const reject = (() => Promise.reject(problem)) as () => unknown as () => void;
  const { completions } = client(server.baseURL, {
    onRetry: reject,
    onResponse: reject,
    logLevel: "info",
    logger: { info: write, debug: write },
  }).chat;
  expect(await completions.create(REQUEST, { onRetry: reject })).toEqual(ANSWER);
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).not.toHaveBeenCalled();
  const failures = lines.filter(([text]) => text === "fireworks-client: an observer failed");
  expect(failures).toHaveLength(4);
  expect(failures[0]?.[1]).toBe(problem);
});

test.each<[string, Logger["info"]]>([
  [
    "throws",
    () => {
      throw new Error("the disk is full");
    },
  ],
  ["rejects", () => Promise.reject(new Error("the disk is full"))],
])("a logger that %s does not break the request", async (_name, write) => {
  const server = await answering();
  const { completions } = client(server.baseURL, {
    logLevel: "debug",
    logger: { info: write, debug: write },
  }).chat;
  expect(await completions.create(REQUEST)).toEqual(ANSWER);
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).not.toHaveBeenCalled();
});

test("what happens is one line at the level info, and its details at the level debug", () => {
  const log = vi.fn<() => void>();
  const info = { attempt: 1 };
  observer(log, ({ attempt }: typeof info) => `attempt ${attempt}`, [])(info);
  expect(log.mock.calls).toEqual([
    ["info", "attempt 1"],
    ["debug", "details", info],
  ]);
});

test("without a log an observer that throws breaks nothing either", async () => {
  const failing = vi.fn<() => void>(() => {
    throw new Error("an observer's own problem");
  });
  observer(undefined, String, [undefined, failing])({});
  await new Promise((resolve) => setImmediate(resolve));
  expect(failing).toHaveBeenCalledOnce();
  expect(unhandled).not.toHaveBeenCalled();
});
