import type { CatalogueModel, ModelUploadEndpoint } from "fireworks-client/wire";
import type { FireworksLocal } from "fireworks-local";
import { expect, test } from "vitest";
import { local, post, refusal } from "../local.js";
import { call, clocked, KIMI, refused } from "./gateway.js";

const CUSTOM = {
  kind: "CUSTOM_MODEL",
  baseModelDetails: { checkpointFormat: "HUGGINGFACE", worldSize: 1 },
};
const FILES = { "config.json": "{}", "weights/1.safetensors": "0123456789" };

async function create(
  server: FireworksLocal,
  modelId: string,
  model: object = CUSTOM,
): Promise<void> {
  expect((await call(server, "POST", "/acme/models", { modelId, model }))[0]).toBe(200);
}

const sizes = (files: Record<string, string>): object => ({
  filenameToSize: Object.fromEntries(
    Object.entries(files).map(([name, { length }]) => [name, String(length)]),
  ),
});

async function endpoint(
  server: FireworksLocal,
  id: string,
  files = FILES,
): Promise<ModelUploadEndpoint> {
  const path = `/acme/models/${id}:getUploadEndpoint`;
  const [status, answer] = await call<ModelUploadEndpoint>(server, "POST", path, sizes(files));
  expect(status).toBe(200);
  return answer;
}

async function upload(server: FireworksLocal, id: string): Promise<void> {
  const { filenameToSignedUrls = {} } = await endpoint(server, id);
  for (const [name, url] of Object.entries(filenameToSignedUrls)) {
    const body = FILES[name as keyof typeof FILES];
    const headers = {
      "content-type": "application/octet-stream",
      "x-goog-content-length-range": `${body.length},${body.length}`,
    };
    expect((await server.fetch(url, { method: "PUT", body, headers })).status).toBe(200);
  }
  expect(await call(server, "GET", `/acme/models/${id}:validateUpload`)).toEqual([
    200,
    { warnings: [] },
  ]);
}

test("an own model is created, uploaded, checked and ready", async () => {
  const { server } = clocked();
  const [, created] = await call(server, "POST", "/acme/models", {
    modelId: "mine",
    model: CUSTOM,
  });
  expect(created).toEqual({
    name: "accounts/acme/models/mine",
    ...CUSTOM,
    state: "UPLOADING",
    status: { code: "OK", message: "" },
    createTime: "2026-08-30T10:00:00Z",
    updateTime: "2026-08-30T10:00:00Z",
  });
  const { filenameToSignedUrls, filenameToUnsignedUris } = await endpoint(server, "mine");
  expect(Object.keys(filenameToSignedUrls ?? {})).toEqual(Object.keys(FILES));
  expect(Object.keys(filenameToUnsignedUris ?? {})).toEqual(Object.keys(FILES));
  expect(await call(server, "GET", "/acme/models/mine:validateUpload")).toEqual(
    refused(400, 9, "config.json was not uploaded"),
  );
  await upload(server, "mine");
  expect((await call(server, "GET", "/acme/models/mine"))[1]).toMatchObject({ state: "READY" });
});

test("its files come back from signed addresses, without a key and without a body", async () => {
  const server = local();
  await create(server, "mine");
  await upload(server, "mine");
  const path = "/acme/models/mine:getDownloadEndpoint";
  const [, answer] = await call<ModelUploadEndpoint>(server, "GET", path);
  for (const [name, url] of Object.entries(answer.filenameToSignedUrls ?? {})) {
    const response = await server.fetch(url);
    expect(await response.text()).toBe(FILES[name as keyof typeof FILES]);
  }
  expect(await call(server, "POST", path, {})).toEqual(refused(405, 12, "Method Not Allowed"));
});

test("an own model can be called once it is on a deployment, and is listed then", async () => {
  const server = local();
  const model = "accounts/acme/models/mine";
  await create(server, "mine", { ...CUSTOM, contextLength: 1000, supportsTools: true });
  await upload(server, "mine");
  const listed = async (): Promise<unknown> => {
    const headers = { authorization: "Bearer fw_any" };
    const response = await server.fetch(`${server.baseURL}/models`, { headers });
    const { data } = (await response.json()) as { data: { id: string }[] };
    return data.find(({ id }) => id === model);
  };
  expect((await refusal(server, { model }))[0]).toBe(404);
  expect(await listed()).toBeUndefined();
  await call(server, "POST", "/acme/deployments?deploymentId=d", { baseModel: model });
  for (const id of [model, "accounts/acme/deployments/d", `${model}#accounts/acme/deployments/d`])
    expect((await post(server, { model: id })).status).toBe(200);
  expect(await listed()).toMatchObject({
    owned_by: "acme",
    context_length: 1000,
    supports_tools: true,
  });
  const deployment = "accounts/acme/deployments/d";
  const deployed = { deployedModelRefs: [{ deployment, state: "DEPLOYED", default: true }] };
  expect((await call(server, "GET", "/acme/models/mine"))[1]).toMatchObject(deployed);
  expect((await call(server, "GET", "/acme/models"))[1]).toMatchObject({ models: [deployed] });
  expect(await call(server, "DELETE", "/acme/models/mine")).toEqual(
    refused(400, 9, `${model} is deployed: undeploy it first`),
  );
});

