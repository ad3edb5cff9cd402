import type { GenerationRequest } from "fireworks-client/wire";
import type { RequestedMetadata } from "../convert/metadata-from-wire.js";
import type { Warn } from "../errors/warnings.js";
import type { PriceTable } from "../models/prices.js";
import { callHeaders } from "./call-headers.js";
import { callPlan, type CallTransport } from "./call-plan.js";
import type { ParameterLevel } from "./parameter-levels.js";
import { sessionFields } from "./session-id.js";
import { type AnswerOptions, settingOf, type TransportOptions } from "./settings.js";
import type { AffinityReader } from "../calls/call-affinity.js";
import type { GenerationContext } from "../calls/generation-calls.js";
import type { OverloadFallback, OverloadPlan } from "../calls/overload-policy.js";

/** How answers of a model that generates text are read. */
type Reading = Pick<AnswerOptions, "includeRawResponse" | "includeResponseHeaders" | "prices">;

/** How a call that generates text travels, and what its answer is told beside itself. */
export function generationContext(
  fields: TransportOptions & Reading & AffinityReader & { readonly warn: Warn },
  call: CallTransport & Reading,
  settings: GenerationRequest,
  overloadFallback?: OverloadFallback,
): GenerationContext {
  return {
    ...callPlan(fields, call, settings.model),
    requested: { ...requestedMetadata(fields, call, settings), overloadFallback },
    // Headers nobody can read may have said where the prompt is cached.
    affinity: callHeaders(call.headers) && fields.callAffinity,
  };
}

/** What a session id stands for is the weakest level of all: whatever names the same field wins. */
export function withSessionKeys<
  Fields extends Pick<TransportOptions, "sessionId"> & ParameterLevel,
>(fields: Fields, call: Pick<TransportOptions, "sessionId">): Fields {
  const sessionId = settingOf("sessionId", fields, call);
  const { promptCacheKey, promptCacheIsolationKey } = sessionFields(sessionId);
  if (promptCacheKey === undefined) return fields;
  const keys = {
    prompt_cache_key: promptCacheKey,
    ...(promptCacheIsolationKey !== undefined && {
      prompt_cache_isolation_key: promptCacheIsolationKey,
    }),
  };
  return { ...fields, modelKwargs: { ...keys, ...fields.modelKwargs } };
}

function requestedMetadata(
  fields: Reading,
  call: Reading,
  settings: GenerationRequest,
): RequestedMetadata {
  const { model, service_tier: serviceTier, n, stream, stream_options: streamOptions } = settings;
  return {
    model,
    serviceTier: serviceTier ?? undefined,
    withUsage:
      streamOptions === undefined ? stream !== true : streamOptions?.include_usage !== false,
    choices: n ?? 1,
    withHeaders: settingOf("includeResponseHeaders", fields, call) ?? false,
    withRaw: settingOf("includeRawResponse", fields, call) ?? false,
    prices: pricesOf(fields, call),
  };
}

/** A call's prices over the model's; `null` turns the cost off. */
export function pricesOf(
  fields: Pick<AnswerOptions, "prices">,
  call: Pick<AnswerOptions, "prices">,
): PriceTable | undefined {
  const table = settingOf("prices", fields, call);
  return table === null ? undefined : { ...fields.prices, ...table };
}

/** What a call does when its model is overloaded. */
export function overloadPlan(
  fields: TransportOptions & { model: string; readonly warn: Warn },
  call: CallTransport & { model?: string | undefined },
  serviceTier: OverloadPlan["serviceTier"],
): OverloadPlan {
  return {
    policy: settingOf("onOverload", fields, call),
    model: call.model ?? fields.model,
    serviceTier,
    signal: call.signal,
    warn: fields.warn,
  };
}
