import { givenParameters } from "../settings/parameters.js";
import { normalizeFields } from "../settings/serialization.js";
import type { ChatFireworksFields } from "./chat-options.js";

/**
 * One spelling for each setting: aliases and Fireworks' own names become ours. Fields written for
 * other packages (`max_tokens`, `modelName`, `stopSequences`) therefore arrive.
 */
export function normalizeChatFields(
  modelOrFields: string | ChatFireworksFields | undefined,
  rest: ChatFireworksFields | undefined,
): ChatFireworksFields {
  const { stopSequences, ...fields } = normalizeFields(modelOrFields, rest);
  const parameters = givenParameters(fields);
  return { ...fields, ...parameters, stop: parameters.stop ?? stopSequences };
}
