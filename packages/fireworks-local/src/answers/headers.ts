import type { GenerationRequest, PerfMetrics, Usage } from "fireworks-client/wire";

/** A minute's tokens at the start of the adaptive limits, mid-2026 (contract 8.1). */
const LIMITS = { prompt: 3_600_000, "cache-adjusted-prompt": 900_000, generated: 36_000 } as const;

/** Of an answer that is generated: with the sampling parameters that were in force. */
export function answerHeaders(
  request: GenerationRequest,
  usage: Usage,
  metrics: PerfMetrics,
): Record<string, string> {
  const headers = tokenHeaders(usage, metrics);
  if (request.stream === true) return headers;
  return { ...headers, "fireworks-sampling-options": JSON.stringify(samplingOptions(request)) };
}

/** The metrics, and on serverless what is left of the limits. */
export function tokenHeaders(usage: Usage, metrics: PerfMetrics): Record<string, string> {
  const named = Object.entries(metrics).map(([name, value]) => [
    `fireworks-${name}`,
    String(value),
  ]);
  return {
    ...(Object.fromEntries(named) as Record<string, string>),
    ...("deployment" in metrics ? {} : limitHeaders(usage)),
  };
}

/** Every request stands alone here: what remains is the limit less this request. */
function limitHeaders(usage: Usage): Record<string, string> {
  const spent = {
    prompt: usage.prompt_tokens,
    "cache-adjusted-prompt": usage.prompt_tokens,
    generated: usage.completion_tokens ?? 0,
  };
  return {
    ...Object.fromEntries(
      Object.entries(LIMITS).flatMap(([kind, limit]) => [
        [`x-ratelimit-limit-tokens-${kind}`, String(limit)],
        [
          `x-ratelimit-remaining-tokens-${kind}`,
          String(Math.max(limit - spent[kind as keyof typeof spent], 0)),
        ],
      ]),
    ),
    "x-ratelimit-over-limit": "no",
  };
}

function samplingOptions(request: GenerationRequest): object {
  const { temperature, top_p, top_k, min_p, seed } = request;
  const given = { top_k, min_p, seed };
  return {
    temperature: temperature ?? 1,
    top_p: top_p ?? 1,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === "number")),
  };
}
