import { HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import {
  FireworksAbortError,
  FireworksAuthenticationError,
  FireworksClient,
  FireworksConfigurationError,
  FireworksServerError,
} from "fireworks-client";
import type { LocalModel } from "fireworks-local";
import {
  ChatFireworks,
  type FireworksModelProfile,
  type FireworksWarning,
  modelProfile,
} from "langchain-fireworks";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { failureOf } from "./failure.js";
import { KEY, type LocalModels, localModels } from "./local-model.js";

const KIMI = "accounts/fireworks/models/kimi-k3";
const MINE = "accounts/me/deployments/mine";
const LORA = "accounts/me/models/lora";

afterEach(() => void vi.useRealTimers());

/** A server whose Kimi differs from the built-in table. */
function changedKimi(facts: Partial<LocalModel> = {}): LocalModels {
  return localModels({
    models: [
      { id: KIMI, contextLength: 500, imageInput: false, tools: true, ...facts },
      { id: LORA, baseModel: KIMI, contextLength: null },
    ],
    deployments: [{ id: MINE, baseModel: KIMI, maxContextLength: 300 }],
  });
}

const paths = ({ local }: LocalModels): string[] => local.requests.map(({ path }) => path);

test("A132: live fields go over the built-in ones, and `profile` uses them from then on", async () => {
  const models = changedKimi();
  const model = models.model({ model: KIMI });
  const builtIn = model.profile;
  const live = await model.fetchProfile();
  expect(live).toEqual({
    ...builtIn,
    maxInputTokens: 500,
    imageInputs: false,
    imageUrlInputs: false,
    imageToolMessage: false,
  });
  expect(model.profile).toEqual(live);
  expect(paths(models)).toEqual(["/v1/accounts/fireworks/models/kimi-k3"]);
});

test("A132: a window of 0 or none leaves the built-in one", async () => {
  for (const contextLength of [null, 0]) {
    const model = changedKimi({ contextLength }).model({ model: KIMI });
    expect((await model.fetchProfile()).maxInputTokens).toBe(1_048_576);
  }
});

test("A132: the caller's own keys still win", async () => {
  const profile: FireworksModelProfile = { maxInputTokens: 7, imageInputs: true };
  const model = changedKimi().model({ model: KIMI, profile });
  expect(await model.fetchProfile()).toMatchObject({ ...profile, imageUrlInputs: false });
  expect(model.profile).toMatchObject(profile);
});

test("A132: another model's profile can be asked for, and leaves this one's alone", async () => {
  const model = changedKimi().model({
    model: "accounts/fireworks/models/glm-5p3",
    baseModel: "minimax-m3",
    profile: { maxInputTokens: 7 },
  });
  const own = model.profile;
  expect(await model.fetchProfile(KIMI)).toMatchObject({ name: "kimi-k3", maxInputTokens: 500 });
  expect(model.profile).toEqual(own);
});

test.each([
  ["a model on a deployment", `${KIMI}#${MINE}`, 300],
  ["a deployment, by the model it serves", MINE, 300],
  ["a LoRA, by its base", LORA, 500],
  ["a LoRA on a deployment", `${LORA}#${MINE}`, 300],
  ["a short id", "fireworks/kimi-k3", 500],
  ["a bare name", "kimi-k3", 500],
])("D12: the live profile of %s is found", async (_, id, maxInputTokens) => {
  const models = changedKimi();
  const profile = await models.model({ model: id }).fetchProfile();
  expect(profile).toMatchObject({
    name: "kimi-k3",
    maxInputTokens,
    structuredOutput: true,
    imageInputs: false,
  });
});

test("D12: a router is looked up among the models the key may call", async () => {
  const models = localModels({
    models: [{ id: "accounts/fireworks/routers/kimi-latest", contextLength: 400 }],
  });
  for (const id of ["accounts/fireworks/routers/kimi-latest", "kimi-latest"]) {
    const profile = await models.model({ model: id }).fetchProfile();
    expect(profile).toMatchObject({ name: "kimi-k3", maxInputTokens: 400, structuredOutput: true });
  }
  expect(paths(models).at(-1)).toBe("/inference/v1/models");
});

test.each([404, 403])(
  "D12: where the control plane says %i, the list of models has to do",
  async (status) => {
    const refusal = { code: 5, message: "no", details: [] };
    const models = localModels({
      models: [{ id: KIMI, contextLength: 400 }],
      faults: (request) =>
        request.path.startsWith("/v1/accounts") ? { status, body: refusal } : undefined,
    });
    expect(await models.model({ model: KIMI }).fetchProfile()).toMatchObject({
      maxInputTokens: 400,
      structuredOutput: true,
    });
    expect(paths(models)).toEqual([
      "/v1/accounts/fireworks/models/kimi-k3",
      "/inference/v1/models",
    ]);
  },
);

test("D12: a deployment the key may not see has the profile of its `baseModel`", async () => {
  const model = changedKimi().model({ model: "accounts/you/deployments/d", baseModel: KIMI });
  expect(await model.fetchProfile()).toMatchObject({ name: "kimi-k3", maxInputTokens: 500 });
});

test("D12: an id that nobody knows keeps what was known, and is warned of once", async () => {
  const warnings: FireworksWarning[] = [];
  const onWarning = (warning: FireworksWarning) => void warnings.push(warning);
  const model = localModels().model({ model: "accounts/me/models/none", onWarning });
  expect(await model.fetchProfile()).toEqual({});
  await model.fetchProfile();
  expect(warnings).toEqual([expect.objectContaining({ code: "unknown_model" })]);
});

test("D12: a date of deprecation is warned of once, with the days that are left", async () => {
  vi.useFakeTimers({ now: Date.parse("2026-11-23T12:00:00Z"), toFake: ["Date"] });
  const onWarning = vi.fn<(warning: FireworksWarning) => void>();
  const model = changedKimi({ deprecationDate: "2026-11-30" }).model({ model: KIMI, onWarning });
  expect((await model.fetchProfile()).deprecationDate).toBe("2026-11-30");
  await model.fetchProfile();
  expect(onWarning).toHaveBeenCalledOnce();
  expect(onWarning.mock.lastCall?.[0]).toMatchObject({
    code: "deprecated_model",
    model: KIMI,
    message: expect.stringContaining("in 7 days"),
  });
  expect(model.profile.deprecationDate).toBe("2026-11-30");
});

test("A132: a failure is typed, and leaves the profile as it was", async () => {
  const status = (code: number) => localModels({ faults: () => ({ status: code }) });
  const failing = status(500).model({ model: KIMI });
  expect(await failureOf(() => failing.fetchProfile())).toBeInstanceOf(FireworksServerError);
  expect(failing.profile).toEqual(modelProfile(KIMI));
  const refused = localModels({ apiKeys: ["fw_other"], authFailureStatus: 403 });
  const error = await failureOf(() => refused.model({ model: KIMI }).fetchProfile());
  expect(error).toBeInstanceOf(FireworksAuthenticationError);
  expect(error).toMatchObject({ model: KIMI, lc_error_code: "MODEL_AUTHENTICATION" });
  expect(String(error)).not.toContain(KEY);
});

test("A132: the model's retries are used, and a signal stops the requests", async () => {
  const models = localModels({
    faults: [{ fault: { status: 500, headers: { "retry-after-ms": "1" } }, times: 1 }],
  });
  const onRetry = vi.fn<() => void>();
  await models.model({ model: KIMI, maxRetries: 1, onRetry }).fetchProfile();
  expect(onRetry).toHaveBeenCalledOnce();
  const stopped = () => models.model().fetchProfile(KIMI, { signal: AbortSignal.abort() });
  expect(await failureOf(stopped)).toBeInstanceOf(FireworksAbortError);
});

test("A132: a given client is used; one that cannot ask for models is a typed error", async () => {
  const { local } = changedKimi();
  const client = new FireworksClient({ baseURL: local.baseURL, fetch: local.fetch, apiKey: KEY });
  const shared = new ChatFireworks({ model: KIMI, client });
  expect((await shared.fetchProfile()).maxInputTokens).toBe(500);
  const chatOnly = new ChatFireworks({ model: KIMI, client: { chat: client.chat } });
  const error = await failureOf(() => chatOnly.fetchProfile());
  expect(error).toBeInstanceOf(FireworksConfigurationError);
  expect(error).toMatchObject({ code: "no_catalogue", field: "client" });
});

test("A132: pages of the catalogue add up to the same list, whatever their size", async () => {
  const { local } = localModels();
  const client = new FireworksClient({ baseURL: local.baseURL, fetch: local.fetch, apiKey: KEY });
  const names = async (query: object): Promise<string[]> => {
    const listed: string[] = [];
    for await (const { name } of client.models.listCatalogue(query)) listed.push(name);
    return listed;
  };
  const all = await names({});
  expect(all).toContain(KIMI);
  expect(await names({ pageSize: 7 })).toEqual(all);
  expect(await names({ filter: "supports_serverless=true" })).not.toContain(
    "accounts/fireworks/models/glm-5p2",
  );
});

const weather = tool(() => "sunny", {
  name: "get_weather",
  description: "Get the weather",
  schema: z.object({ city: z.string() }),
});

test("A75: tools for a model that is known to ignore them are warned of once, and sent", async () => {
  const { local, model } = localModels();
  const onWarning = vi.fn<(warning: FireworksWarning) => void>();
  const gptOss = model({ model: "accounts/fireworks/models/gpt-oss-20b", onWarning });
  const bound = gptOss.bindTools([weather]);
  expect(onWarning).toHaveBeenCalledOnce();
  await bound.invoke("Hello");
  await gptOss.invoke([new HumanMessage("Hello")], { tools: [weather] });
  for await (const _ of await bound.stream("Hello"));
  expect(onWarning).toHaveBeenCalledOnce();
  expect(onWarning.mock.lastCall?.[0]).toMatchObject({ code: "no_tool_support", field: "tools" });
  expect(local.requests).toHaveLength(3);
  expect(local.requests.every(({ body }) => "tools" in (body as object))).toBe(true);
});

test("A75: another model's tools are judged by that model, and a call's tools are seen", async () => {
  const onWarning = vi.fn<(warning: FireworksWarning) => void>();
  const kimi = localModels().model({ model: KIMI, onWarning });
  await kimi.bindTools([weather]).invoke("Hello");
  await kimi.bindTools([]).invoke("Hello");
  expect(onWarning).not.toHaveBeenCalled();
  const model = "accounts/fireworks/models/gpt-oss-20b";
  await kimi.invoke("Hello", { tools: [weather], model });
  expect(onWarning.mock.calls).toEqual([[expect.objectContaining({ model })]]);
});

test("A75: the live profile counts, and the caller's word ends the warning", async () => {
  const onWarning = vi.fn<(warning: FireworksWarning) => void>();
  const models = changedKimi({ tools: false });
  const model = models.model({ model: KIMI, onWarning });
  await model.fetchProfile();
  model.bindTools([weather]);
  expect(onWarning).toHaveBeenCalledOnce();
  const sure = models.model({ model: KIMI, onWarning, profile: { toolCalling: true } });
  await sure.fetchProfile();
  sure.bindTools([weather]);
  expect(onWarning).toHaveBeenCalledOnce();
});
