import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { FireworksWarning } from "../../src/errors/warnings.js";
import type { ChatFireworksCallOptions, ChatFireworksFields } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { collect, failureOf } from "../failure.js";
import { lastBody, localModels } from "../local-model.js";

const id = (slug: string): string => `accounts/fireworks/models/${slug}`;
/** Every family of section 2.6; the first four are no longer in the built-in list. */
const EARLIER = ["qwen3-8b", "deepseek-v3p1", "deepseek-v3p2", "glm-4p6", "glm-4p7"];
const KNOWN = [
  ...EARLIER,
  "qwen3p6-plus",
  "qwen3p7-plus",
  "minimax-m2p5",
  "minimax-m3",
  "deepseek-v4-pro",
  "deepseek-v4p1-flash",
  "glm-5p1",
  "glm-5p2",
  "glm-5p3",
  "glm-5p3-flash",
  "gpt-oss-20b",
  "kimi-k2p5",
  "kimi-k2p6",
  "kimi-k2p7-code",
  "kimi-k3",
];
const EFFORTS = [
  "none",
  "minimal",
  "low",
  "medium",
  "high",
  "xhigh",
  "max",
  "adaptive",
  "ultra",
  true,
  false,
  2048,
] as const;

const server = () => localModels({ models: EARLIER.map((slug) => ({ id: id(slug) })) });

