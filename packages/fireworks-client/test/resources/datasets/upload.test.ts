import { expect, test } from "vitest";
import {
  FireworksAbortError,
  FireworksConfigurationError,
  FireworksConflictError,
} from "fireworks-client";
import type { UploadSource } from "fireworks-client";
import { localClient, opened, textOf } from "../../local-client.js";
import { rawServer } from "../../raw-server.js";
import { client, collect, failureOf, KEY } from "../../samples.js";

const LINES = '{"custom_id":"r1"}\n{"custom_id":"r2","text":"käse"}\n';
const DATASET = { exampleCount: "2", userUploaded: {} };
const bytes = new TextEncoder().encode(LINES);

/** A file in pieces; counts what was asked for. */
function pieces(count: number, piece: Uint8Array = bytes) {
  const seen = { opened: 0, read: 0, cancelled: 0 };
  const stream = (): ReadableStream<Uint8Array> => {
    let left = count;
    seen.opened += 1;
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      if (left === 0) return controller.close();
      left -= 1;
      seen.read += 1;
      controller.enqueue(piece);
    };
    const cancel = (): void => void (seen.cancelled += 1);
    return new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
  };
  return { file: { filename: "rows.jsonl", size: count * piece.length, stream }, seen };
}

const sources: [string, UploadSource, string][] = [
  ["a string", LINES, "input.jsonl"],
  ["bytes", bytes, "input.jsonl"],
  ["a Blob", new Blob([LINES]), "input.jsonl"],
  ["a File", new File([LINES], "own.jsonl"), "own.jsonl"],
  ["a stream", pieces(1).file, "rows.jsonl"],
];

test.each(
  sources.flatMap((source) =>
    (["multipart", "signed-url"] as const).map((how) => [how, ...source] as const),
  ),
)("A144: by %s, %s arrives as it is", async (method, _what, file, filename) => {
  const { client } = await localClient();
  const { datasets } = client;
  await datasets.create({ datasetId: "in-1", dataset: DATASET });
  const uploaded = await datasets.upload("in-1", file, { method });
  expect(uploaded).toEqual({ filename, bytes: bytes.length, method });
  expect(await datasets.waitUntilReady("in-1")).toMatchObject({ state: "READY" });
  const [stored] = await collect(datasets.download("in-1"));
  expect(stored?.path).toMatch(new RegExp(`${filename}$`));
  expect(await textOf(await opened(stored))).toBe(LINES);
});

test("A144: a form holds a file name of any letters, and only one part", async () => {
  const server = await rawServer((reply) => reply.json(200, {}));
  const { datasets } = client(server.baseURL, { accountId: "me" });
  await datasets.upload("in-1", "x", { filename: 'a"b\r\nc.jsonl' });
  const [request] = server.requests;
  expect(request?.path).toBe("/v1/accounts/me/datasets/in-1:upload");
  expect(request?.headers["content-length"]).toBe(String(request?.body.length));
  expect(request?.body).toContain('name="file"; filename="a%22b%0D%0Ac.jsonl"');
});

test("A144: above 150 MB the bytes go to a signed address", async () => {
  const asked: string[] = [];
  const { datasets } = client("http://127.0.0.1", {
    accountId: "me",
    fetch: async (input) => {
      asked.push(String(input));
      return Response.json({ code: 3, message: "stop" }, { status: 400 });
    },
  });
  const stream = () => new ReadableStream<Uint8Array>();
  for (const size of [150_000_000, 150_000_001]) {
    await failureOf(datasets.upload("in-1", { size, stream }));
  }
  expect(asked.map((url) => url.split(":").at(-1))).toEqual(["upload", "getUploadEndpoint"]);
});

test("A144: a stream is read as fast as it is sent, and a piece at a time", async () => {
  const piece = new Uint8Array(64 * 1024).fill(120);
  const { file, seen } = pieces(1_000, piece);
  const server = await rawServer(() => undefined);
  const { datasets } = client(server.baseURL, { accountId: "me" });
  const controller = new AbortController();
  // The server takes nothing in: what was read by then is in flight, not stored.
  const upload = datasets.upload("in-1", file, { method: "multipart", signal: controller.signal });
  const failure = failureOf(upload);
  await expect.poll(() => seen.read).toBeGreaterThan(0);
  controller.abort();
  expect(await failure).toBeInstanceOf(FireworksAbortError);
  await expect.poll(() => seen.cancelled).toBe(1);
  expect(seen.read).toBeLessThan(1_000);
});

/** Node's `fetch` copies a streamed body into memory unless a redirect of it is an error. */
test("A144: only of a stream is a redirect fetch's own error, so that nothing of it is kept", async () => {
  const server = await rawServer((reply) => reply.json(200, {}));
  const asked: (string | undefined)[] = [];
  const { datasets } = client(server.baseURL, {
    accountId: "me",
    fetch: (input, init) => {
      asked.push(init?.redirect);
      return fetch(input, init);
    },
  });
  await datasets.upload("in-1", pieces(1).file);
  await datasets.upload("in-1", LINES);
  expect(asked).toEqual(["error", "manual"]);
});

