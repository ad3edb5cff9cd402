import { baseModelName, ChatFireworks, modelProfile, MODELS_DATE } from "langchain-fireworks";
import { expect, test } from "vitest";
import { fileToPart } from "../../src/convert/file-to-part.js";
import { builtInProfile } from "../../src/models/model-profile.js";
import { MODELS, ROUTED } from "../../src/models/profiles.generated.js";
import { KEY } from "../local-model.js";

const full = (name: string): string => `accounts/fireworks/models/${name}`;

/** Section 9 of the wire contract: context, output, image, structured output. */
const SECTION_9: [name: string, context: number, output: number, image: boolean, json?: true][] = [
  ["glm-5p3", 1_048_573, 262_144, false, true],
  ["glm-5p3-flash", 1_048_573, 131_072, true, true],
  ["kimi-k3", 1_048_576, 131_072, true, true],
  ["deepseek-v4p1-flash", 1_000_000, 384_000, true, true],
  ["ember-1", 1_048_576, 131_072, true],
  ["inkling", 1_048_576, 1_048_576, true],
  ["minimax-m3", 512_000, 512_000, false],
  ["gpt-oss-120b", 131_072, 32_768, false],
  ["nemotron-3-ultra-nvfp4", 262_144, 128_000, false],
  ["nemotron-lightning-3p5-30b-a3b", 262_144, 262_144, false, true],
  ["qwen3p8-2p4t-a95b", 262_144, 131_072, false, true],
  ["qwen3p8-max", 262_144, 131_072, true],
  ["glm-5p2", 1_048_575, 131_072, false],
  ["glm-5p1", 202_752, 25_344, false],
  ["kimi-k2p7-code", 262_144, 32_768, true],
  ["deepseek-v4-pro", 1_048_576, 384_000, false],
  ["minimax-m2p7", 196_608, 24_576, false],
  ["qwen3p7-plus", 262_144, 32_768, true],
];

test.each(SECTION_9)("A130: the profile of %s is what section 9 says", (...row) => {
  const [name, maxInputTokens, maxOutputTokens, image, json] = row;
  expect(modelProfile(full(name))).toMatchObject({
    name,
    maxInputTokens,
    maxOutputTokens,
    imageInputs: image,
    imageUrlInputs: image,
    imageToolMessage: image,
    pdfInputs: false,
    toolCalling: true,
    toolChoice: true,
    reasoningOutput: true,
  });
  expect(modelProfile(full(name)).structuredOutput).toBe(json);
});

test("A130: what only some models can or cannot do", () => {
  expect(modelProfile(full("kimi-k3")).temperature).toBe(false);
  expect(modelProfile(full("glm-5p3"))).not.toHaveProperty("temperature");
  expect(modelProfile(full("inkling")).audioInputs).toBe(true);
  expect(modelProfile(full("kimi-k3"))).toMatchObject({ audioInputs: false, videoInputs: false });
  expect(modelProfile(full("gpt-oss-20b"))).toMatchObject({
    toolCalling: false,
    toolChoice: false,
  });
  expect(modelProfile(full("llama-v3-70b-instruct"))).toMatchObject({
    maxInputTokens: 8_192,
    reasoningOutput: false,
    status: "retired",
  });
  const omni = modelProfile(full("qwen3-omni-30b-a3b-instruct"));
  expect(omni).toMatchObject({ audioInputs: true, videoInputs: true });
  expect(omni).not.toHaveProperty("maxInputTokens");
});

test.each([
  ["glm-5p3", ["high", "max"], undefined],
  ["gpt-oss-120b", ["low", "medium", "high"], "medium"],
  ["kimi-k3", ["none", "low", "medium", "high", "max"], undefined],
  ["ember-1", undefined, undefined],
])("D13: the profile of %s names its reasoning levels", (name, levels, usual) => {
  const profile = modelProfile(full(name));
  expect(profile.reasoningEffortLevels).toEqual(levels);
  expect(profile.reasoningEffortDefault).toBe(usual);
});

test("A130: embedding and rerank models have a profile, without what chat models can do", () => {
  const embedding = { name: "qwen3-embedding-8b", status: "serverless", maxInputTokens: 40_960 };
  expect(modelProfile("fireworks/qwen3-embedding-8b")).toEqual(embedding);
  expect(modelProfile(full("qwen3-embedding-8b"))).toEqual(embedding);
  expect(modelProfile("nomic-ai/nomic-embed-text-v1.5").maxInputTokens).toBe(8_192);
  expect(modelProfile(full("qwen3-reranker-8b")).maxInputTokens).toBe(40_960);
});

