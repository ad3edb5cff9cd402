import type { CatalogueList } from "fireworks-client/wire";
import type { FireworksLocal } from "fireworks-local";
import { expect, test } from "vitest";
import { ask, local, refusal } from "./local.js";

const MINE = "accounts/me/deployments/mine";
const KIMI = "accounts/fireworks/models/kimi-k3";

async function get(
  server: FireworksLocal,
  path: string,
  key = "fw_any",
): Promise<[number, unknown]> {
  const response = await server.fetch(`${server.url}/v1/accounts/${path}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return [response.status, await response.json()];
}

const list = async (server: FireworksLocal, query: string): Promise<CatalogueList> =>
  (await get(server, `fireworks/models?${query}`))[1] as CatalogueList;

test("A132: a model of the catalogue leaves out what is false or unknown (contract 7.4)", async () => {
  expect(await get(local(), "fireworks/models/kimi-k3")).toEqual([
    200,
    {
      name: KIMI,
      state: "READY",
      kind: "HF_BASE_MODEL",
      contextLength: 1_048_576,
      supportsTools: true,
      supportsImageInput: true,
      supportsServerless: true,
    },
  ]);
  expect((await get(local(), "fireworks/models/llama-v3p1-8b-instruct"))[1]).toEqual({
    name: "accounts/fireworks/models/llama-v3p1-8b-instruct",
    state: "READY",
    kind: "HF_BASE_MODEL",
    contextLength: 131_072,
  });
});

test("A132: a LoRA names its base, and a date of deprecation is three numbers", async () => {
  const model = { id: "accounts/me/models/lora", baseModel: KIMI, deprecationDate: "2026-11-30" };
  expect((await get(local({ models: [model] }), "me/models/lora"))[1]).toMatchObject({
    kind: "HF_PEFT_ADDON",
    peftDetails: { baseModel: KIMI },
    deprecationDate: { year: 2026, month: 11, day: 30 },
  });
});

test("A132: what is not there is E8 with code 5, routers included", async () => {
  const missing = [404, { code: 5, message: "resource not found", details: [] }];
  for (const path of [
    "fireworks/models/none",
    "fireworks/models/kimi-latest",
    `me/deployments/x`,
  ]) {
    expect(await get(local(), path)).toEqual(missing);
  }
});

test("A132: the catalogue comes in pages of 50, or of the size asked for, 200 at most", async () => {
  const models = Array.from({ length: 250 }, (_, at) => ({ id: `accounts/me/models/m${at}` }));
  const server = local({ models });
  const page = async (query: string): Promise<CatalogueList> =>
    (await get(server, `me/models?${query}`))[1] as CatalogueList;
  expect((await page("")).models).toHaveLength(50);
  expect((await page("pageSize=1000")).models).toHaveLength(200);
  const first = await page("pageSize=240");
  expect(first).toMatchObject({ totalSize: 250, nextPageToken: expect.stringMatching(/^[\w-]+$/) });
  const last = await page(`pageSize=240&pageToken=${first.nextPageToken}`);
  expect(last).toMatchObject({ nextPageToken: "", totalSize: 250 });
  expect(last.models?.at(-1)?.name).toBe("accounts/me/models/m99");
});

test("A132: the filter keeps serverless models, and one it cannot read is refused", async () => {
  const names = (await list(local(), "filter=supports_serverless%3Dtrue&pageSize=200")).models;
  expect(names?.map(({ name }) => name)).toContain(KIMI);
  expect(names?.map(({ name }) => name)).not.toContain("accounts/fireworks/models/glm-5p2");
  expect(names?.some(({ name }) => name.includes("/routers/"))).toBe(false);
  for (const query of ["filter=nonsense%3D1", "pageSize=x", "pageToken=x"]) {
    expect(await get(local(), `fireworks/models?${query}`)).toEqual([
      400,
      { code: 3, message: expect.stringContaining("invalid"), details: [] },
    ]);
  }
});

test("A132: the control plane wants a key too", async () => {
  const server = local({ apiKeys: ["fw_right"] });
  expect((await get(server, "fireworks/models/kimi-k3", "fw_wrong"))[0]).toBe(401);
  expect((await get(server, "fireworks/models/kimi-k3", "fw_right"))[0]).toBe(200);
});

test("A17: a deployment is described, and answers by its id and behind a model's `#`", async () => {
  const server = local({
    deployments: [{ id: MINE, baseModel: KIMI, state: "UPDATING", maxContextLength: 300 }],
  });
  expect(await get(server, "me/deployments/mine")).toEqual([
    200,
    expect.objectContaining({
      name: MINE,
      baseModel: KIMI,
      state: "UPDATING",
      maxContextLength: 300,
    }),
  ]);
  for (const model of [MINE, `${KIMI}#${MINE}`]) {
    expect(await ask(server, { model })).toMatchObject({ model });
    const long = { model, messages: [{ role: "user", content: "word ".repeat(400) }] };
    expect(await refusal(server, long)).toEqual([
      400,
      expect.stringContaining("model maximum context length: 300"),
    ]);
  }
});

test("A17: an unknown deployment, or an unknown model on a known one, is a 404", async () => {
  const server = local({ deployments: [{ id: MINE, baseModel: KIMI }] });
  for (const model of [
    "accounts/me/deployments/x",
    `${KIMI}#accounts/me/deployments/x`,
    `x#${MINE}`,
  ]) {
    expect((await refusal(server, { model }))[0]).toBe(404);
  }
});
