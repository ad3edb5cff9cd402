import type { BaseCache } from "@langchain/core/caches";
import type { BaseLLM } from "@langchain/core/language_models/llms";

/** Core's look into the response cache. */
export type GenerateCached = BaseLLM["_generateCached"];

type Cache = BaseCache;

/** What an answer out of the cache did not cost again. */
const PAID = ["usage", "token_usage", "tokenUsage", "cost", "cost_details"];

/**
 * Looks the prompts up one by one and puts the results in the prompts' order. Core puts what it finds at
 * the first places, whichever prompt it belongs to (seen in 1.3.1 and 1.4.0), so that an answer would be
 * lost or stand with another prompt.
 */
export async function lookUpEach(
  given: Parameters<GenerateCached>[0],
  lookUp: GenerateCached,
): ReturnType<GenerateCached> {
  const { prompts } = given;
  const cache = unpaid(given.cache);
  const found = await Promise.all(
    prompts.map((prompt, at) =>
      lookUp({ ...given, cache, prompts: [prompt], ...(at > 0 && { runId: undefined }) }),
    ),
  );
  const managers = found.flatMap(({ startedRunManagers }) => startedRunManagers ?? []);
  return {
    generations: found.map(({ generations }) => generations[0] ?? []),
    missingPromptIndices: found.flatMap(({ missingPromptIndices }, at) =>
      missingPromptIndices.length > 0 ? [at] : [],
    ),
    // Without callbacks there are no runs; core takes an empty list for runs that are missing.
    ...(managers.length === prompts.length && { startedRunManagers: managers }),
  };
}

/** The same cache, whose answers do not say what they cost when they were made. */
function unpaid(cache: Cache): Cache {
  const lookup: Cache["lookup"] = async (prompt, key) => {
    const found = await cache.lookup(prompt, key);
    return (
      found?.map((generation) => ({
        ...generation,
        generationInfo: withoutCost(generation.generationInfo),
      })) ?? null
    );
  };
  return Object.create(cache, { lookup: { value: lookup } }) as Cache;
}

function withoutCost(info: Record<string, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(info).filter(([name]) => !PAID.includes(name)));
}
