import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadResources, parseResources } from "fireworks-local";
import { afterAll, beforeAll, expect, test } from "vitest";
import { local, post } from "../local.js";
import { KIMI } from "./gateway.js";
import { chatRows, gatewayClient } from "./gateway-client.js";

const TEXT = `
models:
  - id: accounts/acme/models/mine
    contextLength: 1000
    tools: false
deployments:
  - id: accounts/acme/deployments/d
    baseModel: ${KIMI}
    replicaCount: 0
deploymentTimings:
  scaleUpMs: 1000
batchFaults:
  - match: { jobId: night* }
    stayPending: true
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fireworks-resources-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a file holds models, deployments and timings, as the options have them", async () => {
  const path = join(folder, "resources.yaml");
  await writeFile(path, TEXT);
  const server = local(await loadResources(path));
  expect((await post(server, { model: "accounts/acme/models/mine" })).status).toBe(200);
  expect((await post(server, { model: "accounts/acme/deployments/d" })).status).toBe(503);
  const me = gatewayClient(server);
  await me.uploaded("in-1", chatRows(1));
  await me.start("nightly");
  expect((await me.job("nightly")).state).toBe("JOB_STATE_PENDING");
});

test.each([
  ["modles: []", /^r\.yaml:1: .*modles/],
  ["deployments:\n  - id: accounts/a/deployments/d\n", /^r\.yaml:2: .*baseModel/],
  ["models:\n  - id: m\n    contextLength: many\n", /^r\.yaml:3: models\[0\]\.contextLength/],
  ["batchTimings:\n  rowMs: 20\n", /^r\.yaml:2: batchTimings\.rowMs/],
  ["deploymentTimings:\n  scaleUpMs: -1\n", /^r\.yaml:2: deploymentTimings\.scaleUpMs/],
])("a mistake is named with its line: %j", async (text, problem) => {
  await expect(parseResources(text, "r.yaml")).rejects.toThrow(problem);
});