test("A130: the table is dated, and every router leads to a model of it", () => {
  expect(MODELS_DATE).toMatch(/^20\d\d-\d\d-\d\d$/);
  expect(Object.values(ROUTED).filter((name) => MODELS[name] === undefined)).toEqual([]);
});

test("A130: a type of file the profile names is really inlined", () => {
  for (const mime_type of modelProfile(full("kimi-k3")).fileMimeTypes ?? []) {
    const block = { type: "file", mime_type, data: btoa("hello"), source_type: "base64" };
    expect(fileToPart(block, "messages[0]")).toEqual({ type: "text", text: "hello" });
  }
});

const DEPLOYMENT = "accounts/me/deployments/d1";

test.each([
  [full("kimi-k3"), undefined, "kimi-k3"],
  [`${full("kimi-k3")}#${DEPLOYMENT}`, undefined, "kimi-k3"],
  [`${full("kimi-k3")}@snapshot-7`, undefined, "kimi-k3"],
  [full("kimi-k3-us"), undefined, "kimi-k3"],
  ["accounts/fireworks/routers/kimi-k3-fast", undefined, "kimi-k3"],
  ["accounts/fireworks/routers/glm-5p2-fast-us", undefined, "glm-5p2"],
  ["accounts/fireworks/routers/glm-latest", undefined, "glm-5p3"],
  ["fireworks/kimi-k3", undefined, "kimi-k3"],
  ["fireworks/kimi-latest", undefined, "kimi-k3"],
  ["kimi-k3", undefined, "kimi-k3"],
  ["kimi-fast-latest", undefined, "kimi-k3"],
  [DEPLOYMENT, full("kimi-k3"), "kimi-k3"],
  [DEPLOYMENT, "kimi-k3", "kimi-k3"],
  ["accounts/me/models/lora", "fireworks/kimi-k3", "kimi-k3"],
  [`accounts/me/models/lora#${DEPLOYMENT}`, full("kimi-k3"), "kimi-k3"],
  [full("glm-5p3"), full("kimi-k3"), "kimi-k3"],
])("A131: %s (based on %s) has the profile of %s", (id, baseModel, name) => {
  expect(baseModelName(id, baseModel)).toBe(name);
  expect(modelProfile(id, baseModel)).toEqual(modelProfile(full(name)));
  const model = new ChatFireworks({ model: id, baseModel, apiKey: KEY });
  expect(model.profile).toEqual(modelProfile(full(name)));
  expect(model.profile.maxInputTokens).toBeGreaterThan(0);
});

test.each([
  DEPLOYMENT,
  "accounts/me/models/lora",
  "accounts/me/models/kimi-k3",
  "accounts/me/routers/kimi-latest",
  "accounts/fireworks/routers/never-heard",
  full("never-heard"),
  full("constructor"),
  "__proto__",
  "toString",
  "",
  "a#b#c",
])("A131: nothing is made up for %j", (id) => {
  expect(modelProfile(id)).toEqual({});
});

test("A131: the caller's keys win, one by one, known model or not", () => {
  const known = new ChatFireworks({
    model: full("kimi-k3"),
    apiKey: KEY,
    profile: { maxInputTokens: 1_000, structuredOutput: false },
  });
  expect(known.profile).toEqual({
    ...modelProfile(full("kimi-k3")),
    maxInputTokens: 1_000,
    structuredOutput: false,
  });
  const profile = { maxInputTokens: 5 };
  expect(new ChatFireworks({ model: "own", apiKey: KEY, profile }).profile).toEqual(profile);
});

test("A130: a profile is the reader's own; what it is copied from is made once", () => {
  const model = new ChatFireworks({ model: full("kimi-k3"), apiKey: KEY });
  model.profile.maxInputTokens = 1;
  expect(model.profile.maxInputTokens).toBe(1_048_576);
  expect(builtInProfile("kimi-k3")).toBe(builtInProfile("kimi-k3"));
});

test("A154: known ids are suggested, and any other string is accepted", () => {
  const suggested: ConstructorParameters<typeof ChatFireworks>[0] = {
    model: "accounts/fireworks/models/kimi-k3",
    apiKey: KEY,
  };
  const anyId: string = "accounts/me/deployments/d1";
  expect(new ChatFireworks(suggested).model).toBe("accounts/fireworks/models/kimi-k3");
  expect(new ChatFireworks(anyId, { apiKey: KEY }).model).toBe(anyId);
});
