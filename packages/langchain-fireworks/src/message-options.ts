import type { ModelProfile } from "@langchain/core/language_models/profile";
import type { MessageOptions } from "./convert/messages-to-wire.js";
import { type ParameterLevel, parametersToWire } from "./parameters.js";
import type { RequestChecks } from "./settings.js";

/** What a model and a call say about how the history is sent; the call wins. */
export function messageOptions(
  model: RequestChecks & ParameterLevel & { profile: ModelProfile },
  call: RequestChecks & ParameterLevel,
): MessageOptions {
  return {
    checkMedia: call.checkMedia ?? model.checkMedia ?? true,
    imageToolMessage: model.profile.imageToolMessage ?? true,
    replayReasoning: call.replayReasoning ?? model.replayReasoning ?? "own",
    reasoningHistory: parametersToWire(model, call).reasoning_history ?? undefined,
  };
}
