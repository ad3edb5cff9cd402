import type { BindToolsInput } from "@langchain/core/language_models/chat_models";
import type { ChatCompletionRequest, Tool } from "fireworks-client/wire";
import type { AnswerStep } from "../answer-steps/answer-step.js";
import { thinkSplitter } from "../answer-steps/think-splitter.js";
import type { AffinityReader } from "../calls/call-affinity.js";
import { generationContext, withSessionKeys } from "../settings/generation-context.js";
import type { OverloadFallback } from "../calls/overload-policy.js";
import { asStream } from "../calls/whole-or-stream.js";
import { responseFormatToWire } from "../convert/response-format-to-wire.js";
import { toolChoiceToWire } from "../convert/tool-choice-to-wire.js";
import { toolsToWire } from "../convert/tools-to-wire.js";
import type { Warn } from "../errors/warnings.js";
import { parametersToWire } from "../settings/parameter-levels.js";
import type { FireworksParameters } from "../settings/parameters.js";
import { type ChatSettings, settingOf } from "../settings/settings.js";
import type { CallContext } from "./chat-calls.js";
import type { ChatFireworksCallOptions } from "./chat-options.js";
import { clampReasoning } from "../settings/reasoning-effort.js";
import { toolSteps } from "./tool-steps.js";

/** A request body less its messages: what tracing shows and what the response cache keys on. */
export type RequestSettings = Omit<ChatCompletionRequest, "messages">;

/** The settings that stand on a model. */
type Fields = FireworksParameters &
  ChatSettings &
  AffinityReader & { model: string; readonly warn: Warn };
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

/** The same settings for a streamed answer, with usage asked for unless it was switched off. */
export function streamSettings(fields: Fields, call: Call): RequestSettings & { stream: true } {
  return asStream(mergedSettings(fields, call), settingOf("streamUsage", fields, call));
}

/** How a call travels, what its answer is told beside itself, and how it is read. */
export function requestContext(
  fields: Fields,
  call: Call,
  settings: RequestSettings,
  overloadFallback?: OverloadFallback,
): CallContext {
  return {
    ...generationContext(fields, call, settings, overloadFallback),
    steps: answerSteps(fields, call, settings),
  };
}

/** The same of another call that differs in nothing else. */
export function contextOf(
  context: CallContext,
  signal: AbortSignal | undefined,
  affinity: string | undefined,
): CallContext {
  const { options, waiting } = context;
  if (options.signal === signal && context.affinity === affinity) return context;
  return {
    ...context,
    affinity,
    options: { ...options, signal },
    waiting: waiting && { ...waiting, signal },
  };
}

/** How the answer is read, in this order. */
function answerSteps(fields: Fields, call: Call, settings: RequestSettings): AnswerStep[] {
  const format = settingOf("reasoningFormat", fields, call) ?? "raw";
  const thoughts = format === "raw" ? [] : [thinkSplitter(format)];
  return [...thoughts, ...toolSteps(fields, call, settings)];
}
