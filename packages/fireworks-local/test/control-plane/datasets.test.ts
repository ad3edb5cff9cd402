import type { Dataset, SignedUrls } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { local } from "../local.js";
import { chatRow, chatRows, Clock, gatewayClient, toLines } from "./gateway-client.js";

const UPLOADED = { exampleCount: "3", userUploaded: {} };

test("a dataset has the fields that Fireworks shows", async () => {
  const clock = new Clock();
  const me = gatewayClient(local({ now: clock.now }));
  const dataset = { displayName: "in-1", exampleCount: "3", format: "CHAT", userUploaded: {} };
  expect(await me.ok("POST", "datasets", { datasetId: "in-1", dataset })).toEqual({
    name: "accounts/me/datasets/in-1",
    displayName: "in-1",
    createTime: "2026-11-23T10:00:00Z",
    updateTime: "2026-11-23T10:00:00Z",
    createdBy: expect.stringContaining("@"),
    state: "UPLOADING",
    status: { code: "OK", message: "" },
    exampleCount: "3",
    estimatedTokenCount: "0",
    averageTurnCount: 0,
    format: "CHAT",
    userUploaded: {},
    externalUrl: "",
    sourceJobName: "",
    encryptionState: "ENCRYPTION_STATE_PLAINTEXT",
  });
});

test.each([[{ userUploaded: {} }], [{}], [{ displayName: "x", format: "CHAT" }]])(
  "the dataset %j needs its count, with the text that was observed",
  async (dataset) => {
    const me = gatewayClient(local());
    expect(await me.call("POST", "datasets", { datasetId: "in-1", dataset })).toEqual([
      400,
      { code: 3, message: "example_count is required for uploaded datasets", details: [] },
    ]);
  },
);

test("names are read as the Python SDK and others write them", async () => {
  const me = gatewayClient(local());
  const body = { dataset_id: "in-1", dataset: { example_count: 3, user_uploaded: {} } };
  expect(await me.ok("POST", "datasets", body)).toMatchObject({ exampleCount: "3" });
});

test.each<[string, object, number, string]>([
  ["two origins", { ...UPLOADED, evalProtocol: {} }, 400, "userUploaded and evalProtocol"],
  ["an unknown format", { ...UPLOADED, format: "DPO" }, 400, "format"],
  ["an unknown key", { ...UPLOADED, rows: 3 }, 400, 'unknown field "rows"'],
  ["a count that is no number", { userUploaded: {}, exampleCount: "x" }, 400, "exampleCount"],
])("a dataset with %s is refused", async (_what, dataset, status, text) => {
  const me = gatewayClient(local());
  const [got, body] = await me.call("POST", "datasets", { datasetId: "in-1", dataset });
  expect([got, body]).toEqual([
    status,
    { code: 3, message: expect.stringContaining(text), details: [] },
  ]);
});

test("an upload is answered as a file, and makes the dataset ready after its time", async () => {
  const clock = new Clock();
  const me = gatewayClient(local({ now: clock.now, batchTimings: { uploadMs: 2_000 } }));
  await me.ok("POST", "datasets", { datasetId: "in-1", dataset: UPLOADED });
  const bytes = new TextEncoder().encode(toLines(chatRows(3))).length;
  expect(await me.upload("in-1", chatRows(3))).toEqual({
    id: "accounts/me/datasets/in-1",
    object: "file",
    bytes,
    created_at: clock.ms / 1_000,
    filename: "input.jsonl",
    purpose: "dataset",
  });
  const state = async (): Promise<Dataset> => me.ok("GET", "datasets/in-1");
  clock.pass(1.9);
  expect((await state()).state).toBe("UPLOADING");
  clock.pass(0.1);
  expect(await state()).toMatchObject({ state: "READY", updateTime: "2026-11-23T10:00:02Z" });
  await expect(me.upload("in-1", chatRows(3))).rejects.toThrow("already has its files");
});

test.each(["/tmp/rows/input.jsonl", "C:\\rows\\input.jsonl", "../../input.jsonl"])(
  "a file that is sent as %s has the last part for its name",
  async (path) => {
    const me = gatewayClient(local());
    await me.ok("POST", "datasets", { datasetId: "in-1", dataset: UPLOADED });
    expect(await me.upload("in-1", chatRows(1), path)).toMatchObject({ filename: "input.jsonl" });
  },
);

test("a large file is put to a signed address, without a key, and validated", async () => {
  const server = local();
  const me = gatewayClient(server);
  await me.ok("POST", "datasets", { datasetId: "in-1", dataset: UPLOADED });
  const body = toLines(chatRows(3));
  const size = String(body.length);
  const { filenameToSignedUrls = {} } = await me.ok<SignedUrls>(
    "POST",
    "datasets/in-1:getUploadEndpoint",
    { filenameToSize: { "input.jsonl": size } },
  );
  expect(await me.call("POST", "datasets/in-1:validateUpload", {})).toEqual([
    400,
    { code: 9, message: 'file "input.jsonl" was not uploaded', details: [] },
  ]);
  const url = filenameToSignedUrls["input.jsonl"] ?? "";
  expect(url.startsWith(server.url)).toBe(true);
  const headers = {
    "content-type": "application/octet-stream",
    "x-goog-content-length-range": `${size},${size}`,
  };
  expect((await server.fetch(url, { method: "PUT", headers, body })).status).toBe(200);
  expect((await me.ok<Dataset>("GET", "datasets/in-1")).state).toBe("UPLOADING");
  for (const _again of [1, 2])
    expect(await me.ok("POST", "datasets/in-1:validateUpload", {})).toEqual({});
  expect((await me.ok<Dataset>("GET", "datasets/in-1")).state).toBe("READY");
  await me.start("job", { outputDatasetId: "out-1" });
  expect((await me.output("out-1")).rows).toHaveLength(3);
});

