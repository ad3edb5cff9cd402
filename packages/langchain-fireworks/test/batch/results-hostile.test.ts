import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import fc from "fast-check";
import { FireworksAbortError, FireworksStorageError } from "fireworks-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BatchItem } from "langchain-fireworks/batch";
import { KEY } from "../local-model.js";
import { answerLine, errorLine, HostileGateway } from "./hostile-gateway.js";
import { all } from "./local-batch.js";

const OUTPUT = "dataset/b/BIJOutputSet.jsonl";
const ERRORS = "dataset/b/error-data";

let gateway: HostileGateway;
beforeEach(async () => {
  gateway = await new HostileGateway().listen();
});
afterEach(() => gateway.close());

const ORDERS = ["input", "arrival"] as const;

/** What an item says, in short. */
const said = (item: BatchItem<unknown>): string =>
  item.error === undefined
    ? String(item.message.content)
    : String((item.error as { reason?: string }).reason ?? item.error.name);

const byIndex = (items: readonly BatchItem<unknown>[]) =>
  items.toSorted((left, right) => left.index - right.index).map(said);

async function failure(items: AsyncIterable<unknown>): Promise<Error & Record<string, unknown>> {
  for await (const item of items) void item;
  return Promise.resolve().then(() => {
    throw new Error("nothing was thrown");
  });
}

const errorOf = (items: AsyncIterable<unknown>) =>
  failure(items).catch((error: Error & Record<string, unknown>) => error);

