import type {
  ChatCompletionChoice,
  ChatCompletionResponse,
  LegacyLogprobs,
  Logprobs,
} from "fireworks-client/wire";
import { tokenUsageFromWire } from "./usage-from-wire.js";

/** What we knew before the answer and want to see beside it. */
export interface RequestedMetadata {
  /** The id that was asked for. */
  model: string;
  /** The tier that was asked for; Fireworks does not say which one served. */
  serviceTier?: string | undefined;
  /** Retries it took, when it took any. */
  retries?: number | undefined;
  /** Token counts are left out when usage was switched off. */
  withUsage: boolean;
}

/**
 * `response_metadata` of an answer: the same keys whichever way it was fetched. Absent and `null`
 * fields are left out, so that nothing is there that the server did not say.
 */
export function metadataFromWire(
  response: ChatCompletionResponse,
  choice: ChatCompletionChoice | undefined,
  requested: RequestedMetadata,
): Record<string, unknown> {
  const usage = requested.withUsage ? response.usage : undefined;
  return present({
    model_provider: "fireworks",
    model: response.model,
    model_name: response.model,
    requested_model: response.model === requested.model ? undefined : requested.model,
    created: response.created,
    finish_reason: choice?.finish_reason,
    system_fingerprint: response.system_fingerprint,
    service_tier: response.service_tier,
    requested_service_tier: requested.serviceTier,
    retries: requested.retries || undefined,
    logprobs: hasTokens(choice?.logprobs) ? choice?.logprobs : undefined,
    token_ids: choice?.token_ids,
    prompt_token_ids: response.prompt_token_ids,
    raw_output: choice?.raw_output,
    perf_metrics: response.perf_metrics,
    usage,
    token_usage: usage,
    tokenUsage: tokenUsageFromWire(usage),
  });
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null));
}

/**
 * Whether log probabilities hold any token. A whole answer says "none" with an empty list and a
 * stream by saying nothing, so the empty list is taken for nothing.
 */
export function hasTokens(logprobs: Logprobs | LegacyLogprobs | null | undefined): boolean {
  return Object.values(logprobs ?? {}).some((column) => Array.isArray(column) && column.length > 0);
}
