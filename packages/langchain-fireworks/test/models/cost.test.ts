import type { UsageMetadata } from "@langchain/core/messages";
import { type Billing, costOf, type PriceTable } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { MODEL_PRICES, ROUTER_PRICES } from "../../src/models/prices.js";

const MILLION = 1_000_000;
const models = (name: string) => `accounts/fireworks/models/${name}`;
const routers = (name: string) => `accounts/fireworks/routers/${name}`;

function usage(input: number, output: number, cached?: number): UsageMetadata {
  return {
    input_tokens: input,
    output_tokens: output,
    total_tokens: input + output,
    ...(cached !== undefined && { input_token_details: { cache_read: cached } }),
  };
}

/** A million uncached, a million cached and a million generated tokens: the sum of a row. */
const ROW_USAGE = usage(2 * MILLION, MILLION, MILLION);

describe("D6/A101: what an answer costs", () => {
  test.each<[string, number]>([
    ["kimi-k3", 3 + 0.3 + 15],
    ["glm-5p3", 1.4 + 0.26 + 4.4],
    ["glm-5p3-flash", 0.15 + 0.03 + 0.5],
    ["deepseek-v4p1-flash", 0.3 + 0.006 + 1.2],
    ["glm-5p2", 1.4 + 0.14 + 4.4],
    ["gpt-oss-120b", 0.15 + 0.015 + 0.6],
    ["kimi-k2p5", 0.6 + 0.1 + 3],
  ])("%s by the newest figures of the contract", (name, sum) => {
    expect(costOf(ROW_USAGE, { model: models(name) })?.cost).toBeCloseTo(sum, 10);
  });

  test.each([usage(-1, 5), usage(5, -1), usage(Number.NaN, 5), undefined])(
    "%j is no count, so the cost is not known",
    (counts) => {
      expect(costOf(counts, { model: models("kimi-k3") })).toBeNull();
    },
  );

  test("cached, uncached and generated tokens each at their price; reasoning is generated", () => {
    const used = { ...usage(2010, 121, 1920), output_token_details: { reasoning: 88 } };
    expect(costOf(used, { model: models("kimi-k3") })).toStrictEqual({
      cost: 0.002661,
      details: {
        input: 0.00027,
        cached_input: 0.000576,
        output: 0.001815,
        currency: "USD",
        price_date: "2026-10-07",
        source: "https://fireworks.ai/pricing",
      },
    });
  });

  test("without details no token counts as cached", () => {
    expect(costOf(usage(MILLION, 0), { model: "kimi-k3" })?.cost).toBe(3);
  });

  test.each<[string, Billing, number]>([
    ["a full id", { model: models("kimi-k3") }, 18],
    ["a short id", { model: "fireworks/kimi-k3" }, 18],
    ["a bare name", { model: "kimi-k3" }, 18],
    ["a Fast router", { model: routers("kimi-k3-fast") }, 27],
    ["a Fast router's bare name", { model: "kimi-k3-fast" }, 27],
    ["the default tier", { model: models("kimi-k3"), serviceTier: "default" }, 18],
    ["the priority tier", { model: models("kimi-k2p6"), serviceTier: "priority" }, 7.5],
    ["half of it for a batch", { model: models("kimi-k3"), batch: true }, 9],
  ])("%s has a price", (_, billing, cost) => {
    expect(costOf(usage(MILLION, MILLION), billing)?.cost).toBe(cost);
  });

  test.each<[string, Billing]>([
    ["an unknown model", { model: models("nobody-knows-1b") }],
    ["another account's model", { model: "accounts/me/models/kimi-k3" }],
    ["a deployment", { model: "accounts/me/deployments/d1" }],
    ["a deployment of Fireworks' account", { model: "accounts/fireworks/deployments/kimi-k3" }],
    ["a model on a deployment", { model: `${models("kimi-k3")}#accounts/me/deployments/d1` }],
    ["a hot-loaded snapshot", { model: `${models("kimi-k3")}@step-9` }],
    ["a moving alias", { model: routers("kimi-latest") }],
    ["a moving alias's bare name", { model: "kimi-latest" }],
    ["a router that is not listed", { model: routers("glm-5p3-fast") }],
    ["a model's name as a router", { model: routers("kimi-k3") }],
    ["a US-only id", { model: models("kimi-k3-us") }],
    ["priority without a known price", { model: models("kimi-k3"), serviceTier: "priority" }],
    ["a Fast router in a batch", { model: routers("kimi-k3-fast"), batch: true }],
    ["priority in a batch", { model: "kimi-k2p6", serviceTier: "priority", batch: true }],
    ["a name every object has", { model: "constructor" }],
    ["a Hugging Face id", { model: "moonshotai/Kimi-K3" }],
    ["no id", { model: "" }],
  ])("%s has none: null, never a guess", (_, billing) => {
    expect(costOf(usage(10, 10), billing)).toBeNull();
  });

  test("unknown usage is an unknown cost", () => {
    expect(costOf(undefined, { model: "kimi-k3" })).toBeNull();
  });

  test("cached tokens in a batch have no known price", () => {
    expect(costOf(usage(10, 10, 5), { model: "kimi-k3", batch: true })).toBeNull();
    expect(costOf(usage(10, 10, 0), { model: "kimi-k3", batch: true })).not.toBeNull();
  });
});

