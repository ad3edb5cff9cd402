import type { GenerationRequest } from "fireworks-client/wire";
import { ANSWER_SETTING_NAMES, type ChatSettings, settingOf } from "./settings.js";

/** Request fields that say who asks and where, and leave the answer as it is. */
const ROUTING_FIELDS = [
  "user",
  "metadata",
  "prompt_cache_key",
  "prompt_cache_isolation_key",
] as const satisfies readonly (keyof GenerationRequest)[];

/**
 * Everything that decides what comes back: the request body less its routing, and the settings that
 * read or complete it. What LangChain's response cache keys on; it holds nothing secret.
 */
export function responseIdentity(
  settings: GenerationRequest,
  fields: ChatSettings,
  call: ChatSettings,
): Record<string, unknown> {
  const identity: Record<string, unknown> = { ...settings };
  for (const name of ROUTING_FIELDS) delete identity[name];
  for (const name of ANSWER_SETTING_NAMES) {
    const value = settingOf(name, fields, call);
    if (value !== undefined) identity[name] = value;
  }
  return identity;
}

/** The same text for the same entries, in whichever order they stand. */
export function cacheKey(identity: Record<string, unknown>): string {
  const entries = Object.entries(identity);
  return JSON.stringify(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
