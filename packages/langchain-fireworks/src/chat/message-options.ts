import type { ModelProfile } from "@langchain/core/language_models/profile";
import type { MessageOptions } from "../convert/messages-to-wire.js";
import { type RequestChecks, settingOf } from "../settings/settings.js";
import type { RequestSettings } from "./chat-request.js";

/**
 * What a model and a call say about how the history is sent; the call wins.
 *
 * @param settings - What is asked with.
 * @param profile - Of the model that is asked.
 */
export function messageOptions(
  fields: RequestChecks,
  call: RequestChecks,
  { settings, profile }: { settings: RequestSettings; profile: ModelProfile },
): MessageOptions {
  return {
    checkMedia: settingOf("checkMedia", fields, call) ?? true,
    imageToolMessage: profile.imageToolMessage ?? true,
    replayReasoning: settingOf("replayReasoning", fields, call) ?? "own",
    reasoningHistory: settings.reasoning_history ?? undefined,
  };
}
