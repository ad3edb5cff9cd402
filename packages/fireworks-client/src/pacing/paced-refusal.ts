import { FireworksApiError } from "../errors/api-error.js";
import {
  FireworksDeploymentScalingUpError,
  FireworksOverloadedError,
  FireworksRateLimitError,
} from "../errors/status-errors.js";

/** How an attempt was refused, where that says something about how fast to go. */
export interface PacedRefusal {
  kind: "limit" | "overload";
  retryAfterMs: number | undefined;
}

/** A call that was refused so often although headers show room is too large: slower does not help it. */
export const PATIENCE = 3;

/**
 * Billing 429s and deployments that are starting are of other classes: going slower does not help. The
 * server's `x-should-retry: false` makes a refusal final, but says as much about the pace.
 */
export function pacedRefusal(error: unknown): PacedRefusal | undefined {
  const kind = kindOf(error);
  if (kind === undefined) return undefined;
  const retryAfterMs = FireworksApiError.isInstance(error) ? error.retryAfterMs : undefined;
  return { kind, retryAfterMs };
}

function kindOf(error: unknown): PacedRefusal["kind"] | undefined {
  if (FireworksRateLimitError.isInstance(error)) return "limit";
  if (FireworksDeploymentScalingUpError.isInstance(error)) return undefined;
  return FireworksOverloadedError.isInstance(error) ? "overload" : undefined;
}

/**
 * Whether an attempt is to wait for its budget and be sent again, beside the retries: a 429 of a rate
 * limit that the server does not call final. With a pacer a long `Retry-After` is no reason to give up.
 */
export function waitsForBudget(error: unknown): boolean {
  if (!FireworksRateLimitError.isInstance(error)) return false;
  if (error.retryable) return true;
  const { headers, retryAfterMs } = error;
  return (
    retryAfterMs !== undefined && headers?.get("x-should-retry")?.trim().toLowerCase() !== "false"
  );
}