describe("A89/A96: what a model is known to refuse is refused before the call", () => {
  test.each(KNOWN)("%s: exactly what the strict server refuses", async (slug) => {
    const { local, model } = server();
    for (const effort of EFFORTS) {
      const llm = model({ model: id(slug) });
      const unchecked = { modelKwargs: { reasoning_effort: effort } };
      const served = await llm.invoke("hi", unchecked).then(
        () => true,
        () => false,
      );
      const before = local.requests.length;
      const options = { reasoningEffort: effort };
      if (served) {
        await llm.invoke("hi", options);
        // Sent unchanged, whatever it is read as.
        expect(lastBody(local).reasoning_effort).toBe(effort);
      } else {
        const error = await failureOf(() => llm.invoke("hi", options));
        expect([effort, error]).toMatchObject([
          effort,
          {
            name: "FireworksConfigurationError",
            field: "reasoningEffort",
            code: "unsupported_reasoning_effort",
          },
        ]);
        expect(local.requests).toHaveLength(before);
      }
    }
  });

  test("the message names the model, the level and the accepted levels; the hint the ways out", async () => {
    const llm = server().model({ model: id("gpt-oss-120b"), reasoningEffort: "none" });
    const error = await failureOf(() => llm.invoke("hi"));
    expect(error.message).toContain(id("gpt-oss-120b"));
    expect(error.message).toContain('"none"');
    expect(error.message).toContain("low, medium, high, true.");
    expect(error.hint).toMatch(/clampReasoningEffort.*modelKwargs/);
  });

  test.each<[string, string, ChatFireworksFields["thinking"], boolean]>([
    ["disabled, always on", "glm-5p3", { type: "disabled" }, false],
    ["disabled, can be off", "glm-5p2", { type: "disabled" }, true],
    ["disabled, booleans refused", "kimi-k3", { type: "disabled" }, true],
    ["enabled", "minimax-m2p7", { type: "enabled" }, true],
    ["a budget", "kimi-k2p5", { type: "enabled", budgetTokens: 1024 }, true],
    ["adaptive", "kimi-k3", { type: "adaptive" }, false],
    ["adaptive", "minimax-m3", { type: "adaptive" }, true],
  ])("A90: thinking %s on %s", async (_, slug, thinking, taken) => {
    const { local, model } = server();
    const run = () => model({ model: id(slug) }).invoke("hi", { thinking });
    if (taken) await run();
    else {
      const error = await failureOf(run);
      expect(error).toMatchObject({ field: "thinking", code: "unsupported_reasoning_effort" });
      expect(error.message).toContain(thinking?.type);
    }
    expect(local.requests).toHaveLength(taken ? 1 : 0);
  });

  test("A90: a budget below the documented minimum is refused, whatever the model", async () => {
    const { local, model } = server();
    for (const slug of ["qwen3p7-plus", "ember-1"]) {
      const error = await failureOf(() =>
        model({ model: id(slug), thinking: { type: "enabled", budgetTokens: 1023 } }).invoke("hi"),
      );
      expect(error).toMatchObject({ field: "thinking", code: "thinking_budget_too_small" });
      expect(error.message).toMatch(/1023.*1024/);
    }
    expect(local.requests).toHaveLength(0);
  });

  test.each<[string, ChatFireworksFields, ChatFireworksCallOptions, boolean]>([
    ["an unknown model", { model: id("ember-1") }, { reasoningEffort: "xhigh" }, true],
    ["a router of a known one", { model: "accounts/fireworks/routers/glm-latest" }, {}, false],
    ["a deployment", { model: "accounts/me/deployments/d" }, {}, true],
    [
      "a deployment that says its base",
      { model: "accounts/me/deployments/d", baseModel: "glm-5p3" },
      {},
      false,
    ],
    [
      "another model at the call, the base being the field's",
      { model: "accounts/me/deployments/d", baseModel: "glm-5p3" },
      { model: id("kimi-k3") },
      true,
    ],
    [
      "a base said at the call",
      { model: "accounts/me/deployments/d" },
      { baseModel: "glm-5p3" },
      false,
    ],
  ])("%s", async (_, fields, options, served) => {
    const { local, model } = localModels({ models: [{ id: "accounts/me/deployments/d" }] });
    const run = () => model(fields).invoke("hi", { reasoningEffort: "none", ...options });
    if (served) await run();
    else {
      expect(await failureOf(run)).toMatchObject({ code: "unsupported_reasoning_effort" });
    }
    expect(local.requests).toHaveLength(served ? 1 : 0);
  });

  test("what goes through modelKwargs is not checked, and the server decides", async () => {
    const { local, model } = server();
    const llm = model({ model: id("glm-5p3"), reasoningEffort: "none" });
    for (const run of [
      () => llm.invoke("hi", { modelKwargs: { reasoning_effort: "minimal" } }),
      () => model({ model: id("glm-5p3"), modelKwargs: { reasoning_effort: "none" } }).invoke("hi"),
      () =>
        model({ model: id("glm-5p3"), modelKwargs: { thinking: { type: "disabled" } } }).invoke(
          "hi",
        ),
    ]) {
      expect(await failureOf(run)).toMatchObject({ name: "FireworksBadRequestError" });
    }
    expect(local.requests).toHaveLength(3);
  });

  test("a call that takes the effort away is not refused for the field's", async () => {
    const { local, model } = server();
    await model({ model: id("glm-5p3"), reasoningEffort: "none" }).invoke("hi", {
      reasoningEffort: null,
    });
    expect(lastBody(local)).not.toHaveProperty("reasoning_effort");
  });

  test("every way to ask refuses alike, and a trace shows the run that failed", async () => {
    const seen: string[] = [];
    const handler = BaseCallbackHandler.fromMethods({
      handleChatModelStart: () => void seen.push("start"),
      handleLLMError: (error: Error) => void seen.push(error.name),
    });
    const llm = server().model({ model: id("glm-5p3"), reasoningEffort: "none" });
    const options = { callbacks: [handler] };
    for (const run of [
      () => llm.invoke("hi", options),
      () => collect(llm.stream("hi", options)),
      () =>
        llm.generate(
          [["human", "hi"]].map((m) => [m as never]),
          options,
        ),
    ]) {
      expect(await failureOf(run)).toMatchObject({ code: "unsupported_reasoning_effort" });
    }
    expect(seen).toStrictEqual(
      Array.from({ length: 6 }, (_, n) => (n % 2 ? "FireworksConfigurationError" : "start")),
    );
    const others = [
      () => collect(llm.streamEvents("hi", {})),
      () => llm.countPromptTokens("hi"),
      () => llm.invoke("hi", { maxTokens: 9000 }),
    ];
    for (const run of others) {
      expect(await failureOf(run)).toMatchObject({ code: "unsupported_reasoning_effort" });
    }
    expect(llm.invocationParams({})).toMatchObject({ reasoning_effort: "none" });
  });
});

