import type {
  Quota,
  QuotaList,
  ServerlessRateLimits,
  ServerlessTokenUsage,
  TimeSeries,
} from "fireworks-client/wire";
import { expect, test } from "vitest";
import { ask } from "../local.js";
import { call, clocked, KIMI, refused } from "./gateway.js";

const DEPLOYMENT = KIMI.replace("/models/", "/deployments/");

test("quotas are those of this server, with what is used of them", async () => {
  const { server } = clocked();
  const dataset = { exampleCount: "1" };
  await call(server, "POST", "/me/datasets", { datasetId: "in-1", dataset });
  const [, quota] = await call<Quota>(server, "GET", "/me/quotas/datasets");
  expect(quota).toMatchObject({ name: "accounts/me/quotas/datasets", value: "20000", usage: 1 });
  const [, list] = await call<QuotaList>(server, "GET", "/me/quotas?pageSize=2&filter=usage%3E0");
  expect(list.quotas?.map(({ name }) => name)).toEqual(["accounts/me/quotas/datasets"]);
  expect(await call(server, "GET", "/me/quotas/none")).toEqual(refused(404, 5, expect.anything()));
});

test("rate limits are those of the option, in tokens a second", async () => {
  const path = `/me/serverlessRateLimits?deployment=${encodeURIComponent(DEPLOYMENT)}`;
  const { server } = clocked({ rateLimits: { promptTokens: 600, generatedTokens: 60 } });
  const [, limits] = await call<ServerlessRateLimits>(server, "GET", path);
  expect(limits.rateLimits).toEqual([
    { deployment: DEPLOYMENT, metric: "TOKENS_PROMPT", effectiveLimit: 10 },
    { deployment: DEPLOYMENT, metric: "TOKENS_CACHE_ADJUSTED_PROMPT", effectiveLimit: 15_000 },
    { deployment: DEPLOYMENT, metric: "TOKENS_GENERATED", effectiveLimit: 1 },
  ]);
  expect(limits.series).toHaveLength(3);
  const [, all] = await call<ServerlessRateLimits>(server, "GET", "/me/serverlessRateLimits");
  expect(all.rateLimits?.length).toBeGreaterThan(3);
  const [, none] = await call<ServerlessRateLimits>(clocked().server, "GET", path);
  expect(none).toEqual({ rateLimits: [], series: [] });
});

test("token usage is what was asked for: the busiest minute, and the average, of each interval", async () => {
  const { server, clock } = clocked();
  const start = new Date(clock.ms).toISOString();
  const first = await ask(server, { model: KIMI });
  await ask(server, { model: KIMI });
  clock.ms += 60_000;
  await ask(server, { model: KIMI });
  clock.ms += 3_600_000;
  const prompt = first.usage?.prompt_tokens ?? 0;
  const completion = first.usage?.completion_tokens ?? 0;
  const query = `start=${start}&interval=600s&includePeakTokensPerMinuteByBaseModel=true&includeAverageTokensPerMinuteByBaseModel=true`;
  const [, usage] = await call<ServerlessTokenUsage>(
    server,
    "GET",
    `/me/serverlessTokenUsage?${query}`,
  );
  const only = (series: TimeSeries | undefined) =>
    series?.values?.map(({ value }) => Number(value));
  expect(usage.peakUncachedPromptTokensPerMinuteByBaseModel?.[0]?.labels).toEqual({
    base_model: KIMI,
  });
  expect(only(usage.totalPeakUncachedPromptTokensPerMinute)).toEqual([2 * prompt]);
  expect(only(usage.peakGeneratedTokensPerMinuteByBaseModel?.[0])).toEqual([2 * completion]);
  expect(only(usage.averageTokensPerMinuteByBaseModel?.[0])).toEqual([
    (3 * (prompt + completion)) / 10,
  ]);
});

test.each([
  ["", "at least one section"],
  ["?includePeakTokensPerMinuteByBaseModel=true&start=yesterday", "invalid start"],
  ["?includePeakTokensPerMinuteByBaseModel=true&interval=1s", "invalid interval"],
  [
    "?includePeakTokensPerMinuteByBaseModel=true&start=2030-01-01T00:00:00Z",
    "start must be before end",
  ],
])("usage asked for with %s is refused", async (query, message) => {
  const [status, answer] = await call(clocked().server, "GET", `/me/serverlessTokenUsage${query}`);
  expect([status, answer]).toMatchObject([400, { message: expect.stringContaining(message) }]);
});
