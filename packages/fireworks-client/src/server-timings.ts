import { numberIn } from "./rate-limit.js";
import type { HeaderFields } from "./rate-limit.js";

/**
 * The `fireworks-*` response headers (wire contract, section 1.6), camelCase. Durations are in
 * seconds. Absent means not sent: most are for dedicated deployments only, and a stream cannot know
 * its processing time when its headers leave.
 */
export interface ServerTimings {
  promptTokens?: number;
  cachedPromptTokens?: number;
  serverTimeToFirstToken?: number;
  serverProcessingTime?: number;
  speculationPromptTokens?: number;
  speculationPromptMatchedTokens?: number;
  speculationGeneratedTokens?: number;
  numConcurrentRequests?: number;
  tokenizerQueueDuration?: number;
  tokenizerDuration?: number;
  prefillQueueDuration?: number;
  prefillDuration?: number;
  generationQueueDuration?: number;
  generationDuration?: number;
  /** `pos:hits/total,…` as sent. */
  speculationAcceptance?: string;
  backendHost?: string;
  deployment?: string;
  /** The sampling parameters in force, parsed from JSON; the text itself if it is not JSON. */
  samplingOptions?: unknown;
}

type NumberKey = {
  [K in keyof ServerTimings]-?: ServerTimings[K] extends number | undefined ? K : never;
}[keyof ServerTimings];

type TextKey = "speculationAcceptance" | "backendHost" | "deployment";

const NUMBERS: ReadonlyMap<string, NumberKey> = new Map([
  ["fireworks-prompt-tokens", "promptTokens"],
  ["fireworks-cached-prompt-tokens", "cachedPromptTokens"],
  ["fireworks-server-time-to-first-token", "serverTimeToFirstToken"],
  ["fireworks-server-processing-time", "serverProcessingTime"],
  ["fireworks-speculation-prompt-tokens", "speculationPromptTokens"],
  ["fireworks-speculation-prompt-matched-tokens", "speculationPromptMatchedTokens"],
  ["fireworks-speculation-generated-tokens", "speculationGeneratedTokens"],
  ["fireworks-num-concurrent-requests", "numConcurrentRequests"],
  ["fireworks-tokenizer-queue-duration", "tokenizerQueueDuration"],
  ["fireworks-tokenizer-duration", "tokenizerDuration"],
  ["fireworks-prefill-queue-duration", "prefillQueueDuration"],
  ["fireworks-prefill-duration", "prefillDuration"],
  ["fireworks-generation-queue-duration", "generationQueueDuration"],
  ["fireworks-generation-duration", "generationDuration"],
]);

const TEXTS: ReadonlyMap<string, TextKey> = new Map([
  ["fireworks-speculation-acceptance", "speculationAcceptance"],
  ["fireworks-backend-host", "backendHost"],
  ["fireworks-deployment", "deployment"],
]);

/** Reads the `fireworks-*` headers. Never throws. */
export function parseServerTimings(fields: HeaderFields): ServerTimings {
  const timings: ServerTimings = {};
  for (const [name, value] of fields) {
    if (name.startsWith("fireworks-")) addTiming(timings, name, value);
  }
  return timings;
}

function addTiming(timings: ServerTimings, name: string, value: string): void {
  const numberKey = NUMBERS.get(name);
  const number = numberKey && numberIn(value);
  if (numberKey !== undefined && number !== undefined) timings[numberKey] = number;
  const textKey = TEXTS.get(name);
  if (textKey !== undefined) timings[textKey] = value;
  if (name === "fireworks-sampling-options") timings.samplingOptions = jsonOrText(value);
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
