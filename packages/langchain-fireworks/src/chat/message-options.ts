import type { ModelProfile } from "@langchain/core/language_models/profile";
import type { MessageOptions } from "../convert/messages-to-wire.js";
import { type ParameterLevel, parametersToWire } from "../settings/parameter-levels.js";
import { type RequestChecks, settingOf } from "../settings/settings.js";

/**
 * What a model and a call say about how the history is sent; the call wins.
 *
 * @param profile - Of the model that is asked.
 */
export function messageOptions(
  fields: RequestChecks & ParameterLevel,
  call: RequestChecks & ParameterLevel,
  profile: ModelProfile,
): MessageOptions {
  return {
    checkMedia: settingOf("checkMedia", fields, call) ?? true,
    imageToolMessage: profile.imageToolMessage ?? true,
    replayReasoning: settingOf("replayReasoning", fields, call) ?? "own",
    reasoningHistory: parametersToWire(fields, call).reasoning_history ?? undefined,
  };
}
