import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, onTestFinished, test } from "vitest";
import { FireworksStorageError } from "fireworks-client";
import { rawServer } from "../raw-server.js";
import { client, failureOf } from "../samples.js";

const MEGABYTE = 1024 * 1024;

/** What is really held: buffers are let go a little after the collection that finds them unused. */
async function heldBytes(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  collectGarbage();
  await nextTurn();
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

test("what was sent of a stream is not kept, whatever the server might still answer", async () => {
  const pieces = 32;
  const held: number[] = [];
  const stream = (): ReadableStream<Uint8Array> => {
    let left = pieces;
    const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
      if (left === 0) return controller.close();
      if (left === pieces || left === 1) held.push(await heldBytes());
      left -= 1;
      controller.enqueue(new Uint8Array(MEGABYTE));
    };
    return new ReadableStream({ pull }, { highWaterMark: 0 });
  };
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.end("{}"));
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const { datasets } = client(`http://127.0.0.1:${port}`, { accountId: "me" });
  await datasets.upload("in-1", { size: pieces * MEGABYTE, stream });
  const [first = 0, last = Infinity] = held;
  expect((last - first) / MEGABYTE).toBeLessThan(pieces / 2);
});

test("a redirect of a streamed upload is refused by its name, and not tried again", async () => {
  const elsewhere = await rawServer((reply) => reply.text(200, "stolen"));
  const storage = await rawServer((reply) => reply.text(307, "", { location: elsewhere.baseURL }));
  const url = `${new URL(storage.baseURL).origin}/rows?X-Goog-Signature=s`;
  const gateway = await rawServer((reply) =>
    reply.json(200, { filenameToSignedUrls: { "rows.jsonl": url } }),
  );
  const { datasets } = client(gateway.baseURL, { accountId: "me" });
  const stream = (): ReadableStream<Uint8Array> => new Blob(["rows"]).stream();
  const file = { filename: "rows.jsonl", size: 4, stream };
  const error = await failureOf(datasets.upload("in-1", file, { method: "signed-url" }));
  expect(error).toBeInstanceOf(FireworksStorageError);
  expect(error).toMatchObject({ code: "redirect_refused", retryable: false });
  expect([storage.requests.length, elsewhere.requests.length]).toEqual([1, 0]);
});
