import fc from "fast-check";
import type { ModelListEntry } from "fireworks-client/wire";
import { describe, expect, test } from "vitest";
import { similarModelIds } from "../../src/models/similar-model-ids.js";

const entry = (id: string, rest: Partial<ModelListEntry> = {}): ModelListEntry => ({
  id,
  object: "model",
  owned_by: "fireworks",
  created: 0,
  ...rest,
});

const model = (slug: string): string => `accounts/fireworks/models/${slug}`;
const router = (slug: string): string => `accounts/fireworks/routers/${slug}`;

const LIST = [
  entry(model("glm-5p3"), { created: 3 }),
  entry(model("glm-5p3-flash"), { created: 2 }),
  entry(model("kimi-k3"), { created: 3 }),
  entry(router("kimi-k3-fast"), { created: 3 }),
  entry(model("deepseek-v4p1-flash")),
  entry(model("gpt-oss-120b")),
  entry(model("qwen3p8-max")),
  entry("accounts/acme/models/support-bot"),
  entry(model("qwen3-embedding-8b"), { supports_chat: true, kind: "EMBEDDING_MODEL" }),
  entry(model("qwen3-reranker-8b"), { supports_chat: true }),
  entry(model("flux-1-dev-fp8"), { supports_chat: false, kind: "FLUMINA_BASE_MODEL" }),
];

describe("A19: the nearest id comes first", () => {
  test.each([
    ["a bare slug", "kimi-k3", model("kimi-k3")],
    ["the short form", "fireworks/glm-5p3", model("glm-5p3")],
    ["a missing accounts/", "fireworks/models/glm-5p3", model("glm-5p3")],
    ["a wrong account", "accounts/acme/models/kimi-k3", model("kimi-k3")],
    [
      "a model of one's own under Fireworks",
      model("support-bot"),
      "accounts/acme/models/support-bot",
    ],
    ["a router asked as a model", model("kimi-k3-fast"), router("kimi-k3-fast")],
    ["a model asked as a router", router("kimi-k3"), model("kimi-k3")],
    ["a dot for a p", model("glm-5.3"), model("glm-5p3")],
    ["capitals", model("Kimi-K3"), model("kimi-k3")],
    ["a slip of the pen", model("gtp-oss-120b"), model("gpt-oss-120b")],
    ["a letter left out", model("depseek-v4p1-flash"), model("deepseek-v4p1-flash")],
    ["another hub's id", "moonshotai/Kimi-K3", model("kimi-k3")],
    ["Foundry's name", "FW-Kimi-K3", model("kimi-k3")],
    ["a retired version", model("glm-5p1"), model("glm-5p3")],
    ["an older generation", model("kimi-k2-instruct-0905"), model("kimi-k3")],
    ["a relative", model("qwen3-235b-a22b"), model("qwen3p8-max")],
    ["a missing deployment", `${model("kimi-k3")}#accounts/acme/deployments/x`, model("kimi-k3")],
  ])("%s: %s", (_, wanted, nearest) => {
    expect(similarModelIds(wanted, LIST)[0]).toBe(nearest);
  });
});

test("A19: what has nothing in common gives nothing", () => {
  for (const wanted of [
    "",
    "accounts/acme/deployments/prod",
    model("llama-v3-70b-instruct"),
    "x",
  ]) {
    expect(similarModelIds(wanted, LIST)).toStrictEqual([]);
  }
});

test("A19: three at most, the newer of two equals first", () => {
  const many = ["a", "b", "c", "d"].map((slug, created) =>
    entry(model(`glm-6${slug}`), { created }),
  );
  expect(similarModelIds(model("glm-6x"), many)).toStrictEqual([
    model("glm-6d"),
    model("glm-6c"),
    model("glm-6b"),
  ]);
});

test("A19: only models that chat, whatever the list says of them", () => {
  for (const wanted of ["qwen3-embedding-8b", "qwen3-reranker-8b", "flux-1-dev-fp8"]) {
    const suggested = similarModelIds(wanted, LIST);
    expect(suggested.filter((id) => /embedding|reranker|flux/.test(id))).toStrictEqual([]);
  }
});

test("A19: an id that is listed and still not found is not suggested again", () => {
  expect(similarModelIds(model("glm-5p3"), LIST)).not.toContain(model("glm-5p3"));
});

test("A19: any text gives a list without repetitions", () => {
  fc.assert(
    fc.property(fc.string(), (wanted) => {
      const suggested = similarModelIds(wanted, LIST);
      expect(new Set(suggested).size).toBe(suggested.length);
      expect(suggested.length).toBeLessThanOrEqual(3);
    }),
  );
});
