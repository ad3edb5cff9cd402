import type { PerfMetrics, Usage } from "fireworks-client/wire";
import type { Prompt } from "../requests/prompt.js";
import { type Completion, countTokens } from "./completion.js";
import { deploymentMetrics } from "./deployment-metrics.js";

/** Each prompt counted once, the answers of all choices summed (contract 3.1). */
export function countUsage(prompts: Prompt[], completions: Completion[]): Usage {
  const [first] = completions;
  const isOne = prompts.length === 1 && completions.every(({ usage }) => usage === first?.usage);
  const given = isOne ? first?.usage : undefined;
  if (given !== undefined)
    return { ...given, total_tokens: given.prompt_tokens + given.completion_tokens };
  const completionTokens = sum(completions.map(countTokens));
  const reasoningTokens = sum(completions.map(({ reasoning }) => reasoning.flat().length));
  const promptTokens = sum(prompts.map(({ tokenIds }) => tokenIds.length));
  return {
    prompt_tokens: promptTokens,
    total_tokens: promptTokens + completionTokens,
    completion_tokens: completionTokens,
    prompt_tokens_details: { cached_tokens: 0 },
    ...(reasoningTokens > 0
      ? { completion_tokens_details: { reasoning_tokens: reasoningTokens } }
      : {}),
  };
}

/** Contract 3.4. The times follow from the token counts, so that answers repeat byte for byte. */
export function perfMetrics(
  usage: Usage,
  request: { model?: string | null; stream?: boolean | null },
  speculation: PerfMetrics = {},
): PerfMetrics {
  const toFirst = 0.05 + usage.prompt_tokens / 50_000;
  const total = toFirst + (usage.completion_tokens ?? 0) / 200;
  return {
    "prompt-tokens": String(usage.prompt_tokens),
    "cached-prompt-tokens": String(usage.prompt_tokens_details?.cached_tokens ?? 0),
    "server-time-to-first-token": toFirst.toFixed(3),
    ...(request.stream === true ? {} : { "server-processing-time": total.toFixed(3) }),
    ...deploymentMetrics(request.model ?? "", usage),
    ...speculation,
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
