import type { DeployedModel, ModelUploadEndpoint } from "fireworks-client/wire";
import type { FireworksLocal } from "fireworks-local";
import { expect, test } from "vitest";
import { ask, local, post } from "../local.js";
import { call, KIMI, refused } from "./gateway.js";

const D = "accounts/acme/deployments/d";

/** An own LoRA of Kimi, ready. */
async function lora(server: FireworksLocal, id: string, baseModel = KIMI): Promise<string> {
  const peftDetails = { baseModel, r: 8, targetModules: ["q_proj"] };
  const body = { modelId: id, model: { kind: "HF_PEFT_ADDON", peftDetails } };
  await call(server, "POST", "/acme/models", body);
  const files = { filenameToSize: { "adapter_config.json": 2 } };
  const path = `/acme/models/${id}`;
  const [, { filenameToSignedUrls = {} }] = await call<ModelUploadEndpoint>(
    server,
    "POST",
    `${path}:getUploadEndpoint`,
    files,
  );
  for (const url of Object.values(filenameToSignedUrls))
    await server.fetch(url, { method: "PUT", body: "{}" });
  expect((await call(server, "GET", `${path}:validateUpload`))[0]).toBe(200);
  return `accounts/acme/models/${id}`;
}

async function withDeployment(fields: object = {}): Promise<FireworksLocal> {
  const server = local();
  const path = "/acme/deployments?deploymentId=d";
  expect((await call(server, "POST", path, { baseModel: KIMI, ...fields }))[0]).toBe(200);
  return server;
}

const load = (
  server: FireworksLocal,
  model: string,
  fields: object = {},
  query = "",
): Promise<[number, DeployedModel]> =>
  call<DeployedModel>(server, "POST", `/acme/deployedModels${query}`, {
    model,
    deployment: D,
    ...fields,
  });

test("a LoRA is loaded onto a deployment of its base, called there, and unloaded", async () => {
  const server = await withDeployment();
  const model = await lora(server, "my-lora");
  const id = `${model}#${D}`;
  expect((await post(server, { model: id })).status).toBe(404);
  const [status, loaded] = await load(server, model, { displayName: "Mine" });
  expect([status, loaded]).toEqual([
    200,
    expect.objectContaining({
      model,
      deployment: D,
      displayName: "Mine",
      default: true,
      state: "DEPLOYED",
    }),
  ]);
  expect(await ask(server, { model: id })).toMatchObject({ model: id });
  expect((await post(server, { model })).status).toBe(200);
  expect((await post(server, { model: "my-lora#d" })).status).toBe(404);
  const path = loaded.name.replace("accounts", "");
  expect((await call(server, "GET", path))[1]).toEqual(loaded);
  expect((await call(server, "GET", "/acme/deployedModels"))[1]).toMatchObject({
    deployedModels: [loaded],
    totalSize: 1,
  });
  expect(await call(server, "DELETE", path)).toEqual([200, {}]);
  expect((await post(server, { model: id })).status).toBe(404);
  expect((await call(server, "GET", path))[0]).toBe(404);
});

test("without addons one LoRA is merged, and another replaces it when told to", async () => {
  const server = await withDeployment();
  const [one, other] = [await lora(server, "one"), await lora(server, "other")];
  await load(server, one);
  expect(await load(server, one)).toEqual(refused(409, 6, `${one} is on ${D} already`));
  expect(await load(server, other)).toEqual(
    refused(400, 9, expect.stringContaining("has a LoRA merged")),
  );
  expect((await load(server, other, {}, "?replaceMergedAddon=true"))[0]).toBe(200);
  expect((await post(server, { model: one })).status).toBe(404);
  expect((await post(server, { model: other })).status).toBe(200);
});

test("with addons there may be several", async () => {
  const server = await withDeployment({ enableAddons: true });
  const models = [await lora(server, "one"), await lora(server, "other")];
  for (const model of models) expect((await load(server, model))[0]).toBe(200);
  for (const model of models)
    expect((await post(server, { model: `${model}#${D}` })).status).toBe(200);
});

test("a LoRA of another base, and what is not there, is refused", async () => {
  const server = await withDeployment();
  const model = await lora(server, "other-base", "accounts/fireworks/models/glm-5p3");
  expect(await load(server, model)).toEqual(refused(400, 3, expect.stringContaining("glm-5p3")));
  expect(await load(server, "accounts/acme/models/none")).toEqual(
    refused(404, 5, "model accounts/acme/models/none not found"),
  );
  expect(await load(server, KIMI, { deployment: "accounts/acme/deployments/none" })).toEqual(
    refused(404, 5, "deployment accounts/acme/deployments/none not found"),
  );
  expect(await load(server, KIMI, { nope: 1 })).toEqual(refused(400, 3, 'unknown field "nope"'));
});

test("the default of several deployments is where a model's own id leads", async () => {
  const server = await withDeployment();
  const model = await lora(server, "my-lora");
  await call(server, "POST", "/acme/deployments?deploymentId=e", { baseModel: KIMI });
  await load(server, model);
  const [, second] = await load(server, model, { deployment: "accounts/acme/deployments/e" });
  expect(second.default).toBe(false);
  await call(server, "PATCH", second.name.replace("accounts", ""), { default: true });
  const [, { deployedModels }] = await call<{ deployedModels: DeployedModel[] }>(
    server,
    "GET",
    "/acme/deployedModels",
  );
  expect(deployedModels.filter((one) => one.default).map(({ deployment }) => deployment)).toEqual([
    "accounts/acme/deployments/e",
  ]);
  await call(server, "DELETE", "/acme/deployments/e");
  expect((await post(server, { model })).status).toBe(404);
  expect((await post(server, { model: `${model}#${D}` })).status).toBe(200);
});