test("an own model is callable again once its deployment was had back", async () => {
  const server = local();
  const model = "accounts/acme/models/mine";
  await create(server, "mine");
  await upload(server, "mine");
  await call(server, "POST", "/acme/deployments?deploymentId=d", { baseModel: model });
  await call(server, "DELETE", "/acme/deployments/d");
  expect((await refusal(server, { model }))[0]).toBe(404);
  await call(server, "POST", "/acme/deployments/d:undelete", {});
  expect((await post(server, { model })).status).toBe(200);
});

test("a model is patched field by field, and deleted with its files", async () => {
  const { server, clock } = clocked();
  await create(server, "mine");
  const { filenameToSignedUrls = {} } = await endpoint(server, "mine");
  clock.ms += 1_500;
  const [, patched] = await call<CatalogueModel>(server, "PATCH", "/acme/models/mine", {
    display_name: "Mine",
    state: "READY",
  });
  expect(patched).toMatchObject({
    displayName: "Mine",
    kind: "CUSTOM_MODEL",
    state: "UPLOADING",
    updateTime: "2026-08-30T10:00:01.500Z",
  });
  expect(await call(server, "DELETE", "/acme/models/mine")).toEqual([200, {}]);
  expect(await call(server, "GET", "/acme/models/mine")).toEqual(
    refused(404, 5, "resource not found"),
  );
  expect(await call(server, "DELETE", "/acme/models/mine")).toEqual(
    refused(404, 5, "resource not found"),
  );
  expect(Object.keys(filenameToSignedUrls)).toHaveLength(2);
});

test("a model of the options can be changed and deleted in its account", async () => {
  const server = local({ models: [{ id: "accounts/acme/models/given" }] });
  const path = "/acme/models/given";
  expect((await call(server, "PATCH", path, { description: "Ours" }))[1]).toMatchObject({
    description: "Ours",
  });
  expect((await call(server, "GET", "/acme/models"))[1]).toMatchObject({ totalSize: 1 });
  expect((await call(server, "DELETE", path))[0]).toBe(200);
  expect((await refusal(server, { model: "accounts/acme/models/given" }))[0]).toBe(404);
  // Of this scope alone.
  const other = { authorization: `Bearer ${server.scope("other").apiKey}` };
  expect((await server.fetch(`${server.url}/v1/accounts${path}`, { headers: other })).status).toBe(
    200,
  );
});

test("an id is checked, made when there is none, and taken once", async () => {
  const server = local();
  const made = await Promise.all(
    [0, 1].map(() => call(server, "POST", "/acme/models", { model: CUSTOM })),
  );
  const names = made.map(([, { name }]) => name);
  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name).toMatch(/^accounts\/acme\/models\/[a-z][a-z0-9]{7}$/);
  await create(server, "mine");
  expect(await call(server, "POST", "/acme/models", { modelId: "mine", model: CUSTOM })).toEqual(
    refused(409, 6, "accounts/acme/models/mine already exists"),
  );
  for (const modelId of ["Mine", "1a", "-a", "a-", "a.b", "a_b", "a".repeat(64)])
    expect(await call(server, "POST", "/acme/models", { modelId })).toEqual(
      refused(400, 3, expect.stringContaining("invalid model_id")),
    );
});

test.each<[object | string, string]>([
  [{ modelId: "m", model: { knd: "X" } }, 'unknown field "knd" (model.knd)'],
  [{ modelId: "m", nope: 1 }, 'unknown field "nope"'],
  [
    { modelId: "m", model: { kind: "HF_BASE_MODEL" } },
    "base_model_details is required for kind HF_BASE_MODEL",
  ],
  [
    { modelId: "m", model: { kind: "HF_PEFT_ADDON" } },
    "peft_details is required for kind HF_PEFT_ADDON",
  ],
  [
    { modelId: "m", model: { kind: "HF_PEFT_ADDON", peftDetails: { baseModel: KIMI } } },
    "model.peft_details.r is required",
  ],
  ["{", "the body is no valid JSON"],
])("creating from %j is refused: %s", async (body, message) => {
  expect(await call(local(), "POST", "/acme/models", body)).toEqual(refused(400, 3, message));
});

test.each<[string, object, string]>([
  ["no file", { filenameToSize: {} }, "filename_to_size is required"],
  ["a file outside", { filenameToSize: { "../x": 1 } }, 'invalid file name "../x"'],
  ["a negative size", { filenameToSize: { x: "-1" } }, 'invalid size of "x": -1'],
  [
    "a size that is none",
    { filenameToSize: { x: "big" } },
    'invalid value for field filenameToSize.x: "big"',
  ],
])("no address is given for %s", async (_what, body, message) => {
  const server = local();
  await create(server, "mine");
  expect(await call(server, "POST", "/acme/models/mine:getUploadEndpoint", body)).toEqual(
    refused(400, 3, message),
  );
});

test("a list is of one account, and what a scope makes no other sees", async () => {
  const server = local();
  await create(server, "mine");
  expect((await call(server, "GET", "/acme/models"))[1]).toMatchObject({ totalSize: 1 });
  expect((await call(server, "GET", "/acme2/models"))[1]).toMatchObject({ totalSize: 0 });
  const { headers } = server.scope("other");
  const response = await server.fetch(`${server.url}/v1/accounts/acme/models`, {
    headers: { ...headers, authorization: "Bearer fw_any" },
  });
  expect(await response.json()).toEqual({ models: [], nextPageToken: "", totalSize: 0 });
});