describe("A91: the reasoning history a model is known not to take", () => {
  test.each<[string, "disabled" | "interleaved" | "preserved", boolean]>([
    ["kimi-k2p6", "preserved", true],
    ["minimax-m2p7", "preserved", false],
    ["glm-4p6", "preserved", false],
    ["glm-4p7", "preserved", true],
    ["qwen3p6-plus", "interleaved", false],
    ["qwen3p7-plus", "interleaved", true],
    ["deepseek-v4-pro", "disabled", false],
    ["deepseek-v4-pro", "interleaved", true],
    ["ember-1", "interleaved", true],
  ])("%s with %s", async (slug, reasoningHistory, taken) => {
    const { local, model } = server();
    const run = () => model({ model: id(slug), reasoningHistory }).invoke("hi");
    if (taken) {
      await run();
      expect(lastBody(local).reasoning_history).toBe(reasoningHistory);
    } else {
      const error = await failureOf(run);
      expect(error).toMatchObject({ code: "unsupported_reasoning_history" });
      expect(error.message).toContain("It takes ");
      expect(local.requests).toHaveLength(0);
    }
  });
});

describe("D13: clampReasoningEffort", () => {
  test.each<[string, ChatFireworksCallOptions["reasoningEffort"], string]>([
    ["gpt-oss-120b", "none", "low"],
    ["gpt-oss-120b", false, "low"],
    ["gpt-oss-120b", "minimal", "low"],
    ["gpt-oss-120b", "max", "high"],
    ["gpt-oss-120b", "adaptive", "medium"],
    ["gpt-oss-120b", 3000, "low"],
    ["gpt-oss-120b", 3001, "medium"],
    ["gpt-oss-120b", 0, "low"],
    ["minimax-m2p7", "xhigh", "high"],
    ["minimax-m3", "minimal", "low"],
    ["glm-5p2", "minimal", "low"],
    ["glm-5p2", "xhigh", "high"],
    ["glm-5p3", "none", "low"],
    ["kimi-k3", false, "none"],
    ["kimi-k3", true, "medium"],
    ["kimi-k2p7-code", "max", "high"],
    ["glm-5p1", "max", "high"],
  ])("%s: %s becomes %s", async (slug, asked, sent) => {
    const { local, model } = server();
    const warnings: FireworksWarning[] = [];
    const onWarning = (warning: FireworksWarning) => void warnings.push(warning);
    const llm = model({ model: id(slug), clampReasoningEffort: true, onWarning });
    await llm.invoke("hi", { reasoningEffort: asked });
    await collect(llm.stream("hi", { reasoningEffort: asked }));
    expect(lastBody(local).reasoning_effort).toBe(sent);
    expect(warnings).toMatchObject([
      { code: "clamped_reasoning_effort", model: id(slug), field: "reasoningEffort" },
    ]);
    expect(warnings[0]?.message).toContain(`"${sent}"`);
  });

  test("thinking is replaced by the effort it stands for", async () => {
    const { local, model } = server();
    const llm = model({ model: id("glm-5p3"), clampReasoningEffort: true, onWarning: null });
    await llm.invoke("hi", { thinking: { type: "disabled" } });
    expect(lastBody(local)).toMatchObject({ reasoning_effort: "low" });
    expect(lastBody(local)).not.toHaveProperty("thinking");
    expect(llm.invocationParams({ thinking: { type: "disabled" } })).toMatchObject({
      reasoning_effort: "low",
    });
  });

  test("an effort the model takes is never altered, and nothing is said", async () => {
    const { local, model } = server();
    const warnings: FireworksWarning[] = [];
    const llm = model({
      model: id("glm-5p3"),
      clampReasoningEffort: true,
      onWarning: (warning) => void warnings.push(warning),
    });
    await llm.invoke("hi", { reasoningEffort: "low" });
    expect(lastBody(local).reasoning_effort).toBe("low");
    expect(warnings).toStrictEqual([]);
  });

  test("a word without a place among the levels is refused even so", async () => {
    const llm = server().model({ model: id("glm-5p3"), clampReasoningEffort: true });
    expect(await failureOf(() => llm.invoke("hi", { reasoningEffort: "ultra" }))).toMatchObject({
      code: "unsupported_reasoning_effort",
    });
  });

  test("a call can switch it off", async () => {
    const llm = server().model({ model: id("glm-5p3"), clampReasoningEffort: true });
    const options = { reasoningEffort: "none", clampReasoningEffort: false };
    expect(await failureOf(() => llm.invoke("hi", options))).toMatchObject({
      code: "unsupported_reasoning_effort",
    });
  });
});
