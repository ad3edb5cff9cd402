import type { ResponseInfo } from "fireworks-client";
import type {
  ChatCompletionChoice,
  ChatCompletionResponse,
  LegacyLogprobs,
  Logprobs,
} from "fireworks-client/wire";
import type { PriceTable } from "../models/prices.js";
import { costMetadata } from "./cost-from-wire.js";
import { headerMetadata } from "./headers-to-metadata.js";
import { tokenUsageFromWire } from "./usage-from-wire.js";

/** What we know beside the answer itself and want to see with it. */
export interface RequestedMetadata {
  /** The id that was asked for. */
  model: string;
  /** The tier that was asked for; Fireworks does not say which one served. */
  serviceTier?: string | undefined;
  /** Set when an alternative of `onOverload` answered. */
  overloadFallback?: { from: string; to: string; attempts: number } | undefined;
  /** Token counts are left out when usage was switched off. */
  withUsage: boolean;
  /** How many choices were asked for. With several, every message says which one it is. */
  choices?: number | undefined;
  /** What the answer said beside its body. */
  info?: ResponseInfo | undefined;
  /** Whether that is kept, as `headers`, `timings`, `rate_limit` and `request_id`. */
  withHeaders?: boolean | undefined;
  /** Whether the answer as the server wrote it is kept. */
  withRaw?: boolean | undefined;
  /** Whether it is an answer of a batch job, which costs half. Default false. */
  batch?: boolean | undefined;
  /** Prices over the built-in ones; without a table there is no `cost`. */
  prices?: PriceTable | undefined;
}

/** A choice with what our own reading of it found. */
export interface ReadChoice extends ChatCompletionChoice {
  /** Its tool call was written as text. */
  rescued_tool_call?: boolean;
}

/** What metadata is made of, in the answers of chat and of text completions alike. */
export type DescribedAnswer = Pick<
  ChatCompletionResponse,
  | "created"
  | "model"
  | "perf_metrics"
  | "prompt_token_ids"
  | "service_tier"
  | "system_fingerprint"
  | "usage"
>;

/** The same of a choice. Text completions keep the prompt's token ids here. */
export type DescribedChoice = Pick<
  ReadChoice,
  "finish_reason" | "index" | "logprobs" | "raw_output" | "rescued_tool_call" | "token_ids"
> &
  Pick<ChatCompletionResponse, "prompt_token_ids">;

/**
 * `response_metadata` of an answer: the same keys whichever way it was fetched. Absent and `null`
 * fields are left out, so that nothing is there that the server did not say; only an unknown `cost`
 * says `null`.
 */
export function metadataFromWire(
  response: DescribedAnswer,
  choice: DescribedChoice | undefined,
  requested: RequestedMetadata,
): Record<string, unknown> {
  const usage = requested.withUsage ? response.usage : undefined;
  const fields = present({
    model_provider: "fireworks",
    model: response.model,
    model_name: response.model,
    requested_model: requestedModel(response, requested),
    created: response.created,
    choice_index: choiceName(choice, requested),
    finish_reason: choice?.finish_reason,
    rescued_tool_call: choice?.rescued_tool_call,
    system_fingerprint: response.system_fingerprint,
    service_tier: response.service_tier,
    requested_service_tier: requested.serviceTier,
    retries: (requested.info?.attempts ?? 1) - 1 || undefined,
    overload_fallback: requested.overloadFallback,
    logprobs: hasTokens(choice?.logprobs) ? choice?.logprobs : undefined,
    // Nothing generated: a whole answer says so with an empty list, a stream by saying nothing.
    token_ids: choice?.token_ids?.length ? choice.token_ids : undefined,
    prompt_token_ids: response.prompt_token_ids ?? choice?.prompt_token_ids,
    raw_output: choice?.raw_output,
    perf_metrics: response.perf_metrics,
    usage,
    token_usage: usage,
    tokenUsage: tokenUsageFromWire(usage),
  });
  if (requested.withHeaders && requested.info) {
    Object.assign(fields, present(headerMetadata(requested.info)));
  }
  // A second copy into one object is slow on Node 20: a microsecond for every key.
  return Object.assign(fields, costMetadata(response, requested));
}

/** What is said of the choice at this place: the usage and its cost are said once, by the first. */
export function aboutChoice(requested: RequestedMetadata, place: number): RequestedMetadata {
  return place === 0 ? requested : { ...requested, withUsage: false, prices: undefined };
}

/** Several choices share the server's id, and LangChain merges messages of one id. */
export function choiceId(id: string, index: number): string {
  return index === 0 ? id : `${id}-${index}`;
}

/** `choice_index`, where there is something to tell apart. */
export function choiceName(
  choice: { index?: number | null } | undefined,
  { choices = 1 }: Pick<RequestedMetadata, "choices">,
): number | undefined {
  const index = choice?.index ?? 0;
  return choices > 1 || index > 0 ? index : undefined;
}

/** The id that was asked for, where another one answered. */
function requestedModel(
  { model: served }: Pick<DescribedAnswer, "model">,
  { model, overloadFallback }: RequestedMetadata,
): string | undefined {
  const asked = overloadFallback?.from ?? model;
  return asked === served ? undefined : asked;
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    if (fields[name] != null) kept[name] = fields[name];
  }
  return kept;
}

/**
 * Whether log probabilities hold any token. A whole answer says "none" with an empty list and a
 * stream by saying nothing, so the empty list is taken for nothing.
 */
export function hasTokens(logprobs: Logprobs | LegacyLogprobs | null | undefined): boolean {
  if (!logprobs) return false;
  return Object.values(logprobs).some((column) => Array.isArray(column) && column.length > 0);
}
