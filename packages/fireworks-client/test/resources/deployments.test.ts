import { expect, test } from "vitest";
import {
  FireworksBadRequestError,
  FireworksNotFoundError,
  FireworksWaitError,
} from "fireworks-client";
import type { Deployment, PollInfo } from "fireworks-client";
import { localClient } from "../local-client.js";
import { rawServer } from "../raw-server.js";
import { client, collect, failureOf, MODEL } from "../samples.js";

const TIMINGS = { deploymentTimings: { createMs: 60_000, scaleUpMs: 30_000 } };
const QUICK = { pollMs: 1, maxPollMs: 1 };

test("D34: a deployment is made, waited for, scaled, changed, listed, deleted and brought back", async () => {
  const { client, clock } = await localClient(TIMINGS);
  const { deployments } = client;
  const made = await deployments.create(
    { baseModel: MODEL, minReplicaCount: 1 },
    { deploymentId: "d1" },
  );
  expect(made).toMatchObject({ name: "accounts/local/deployments/d1", state: "CREATING" });
  const seen: PollInfo<Deployment>[] = [];
  const onPoll = (info: PollInfo<Deployment>): void => {
    seen.push(info);
    clock.ahead += 30_000;
  };
  const ready = await deployments.waitUntilReady("d1", { ...QUICK, onPoll });
  expect(ready.replicaStats?.readyReplicaCount).toBe(1);
  expect(seen.map(({ state }) => state)).toEqual(["CREATING", "CREATING", "READY"]);
  await deployments.scale("d1", { replicaCount: 0 });
  await deployments.update("d1", { maxReplicaCount: 3 });
  expect(await deployments.get(`${MODEL}#${made.name}`)).toMatchObject({ maxReplicaCount: 3 });
  await deployments.delete(made.name);
  expect(await deployments.list().all()).toEqual([]);
  const all = await collect(deployments.list({ showDeleted: true }));
  expect(all.map(({ name }) => name)).toEqual([made.name]);
  expect(await deployments.undelete("d1")).toMatchObject({ name: made.name });
  await deployments.delete("d1", { hard: true, ignoreChecks: true });
  expect(await failureOf(deployments.get("d1"))).toBeInstanceOf(FireworksNotFoundError);
});

test("D34: one that may sleep is ready without a replica, unless one is wanted", async () => {
  const asleep = { id: "accounts/local/deployments/d1", baseModel: MODEL, replicaCount: 0 };
  const { client } = await localClient({ deployments: [asleep] });
  expect(await client.deployments.waitUntilReady("d1")).toMatchObject({ state: "READY" });
  const wait = client.deployments.waitUntilReady("d1", {
    ...QUICK,
    readyReplicas: 1,
    maxWaitMs: 20,
  });
  expect(await failureOf(wait)).toMatchObject({ reason: "timed-out", state: "READY" });
});

test.each(["FAILED", "DELETING", "DELETED"])(
  "D34: a deployment that is %s never gets ready",
  async (state) => {
    const dead = { id: "accounts/local/deployments/d1", baseModel: MODEL, state };
    const { client } = await localClient({ deployments: [dead] });
    const error = await failureOf(client.deployments.waitUntilReady("d1"));
    expect(error).toBeInstanceOf(FireworksWaitError);
    expect(error).toMatchObject({ reason: "failed", state });
  },
);

test("D34: one in use is not deleted, unless checks are ignored", async () => {
  const given = { id: "accounts/local/deployments/d1", baseModel: MODEL };
  const { client } = await localClient({ deployments: [given] });
  const messages = [{ role: "user" as const, content: "hi" }];
  await client.chat.completions.create({ model: given.id, messages });
  const refused = await failureOf(client.deployments.delete("d1"));
  expect(refused).toBeInstanceOf(FireworksBadRequestError);
  expect(refused).toMatchObject({ code: "FAILED_PRECONDITION" });
  await client.deployments.delete("d1", { ignoreChecks: true });
});

test("D34: flags go into the query, the deployment into the body", async () => {
  const server = await rawServer((reply) => reply.json(200, { name: "n" }));
  const { deployments } = client(server.baseURL, { accountId: "me" });
  const flags = { disableAutoDeploy: true, validateOnly: true, skipShapeValidation: false };
  await deployments.create({ baseModel: MODEL }, { deploymentId: "d1", ...flags });
  const [path, query] = server.requests[0]?.path.split("?") ?? [];
  expect(path).toBe("/v1/accounts/me/deployments");
  expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
    deploymentId: "d1",
    disableAutoDeploy: "true",
    validateOnly: "true",
    skipShapeValidation: "false",
  });
  expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({ baseModel: MODEL });
});

test("D34: a LoRA is loaded onto a deployment, waited for, and unloaded", async () => {
  const { client, clock } = await localClient(TIMINGS);
  const { deployments, deployedModels } = client;
  const { name } = await deployments.create(
    { baseModel: MODEL, enableAddons: true },
    { deploymentId: "d1" },
  );
  const lora = await readyLora(client);
  const loaded = await deployedModels.load({ model: lora, deployment: name });
  expect(loaded.state).toBe("DEPLOYING");
  const onPoll = (): void => void (clock.ahead += 60_000);
  const ready = await deployedModels.waitUntilDeployed(loaded.name, { ...QUICK, onPoll });
  expect(ready).toMatchObject({ model: lora, deployment: name, state: "DEPLOYED" });
  expect((await deployedModels.list().all()).map((one) => one.name)).toEqual([loaded.name]);
  await deployedModels.unload(loaded.name);
  await deployedModels.waitUntilUnloaded(loaded.name, QUICK);
  expect(await failureOf(deployedModels.get(loaded.name))).toBeInstanceOf(FireworksNotFoundError);
});

/** A LoRA of the model, with its files. */
async function readyLora({ baseURL }: { baseURL: string }): Promise<string> {
  const models = `${new URL(baseURL).origin}/v1/accounts/local/models`;
  const headers = { authorization: "Bearer fw_any" };
  const post = async (path: string, body: object): Promise<Response> =>
    fetch(models + path, { method: "POST", headers, body: JSON.stringify(body) });
  const model = {
    kind: "HF_PEFT_ADDON",
    peftDetails: { baseModel: MODEL, r: 8, targetModules: ["q"] },
  };
  await post("", { modelId: "lora", model });
  const answer = await post("/lora:getUploadEndpoint", { filenameToSize: { "a.json": 2 } });
  const { filenameToSignedUrls } = (await answer.json()) as {
    filenameToSignedUrls: Record<string, string>;
  };
  await fetch(filenameToSignedUrls["a.json"] ?? "", { method: "PUT", body: "{}" });
  await fetch(`${models}/lora:validateUpload`, { headers });
  return "accounts/local/models/lora";
}
