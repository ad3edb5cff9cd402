import { numberIn } from "./rate-limit.js";

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

const NUMBER_HEADERS = {
  promptTokens: "fireworks-prompt-tokens",
  cachedPromptTokens: "fireworks-cached-prompt-tokens",
  serverTimeToFirstToken: "fireworks-server-time-to-first-token",
  serverProcessingTime: "fireworks-server-processing-time",
  speculationPromptTokens: "fireworks-speculation-prompt-tokens",
  speculationPromptMatchedTokens: "fireworks-speculation-prompt-matched-tokens",
  speculationGeneratedTokens: "fireworks-speculation-generated-tokens",
  numConcurrentRequests: "fireworks-num-concurrent-requests",
  tokenizerQueueDuration: "fireworks-tokenizer-queue-duration",
  tokenizerDuration: "fireworks-tokenizer-duration",
  prefillQueueDuration: "fireworks-prefill-queue-duration",
  prefillDuration: "fireworks-prefill-duration",
  generationQueueDuration: "fireworks-generation-queue-duration",
  generationDuration: "fireworks-generation-duration",
} as const satisfies Record<NumberKey, string>;

const TEXT_HEADERS = {
  speculationAcceptance: "fireworks-speculation-acceptance",
  backendHost: "fireworks-backend-host",
  deployment: "fireworks-deployment",
} as const;

/** Reads the `fireworks-*` headers. Never throws. */
export function parseServerTimings(headers: Headers): ServerTimings {
  const timings: ServerTimings = {};
  for (const key of Object.keys(NUMBER_HEADERS) as NumberKey[]) {
    const value = numberIn(headers, NUMBER_HEADERS[key]);
    if (value !== undefined) timings[key] = value;
  }
  for (const key of Object.keys(TEXT_HEADERS) as (keyof typeof TEXT_HEADERS)[]) {
    const value = headers.get(TEXT_HEADERS[key]);
    if (value !== null) timings[key] = value;
  }
  const samplingOptions = headers.get("fireworks-sampling-options");
  if (samplingOptions !== null) timings.samplingOptions = jsonOrText(samplingOptions);
  return timings;
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