describe.each(ORDERS)("results in the order of %s", (order) => {
  it("are one item for every row, whatever stands in the files", async () => {
    const content = fc.record({
      index: fc.integer({ min: -1, max: 8 }),
      kind: fc.nat(5),
      text: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(content),
        fc.array(content),
        fc.boolean(),
        async (answers, errors, closed) => {
          const line = ({ index, kind, text }: { index: number; kind: number; text: number }) =>
            [
              answerLine(index, `text ${text}`),
              errorLine(index),
              `{"custom_id":"${index}"}`,
              '{"half',
              "",
              "null",
            ][kind];
          const end = closed ? "\n" : "";
          const run = gateway.run(6, {
            [OUTPUT]: ["{}", ...answers.map(line)].join("\n") + end,
            [ERRORS]: ["{}", ...errors.map(line)].join("\r\n") + end,
          });
          const items = await all(run.results({ order }));
          expect(items.map(({ index }) => index).toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
          if (order === "input")
            expect(items.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
          const lines = [...answers, ...errors].filter(({ kind }) => kind < 3);
          for (const item of items) {
            const [told] = lines
              .filter(({ index }) => index === item.index)
              .toSorted((left, right) => left.kind - right.kind);
            const expected =
              told === undefined
                ? "missing"
                : [`text ${told.text}`, "refused", "unusable"][told.kind];
            expect(said(item)).toBe(expected);
            if (item.error) expect(item.input?.messages[0]?.content).toBe(`question ${item.index}`);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it("take the first of several lines, and an answer before an error", async () => {
    const run = gateway.run(3, {
      [ERRORS]: [errorLine(0), errorLine(1)].join("\n"),
      [OUTPUT]: [
        errorLine(2),
        answerLine(2),
        '{"custom_id":"1"}',
        answerLine(0, "first"),
        answerLine(0, "second"),
      ].join("\n"),
    });
    expect(byIndex(await all(run.results({ order })))).toEqual(["first", "refused", "answer 2"]);
  });

  it("find files by the last part of their paths, and none is none", async () => {
    const run = gateway.run(3, {
      "somewhere/else/part-0001.jsonl": answerLine(0),
      "somewhere/else/part-0002.jsonl": "",
      "somewhere/else/BIJOutputSet-00003-of-00003": answerLine(2),
      "x/errors.jsonl": errorLine(1),
      "x/README.txt": "not read",
    });
    expect(byIndex(await all(run.results({ order })))).toEqual(["answer 0", "refused", "answer 2"]);
    for (const files of [{ [OUTPUT]: "" }, {}] as Record<string, string>[]) {
      const empty = gateway.run(2, files);
      expect(byIndex(await all(empty.results({ order })))).toEqual(["missing", "missing"]);
    }
  });

  it("tell of lines about nobody, once, and leave them out", async () => {
    const lines = [answerLine(0), answerLine("7"), answerLine("me"), "nul", answerLine("1:mine")];
    const run = gateway.run(2, { [OUTPUT]: lines.join("\n") });
    const items = await all(run.results({ order }));
    expect(byIndex(items)).toEqual(["answer 0", "answer 1:mine"]);
    expect(items.find(({ index }) => index === 1)?.id).toBe("mine");
    expect(gateway.warnings).toEqual(["batch_unknown_row", "batch_unreadable_line"]);
  });

  it("go on where a download broke off, with a new address", async () => {
    const lines = Array.from({ length: 6 }, (_, index) => answerLine(index));
    const text = lines.join("\n");
    const run = gateway.run(6, {
      [OUTPUT]: (response, times) => {
        if (times === 2)
          return void response.writeHead(403).end("<Error><Code>ExpiredToken</Code></Error>");
        response.writeHead(200, { "content-length": Buffer.byteLength(text) });
        if (times > 2) return void response.end(text);
        response.write(text.slice(0, text.indexOf("answer 3")));
        setImmediate(() => response.destroy());
      },
    });
    expect(byIndex(await all(run.results({ order })))).toEqual(
      lines.map((_, index) => `answer ${index}`),
    );
    const signatures = gateway.stored.map(({ url }) => url?.split("=")[1]);
    expect(signatures).toEqual(["secret1", "secret1", "secret2"]);
    expect(gateway.clock.waits).toEqual([500]);
  });

  it("take nothing from a page that comes in place of the rest", async () => {
    const text = Array.from({ length: 6 }, (_, index) => answerLine(index)).join("\n");
    const page = `<html>\n${"<br>\n".repeat(2_000)}</html>`;
    const cutAndThen = (later: string) =>
      gateway.run(6, {
        [OUTPUT]: (response, times) => {
          if (times > 1) return void response.end(times === 2 ? page : later);
          response.writeHead(200, { "content-length": Buffer.byteLength(text) });
          response.write(text.slice(0, text.indexOf("answer 3")));
          setImmediate(() => response.destroy());
        },
      });
    expect(byIndex(await all(cutAndThen(text).results({ order })))).toEqual(
      Array.from({ length: 6 }, (_, index) => `answer ${index}`),
    );
    gateway.stored.length = 0;
    const short = answerLine(0);
    expect(await errorOf(cutAndThen(short).results({ order }))).toMatchObject({
      reason: "not-results",
      retryable: true,
    });
    expect(gateway.warnings).toEqual([]);
  });

  it("ask again for a file that ends within a line, and take the loss if it does so twice", async () => {
    const whole = [answerLine(0), answerLine(1)].join("\n");
    const cut = whole.slice(0, -20);
    const once = gateway.run(2, {
      [OUTPUT]: (response, times) => response.end(times === 1 ? cut : whole),
    });
    expect(byIndex(await all(once.results({ order })))).toEqual(["answer 0", "answer 1"]);
    const always = gateway.run(2, { [OUTPUT]: cut });
    expect(byIndex(await all(always.results({ order })))).toEqual(["answer 0", "missing"]);
  });

  it("end with a typed error for a page in place of rows", async () => {
    const run = gateway.run(2, { [OUTPUT]: "<html><title>Blocked by proxy</title></html>" });
    const error = await errorOf(run.results({ order }));
    expect(error).toMatchObject({ name: "BatchRunError", reason: "not-results", retryable: true });
    expect(error.message).toContain("<html>");
  });

  it("end with a typed error where an address redirects, and send nothing secret", async () => {
    const elsewhere = await new HostileGateway().listen();
    const run = gateway.run(1, {
      [OUTPUT]: (response) =>
        response.writeHead(302, { location: `${elsewhere.url}/storage/x?stolen=1` }).end(),
    });
    const error = await errorOf(run.results({ order }));
    expect(FireworksStorageError.isInstance(error)).toBe(true);
    expect(error.code).toBe("redirect_refused");
    expect(elsewhere.stored).toEqual([]);
    for (const request of gateway.stored)
      expect(JSON.stringify(request.rawHeaders)).not.toContain(KEY);
    expect(JSON.stringify(error) + error.message + String(error.stack)).not.toMatch(
      /secret\d|stolen/,
    );
    await elsewhere.close();
  });

  it("give up on a storage that never gives a whole line more", async () => {
    const run = gateway.run(1, {
      [OUTPUT]: (response) => {
        response.writeHead(200, { "content-length": 1_000 }).write(answerLine(0));
        setImmediate(() => response.destroy());
      },
    });
    const error = await errorOf(run.results({ order }));
    expect(error).toMatchObject({ name: "FireworksConnectionError" });
    expect(gateway.clock.waits).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
  });

  it("leave no files behind, read to the end or not", async () => {
    const run = gateway.run(3, { [OUTPUT]: [answerLine(0), answerLine(2)].join("\n") });
    const left = async () =>
      (await readdir(tmpdir())).filter((name) => name.startsWith("langchain-fireworks-batch-"));
    const before = await left();
    await all(run.results({ order }));
    for await (const item of run.results({ order })) {
      expect(item.index).toBe(0);
      break;
    }
    const controller = new AbortController();
    const reading = run.results({ order, signal: controller.signal });
    await reading.next();
    controller.abort();
    expect(FireworksAbortError.isInstance(await errorOf(reading))).toBe(true);
    expect((await left()).filter((name) => !before.includes(name))).toEqual([]);
  });
});

describe("a job that is completed and does not say how far it came", () => {
  it.each([null, {}, { percent: 100 }])(
    "has answered its rows, at an unknown cost: %j",
    async (said) => {
      const run = gateway.run(2, { [OUTPUT]: [answerLine(0), answerLine(1)].join("\n") });
      gateway.jobs.set("b-a0-p0", { state: "JOB_STATE_COMPLETED", jobProgress: said });
      expect(await run.status()).toMatchObject({
        counts: { total: 2, processed: 2, succeeded: 2, failed: 0 },
        percent: 100,
        cost: null,
      });
    },
  );
});

describe("results that cannot be read", () => {
  it("are refused before the jobs have ended, or waited for", async () => {
    const run = gateway.run(1, { [OUTPUT]: answerLine(0) });
    gateway.jobs.set("b-a0-p0", { state: "JOB_STATE_RUNNING", expireTime: "2026-11-24T10:00:00Z" });
    expect(await errorOf(run.results())).toMatchObject({
      reason: "not-done",
      code: "batch_not_done",
    });
    const onProgress = () => gateway.jobs.set("b-a0-p0", { state: "JOB_STATE_COMPLETED" });
    expect(byIndex(await all(run.results({ wait: { onProgress } })))).toEqual(["answer 0"]);
  });

  it("are gone when datasets or jobs were deleted", async () => {
    const run = gateway.run(1, {});
    gateway.datasets.clear();
    expect(await errorOf(run.results())).toMatchObject({ reason: "gone", code: "batch_gone" });
    gateway.jobs.clear();
    expect(await errorOf(run.results())).toMatchObject({ reason: "gone" });
  });

  it("are errors where the job is in a state that nobody has seen, once it is past its hour", async () => {
    const run = gateway.run(1, {});
    gateway.datasets.delete("b-a0-p0-out");
    gateway.jobs.set("b-a0-p0", {
      state: "JOB_STATE_DREAMING",
      expireTime: "2026-11-23T11:00:00Z",
    });
    await expect(run.wait()).rejects.toMatchObject({ reason: "failed", state: "expired" });
    expect(byIndex(await all(run.results()))).toEqual(["expired"]);
  });

  it("lack the input where its dataset was deleted", async () => {
    const run = gateway.run(2, { [OUTPUT]: answerLine(0), [ERRORS]: errorLine("1:mine") });
    gateway.datasets.delete("b-a0-p0-in");
    const [, failed] = await all(run.results());
    expect(failed).toMatchObject({ index: 1, id: "mine", error: { reason: "refused" } });
    expect(failed).not.toHaveProperty("input");
  });
});
