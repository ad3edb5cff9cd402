import {
  boolean,
  type Field,
  integerRange,
  object,
  optional,
  type Shape,
} from "../requests/shape.js";
import type { RateLimitSettings } from "./options.js";

const tokens: Shape = integerRange(0);

const KEYS: { [Key in keyof RateLimitSettings]-?: Field } = {
  promptTokens: optional(tokens, "Prompt tokens a window."),
  cacheAdjustedPromptTokens: optional(tokens, "Prompt tokens a window that were in no cache."),
  generatedTokens: optional(tokens, "Tokens of answers a window."),
  requests: optional(tokens, "Requests a window."),
  windowMs: optional(integerRange(1), "Milliseconds until all of it is available again."),
  retryAfter: optional(boolean, "Send Retry-After with a 429."),
  adaptive: optional(boolean, "Let the limits follow the use."),
};

/** The limits as an admin request sets them. */
export const RATE_LIMITS_SHAPE: Shape = object(KEYS);