test("what was uploaded can be fetched for ten minutes, under Fireworks' names", async () => {
  const clock = new Clock();
  const server = local({ now: clock.now });
  const me = gatewayClient(server);
  await me.uploaded("in-1", [chatRow("a")], "rows.jsonl");
  const { filenameToSignedUrls = {} } = await me.ok<SignedUrls>(
    "GET",
    "datasets/in-1:getDownloadEndpoint",
  );
  const [[key, url] = ["", ""]] = Object.entries(filenameToSignedUrls);
  expect(key).toBe("dataset/in-1/rows.jsonl");
  expect(await (await server.fetch(url)).text()).toBe(toLines([chatRow("a")]));
  clock.pass(601);
  expect((await server.fetch(url)).status).toBe(403);
});

test("the download call takes no body and is no POST", async () => {
  const me = gatewayClient(local());
  await me.uploaded("in-1", [chatRow("a")]);
  expect(await me.call("POST", "datasets/in-1:getDownloadEndpoint", {})).toEqual([
    405,
    expect.objectContaining({ message: "Method Not Allowed" }),
  ]);
});

test("datasets are listed, changed and deleted, with their files", async () => {
  const server = local();
  const me = gatewayClient(server);
  await me.uploaded("in-1", [chatRow("a")]);
  await me.ok("POST", "datasets", { datasetId: "in-2", dataset: UPLOADED });
  const filter = encodeURIComponent('state="READY"');
  expect(await me.ok("GET", `datasets?filter=${filter}`)).toMatchObject({
    datasets: [{ name: "accounts/me/datasets/in-1" }],
    totalSize: 1,
  });
  expect(await me.ok("PATCH", "datasets/in-1", { displayName: "New" })).toMatchObject({
    displayName: "New",
    exampleCount: "1",
  });
  expect(await me.call("PATCH", "datasets/in-1", { evalProtocol: {} })).toEqual([
    400,
    expect.objectContaining({ message: expect.stringContaining("exclude each other") }),
  ]);
  const { filenameToSignedUrls = {} } = await me.ok<SignedUrls>(
    "GET",
    "datasets/in-1:getDownloadEndpoint",
  );
  expect(await me.ok("DELETE", "datasets/in-1")).toEqual({});
  expect((await server.fetch(Object.values(filenameToSignedUrls)[0] ?? "")).status).toBe(404);
  expect(await me.call("GET", "datasets/in-1")).toEqual([
    404,
    { code: 5, message: "resource not found", details: [] },
  ]);
  expect((await me.call("POST", "datasets", { datasetId: "in-2", dataset: UPLOADED }))[0]).toBe(
    409,
  );
});

test("the name of an output is taken before it is written", async () => {
  const clock = new Clock();
  const me = gatewayClient(local({ now: clock.now, batchTimings: { msPerRow: 1_000 } }));
  await me.uploaded("in-1", [chatRow("a")]);
  await me.start("job", { outputDatasetId: "out-1" });
  expect(await me.call("POST", "datasets", { datasetId: "out-1", dataset: UPLOADED })).toEqual([
    409,
    expect.objectContaining({ code: 6 }),
  ]);
});

test("a dataset is split into chunks of so many rows", async () => {
  const me = gatewayClient(local());
  await me.uploaded("in-1", chatRows(450));
  const names = [1, 2, 3].map((at) => `accounts/me/datasets/in-1-chunk-${at}`);
  const asked = { chunkSize: 200, parent: "accounts/me" };
  expect(await me.ok("POST", "datasets/in-1:splitDataset", asked)).toEqual({
    chunkDatasetNames: names,
    chunksCreated: 3,
    totalExamples: "450",
  });
  expect(await me.ok("GET", "datasets/in-1-chunk-3")).toMatchObject({
    exampleCount: "50",
    splitted: { sourceDatasetId: "accounts/me/datasets/in-1" },
    state: "READY",
  });
  await me.start("job", { inputDatasetId: "in-1-chunk-3", outputDatasetId: "out-1" });
  expect((await me.output("out-1")).rows).toHaveLength(50);
  expect((await me.call("POST", "datasets/in-1:splitDataset", { chunkSize: 199 }))[0]).toBe(400);
});

test.each<[string, BodyInit, Record<string, string>]>([
  ["no form", "{}", { "content-type": "application/json" }],
  ["another part", form("data", new Blob(["x"])), {}],
  ["a text as its part", form("file", "x"), {}],
  ["a form without a boundary", "x", { "content-type": "multipart/form-data" }],
])("an upload that is %s is refused", async (_what, body, headers) => {
  const server = local();
  const me = gatewayClient(server);
  await me.ok("POST", "datasets", { datasetId: "in-1", dataset: UPLOADED });
  const response = await server.fetch(`${server.url}/v1/accounts/me/datasets/in-1:upload`, {
    method: "POST",
    headers: { authorization: "Bearer k", ...headers },
    body,
  });
  expect([response.status, await response.json()]).toEqual([
    400,
    { code: 3, message: expect.any(String), details: [] },
  ]);
});

function form(name: string, value: Blob | string): FormData {
  const made = new FormData();
  made.append(name, value);
  return made;
}
