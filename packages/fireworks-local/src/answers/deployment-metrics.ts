import type { PerfMetrics, Usage } from "fireworks-client/wire";

/**
 * What contract 1.6 and 3.4 add for dedicated deployments; empty on serverless. The times follow from
 * the token counts, so that answers repeat byte for byte.
 */
export function deploymentMetrics(model: string, usage: Usage): PerfMetrics {
  const deployment = deploymentOf(model);
  if (deployment === undefined) return {};
  const prefill = usage.prompt_tokens / 50_000;
  const generation = (usage.completion_tokens ?? 0) / 200;
  return {
    "backend-host": "fireworks-local",
    deployment,
    "num-concurrent-requests": "1",
    "tokenizer-queue-duration": "0.000",
    "tokenizer-duration": "0.001",
    "prefill-queue-duration": "0.000",
    "prefill-duration": prefill.toFixed(3),
    "generation-queue-duration": "0.000",
    "generation-duration": generation.toFixed(3),
  };
}

/** The deployment a model id leads to: by its own id, or behind `#` (contract 1.4). */
function deploymentOf(model: string): string | undefined {
  const id = model.slice(model.indexOf("#") + 1);
  return id.includes("/deployments/") ? id : undefined;
}