test("A144: every attempt opens the file anew", async () => {
  const { file, seen } = pieces(2);
  const server = await rawServer((reply, _request, attempt) =>
    reply.json(attempt === 1 ? 503 : 200, {}),
  );
  const { datasets } = client(server.baseURL, { accountId: "me" });
  await datasets.upload("in-1", file);
  expect(seen.opened).toBe(2);
  const [first, second] = server.requests.map(({ body }) => body);
  expect(second).toContain(LINES + LINES);
  expect(second?.length).toBe(first?.length);
});

test("A144: an upload whose answer was lost is not sent into a dataset that has it", async () => {
  const server = await rawServer((reply, { method }, attempt) => {
    if (attempt === 1) return reply.reset();
    if (method === "GET") return reply.json(200, { name: "n", state: "READY" });
    reply.json(400, { code: 9, message: "already has its files" });
  });
  const { datasets } = client(server.baseURL, { accountId: "me" });
  expect(await datasets.upload("in-1", "x")).toMatchObject({ bytes: 1 });
  const refused = await failureOf(datasets.upload("in-1", "x"));
  expect(refused).toMatchObject({ status: 400 });
});

test.each(["multipart", "signed-url"] as const)(
  "A144: by %s, a file of another length than it says is refused, and not tried again",
  async (method) => {
    const { client } = await localClient();
    const { file, seen } = pieces(2);
    for (const size of [file.size + 1, file.size - 1]) {
      await client.datasets.create({ datasetId: `d${size}`, dataset: DATASET });
      seen.opened = 0;
      const error = await failureOf(
        client.datasets.upload(`d${size}`, { ...file, size }, { method }),
      );
      expect(error).toBeInstanceOf(FireworksConfigurationError);
      expect(error).toMatchObject({ code: "wrong_size", retryable: false });
      expect(seen.opened).toBe(1);
    }
  },
);

test("A144: a file that cannot be read says so", async () => {
  const { client } = await localClient();
  await client.datasets.create({ datasetId: "in-1", dataset: DATASET });
  const stream = () => Promise.reject(new Error("EISDIR"));
  const error = await failureOf(client.datasets.upload("in-1", { size: 3, stream }));
  expect(error).toMatchObject({ code: "unreadable_file", cause: { message: "EISDIR" } });
  const noFile = { size: 3 } as unknown as UploadSource;
  const wrong = await failureOf(client.datasets.upload("in-1", noFile));
  expect(wrong).toMatchObject({ code: "invalid_upload", field: "file" });
});

test("A144: an id that is taken is a conflict; one that was made here is found again", async () => {
  const { client: local } = await localClient();
  await local.datasets.create({ datasetId: "in-1", dataset: DATASET });
  const taken = await failureOf(local.datasets.create({ datasetId: "in-1", dataset: DATASET }));
  expect(taken).toBeInstanceOf(FireworksConflictError);
  expect(String(taken)).toContain("choose another id");

  const server = await rawServer((reply, { method }, attempt) => {
    if (attempt === 1) return reply.reset();
    if (method === "GET") return reply.json(200, { name: "ours" });
    reply.json(409, { code: 6, message: "exists" });
  });
  const { batchInferenceJobs } = client(server.baseURL, { accountId: "me" });
  const job = { model: "m", inputDatasetId: "in-1" };
  expect(await batchInferenceJobs.create(job)).toEqual({ name: "ours" });
  const [first, second, third] = server.requests.map(({ path }) => path);
  expect(first).toMatch(/\?batchInferenceJobId=bij-[0-9a-f]{20}$/);
  expect(second).toBe(first);
  expect(third).toBe(first?.replace("?batchInferenceJobId=", "/"));
});

test.each(["1a", "A", "a_b", "a-", "x".repeat(64)])(
  "A144: %s cannot be an id, which is said before a call",
  async (datasetId) => {
    const server = await rawServer((reply) => reply.json(200, {}));
    const { datasets } = client(server.baseURL, { accountId: "me" });
    const error = await failureOf(datasets.create({ datasetId, dataset: DATASET }));
    expect(error).toMatchObject({ code: "invalid_resource_id" });
    expect(server.requests).toEqual([]);
  },
);

test("users-ask B4: the key is with every call of the control plane", async () => {
  const server = await rawServer((reply) => reply.json(200, {}));
  await client(server.baseURL, { accountId: "me" }).datasets.upload("in-1", "x");
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
});

test("A144: a way to upload that does not exist is refused before a call", async () => {
  const server = await rawServer((reply) => reply.json(200, {}));
  const { datasets } = client(server.baseURL, { accountId: "me" });
  const error = await failureOf(datasets.upload("in-1", "x", { method: "ftp" as "multipart" }));
  expect(error).toMatchObject({ name: "FireworksConfigurationError", field: "method" });
  expect(server.requests).toEqual([]);
});