describe("D6/A101: your own prices", () => {
  const price = { input: 1, cachedInput: 0.5, output: 2 };
  const cost = (prices: PriceTable, model: string, used = usage(MILLION, MILLION)) =>
    costOf(used, { model }, prices);

  test.each([
    ["over the built-in one", models("kimi-k3"), models("kimi-k3")],
    ["by another spelling of the id", "kimi-k3", models("kimi-k3")],
    ["the other way round", models("kimi-k3"), "fireworks/kimi-k3"],
    ["for a moving alias", "kimi-latest", routers("kimi-latest")],
    ["for a deployment", "accounts/me/deployments/d1", "accounts/me/deployments/d1"],
    ["for a model of one's own", "accounts/me/models/m", "accounts/me/models/m"],
  ])("count %s", (_, key, model) => {
    expect(cost({ [key]: price }, model)).toMatchObject({ cost: 3, details: { source: "user" } });
    expect(cost({ [key]: price }, model)?.details).not.toHaveProperty("price_date");
  });

  test("null says that the price is not known", () => {
    expect(cost({ "kimi-k3": null }, models("kimi-k3"))).toBeNull();
  });

  test("are for the id they name and no other", () => {
    expect(cost({ "accounts/me/models/m": price }, "accounts/you/models/m")).toBeNull();
    const onDeployment = `${models("kimi-k3")}#accounts/me/deployments/d1`;
    expect(cost({ "kimi-k3": price }, onDeployment)).toBeNull();
    expect(cost({ "kimi-k3": price }, models("glm-5p3"))?.details.source).not.toBe("user");
  });

  test("without a cached price, a prompt with cached tokens has no cost", () => {
    const prices = { "kimi-k3": { input: 1, output: 2 } };
    expect(cost(prices, "kimi-k3", usage(10, 10, 5))).toBeNull();
    expect(cost(prices, "kimi-k3", usage(10, 10, 0))).not.toBeNull();
  });

  test("have a priority tier when they say one", () => {
    const priority = { input: 10, output: 20 };
    const billing = { model: "kimi-k3", serviceTier: "priority" };
    const used = usage(MILLION, MILLION);
    expect(costOf(used, billing, { "kimi-k3": { ...price, priority } })?.cost).toBe(30);
    expect(costOf(used, billing, { "kimi-k3": price })).toBeNull();
  });
});

test("every row says when and where it was read, and cached tokens never cost more", () => {
  const rows = [...Object.values(MODEL_PRICES), ...Object.values(ROUTER_PRICES)];
  for (const row of rows) {
    expect(row.date).toMatch(/^2026-\d\d-\d\d$/);
    expect(row.source).toMatch(/^https:/);
    expect(row.cachedInput).toBeLessThan(row.input);
    expect(row.input).toBeLessThan(row.output);
  }
});
