import type { BindToolsInput } from "@langchain/core/language_models/chat_models";
import type { ChatCompletionRequest, Tool } from "fireworks-client/wire";
import type { AnswerStep } from "../answer-steps/answer-step.js";
import { thinkSplitter } from "../answer-steps/think-splitter.js";
import type { AffinityReader } from "./call-affinity.js";
import { callHeaders } from "../settings/call-headers.js";
import { callPlan } from "../settings/call-plan.js";
import type { ChatFireworksCallOptions } from "./chat-options.js";
import { responseFormatToWire } from "../convert/response-format-to-wire.js";
import { toolChoiceToWire } from "../convert/tool-choice-to-wire.js";
import { toolsToWire } from "../convert/tools-to-wire.js";
import type { CallContext } from "./chat-calls.js";
import { parametersToWire } from "../settings/parameter-levels.js";
import type { FireworksParameters } from "../settings/parameters.js";
import type { RequestedMetadata } from "../convert/metadata-from-wire.js";
import type { PriceTable } from "../models/prices.js";
import type { OverloadFallback, OverloadPlan } from "../calls/overload-policy.js";
import { clampReasoning } from "./reasoning-effort.js";
import { sessionFields, type SessionFields } from "../settings/session-id.js";
import type { Warn } from "../errors/warnings.js";
import { type ChatSettings, settingOf } from "../settings/settings.js";
import { toolSteps } from "./tool-steps.js";

/** A request body less its messages: what tracing shows and what the response cache keys on. */
export type RequestSettings = Omit<ChatCompletionRequest, "messages">;

/** Fireworks refuses a whole answer above this many output tokens (section 2.9 of the contract). */
const NON_STREAM_TOKEN_CAP = 4096;

/** The settings that stand on a model. */
type Fields = FireworksParameters & ChatSettings & AffinityReader & { model: string };
type Call = Omit<ChatFireworksCallOptions, "timeout"> & { timeout?: number | null };

/** Merges the constructor's fields and a call's options into the body, less messages. */
export function requestSettings(fields: Fields, call: Call): RequestSettings {
  const { stream_options: _, ...settings } = mergedSettings(fields, call);
  return settings;
}

function mergedSettings(fields: Fields, call: Call): RequestSettings {
  const strict = settingOf("strict", fields, call);
  const tools = toolsToWire((call.tools ?? []) as BindToolsInput[], strict);
  const given = parametersToWire(withSessionKeys(fields, call), call);
  const parameters = clampReasoning(given, fields, call);
  const { response_format: format, tools: extraTools } = parameters;
  const offered = tools.length > 0 ? tools : (extraTools ?? []);
  const choice = toolChoiceToWire(call.tool_choice ?? call.toolChoice, offered);
  return {
    model: call.model ?? fields.model,
    ...parameters,
    ...(format && { response_format: responseFormatToWire(format) }),
    ...(tools.length > 0 && { tools: tools satisfies Tool[] }),
    ...(choice !== undefined && { tool_choice: choice }),
  };
}

const sessionOf = (fields: Fields, call: Call): SessionFields =>
  sessionFields(settingOf("sessionId", fields, call));

/** What a session id stands for is the weakest level of all: whatever names the same field wins. */
function withSessionKeys(fields: Fields, call: Call): Fields {
  const { promptCacheKey, promptCacheIsolationKey } = sessionOf(fields, call);
  if (promptCacheKey === undefined) return fields;
  const keys = {
    prompt_cache_key: promptCacheKey,
    ...(promptCacheIsolationKey !== undefined && {
      prompt_cache_isolation_key: promptCacheIsolationKey,
    }),
  };
  return { ...fields, modelKwargs: { ...keys, ...fields.modelKwargs } };
}

/** The same settings for a streamed answer, with usage asked for unless it was switched off. */
export function streamSettings(fields: Fields, call: Call): RequestSettings & { stream: true } {
  const { stream_options: chosen, ...settings } = mergedSettings(fields, call);
  const usage = chosen ?? (wantsStreamUsage(fields, call) ? { include_usage: true } : undefined);
  return {
    ...settings,
    stream: true,
    ...(usage !== undefined && { stream_options: usage }),
  };
}

function wantsStreamUsage(fields: ChatSettings, call: Call): boolean {
  return settingOf("streamUsage", fields, call) ?? true;
}

/** Reads the parameters alone: making the whole request for this would convert every tool twice. */
export function exceedsNonStreamCap(fields: Fields, call: Call): boolean {
  const { max_tokens: max, max_completion_tokens: maxCompletion } = parametersToWire(fields, call);
  const budget = max ?? maxCompletion ?? 0;
  return budget > NON_STREAM_TOKEN_CAP;
}

/** How a call travels and what its answer is told beside itself. */
export function requestContext(
  fields: Fields & { readonly warn: Warn },
  call: Call,
  settings: RequestSettings,
  overloadFallback?: OverloadFallback,
): CallContext {
  return {
    ...callPlan(fields, call, settings.model),
    requested: { ...requestedMetadata(fields, call, settings), overloadFallback },
    // Headers nobody can read may have said where the prompt is cached.
    affinity: callHeaders(call.headers) && fields.callAffinity,
    steps: answerSteps(fields, call, settings),
  };
}

function requestedMetadata(
  fields: Fields,
  call: Call,
  settings: RequestSettings,
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
function pricesOf(fields: Fields, call: Call): PriceTable | undefined {
  const table = settingOf("prices", fields, call);
  return table === null ? undefined : { ...fields.prices, ...table };
}

/** What a call does when its model is overloaded. */
export function overloadPlan(fields: Fields, call: Call, warn: Warn): OverloadPlan {
  return {
    policy: settingOf("onOverload", fields, call),
    model: call.model ?? fields.model,
    serviceTier: parametersToWire(fields, call).service_tier,
    signal: call.signal,
    warn,
  };
}

/** How the answer is read, in this order. */
function answerSteps(
  fields: Fields & { readonly warn: Warn },
  call: Call,
  settings: RequestSettings,
): AnswerStep[] {
  const format = settingOf("reasoningFormat", fields, call) ?? "raw";
  const thoughts = format === "raw" ? [] : [thinkSplitter(format)];
  return [...thoughts, ...toolSteps(fields, call, settings)];
}
