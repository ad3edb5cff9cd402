import { describe, expect, test } from "vitest";
import { local, refusal } from "../local.js";

/** Section 2.6 of the contract has rows for these; the built-in list has no such models. */
const EARLIER = ["qwen3-8b", "deepseek-v3p1", "deepseek-v3p2", "glm-4p6", "glm-4p7"];
const id = (slug: string): string => `accounts/fireworks/models/${slug}`;
const server = local({ models: EARLIER.map((slug) => ({ id: id(slug) })) });

const VALUES = [
  "none",
  "minimal",
  "low",
  "medium",
  "high",
  "xhigh",
  "max",
  "adaptive",
  true,
  false,
  2048,
] as const;
const GRADED = ["low", "medium", "high", true] as const;
const V4 = ["none", ...GRADED, "xhigh", "max", false] as const;

describe("contract 2.6: the efforts each family takes", () => {
  test.each<[string, readonly (string | number | boolean)[]]>([
    ["qwen3-8b", ["none", ...GRADED, false, 2048]],
    ["qwen3p6-plus", ["none", ...GRADED, false, 2048]],
    ["qwen3p7-plus", ["none", ...GRADED, false, 2048]],
    ["minimax-m2p5", GRADED],
    ["minimax-m2p7", GRADED],
    ["minimax-m3", [...V4, "adaptive", 2048]],
    ["deepseek-v3p1", ["none", ...GRADED, false]],
    ["deepseek-v3p2", ["none", ...GRADED, false]],
    ["deepseek-v4-pro", V4],
    ["deepseek-v4-flash", V4],
    ["deepseek-v4p1-flash", V4],
    ["glm-4p6", ["none", ...GRADED, false]],
    ["glm-4p7", ["none", ...GRADED, false]],
    ["glm-5p1", ["none", ...GRADED, false]],
    ["glm-5p2", ["none", ...GRADED, "max", false]],
    ["glm-5p3", [...GRADED, "xhigh", "max"]],
    ["glm-5p3-flash", [...GRADED, "xhigh", "max"]],
    ["gpt-oss-120b", GRADED],
    ["gpt-oss-20b", GRADED],
    ["kimi-k2p5", ["none", ...GRADED, false]],
    ["kimi-k2p6", ["none", ...GRADED, false]],
    ["kimi-k2p7-code", ["none", ...GRADED, false]],
    ["kimi-k3", ["none", "low", "medium", "high", "xhigh", "max"]],
    ["ember-1", [...V4, 2048]],
  ])("%s", async (slug, taken) => {
    for (const value of VALUES) {
      const [status] = await refusal(server, { model: id(slug), reasoning_effort: value });
      expect([value, status]).toStrictEqual([value, taken.includes(value) ? 200 : 400]);
    }
  });
});

test("disabled and adaptive thinking stand for none and adaptive", async () => {
  const status = async (slug: string, type: string) =>
    (await refusal(server, { model: id(slug), thinking: { type } }))[0];
  expect(await status("glm-5p3", "disabled")).toBe(400);
  expect(await status("glm-5p2", "disabled")).toBe(200);
  expect(await status("glm-5p2", "adaptive")).toBe(400);
  expect(await status("minimax-m3", "adaptive")).toBe(200);
});

describe("contract 2.6: the histories of reasoning each family takes", () => {
  const all = ["disabled", "interleaved", "preserved"];
  test.each<[string, string[]]>([
    ["kimi-k2p6", all],
    ["kimi-k3", all],
    ["minimax-m2p7", ["disabled", "interleaved"]],
    ["glm-4p6", ["disabled", "interleaved"]],
    ["glm-4p7", all],
    ["qwen3p6-plus", ["disabled", "preserved"]],
    ["deepseek-v4-pro", ["interleaved"]],
    ["deepseek-v4p1-flash", all],
  ])("%s", async (slug, taken) => {
    for (const value of all) {
      const [status] = await refusal(server, { model: id(slug), reasoning_history: value });
      expect([value, status]).toStrictEqual([value, taken.includes(value) ? 200 : 400]);
    }
  });
});
