/** A real engine behind the stand-in. */
export interface UpstreamOptions {
  /** Where accepted requests are sent instead of being answered here. Default: nowhere. */
  upstream?: UpstreamTarget;
}

/** Fireworks itself, or any OpenAI-compatible engine. */
export interface UpstreamTarget {
  /** What `/chat/completions` is appended to. */
  url: string;
  /** Sent as bearer key. Default: the caller's own key, which is what Fireworks needs. */
  apiKey?: string;
  /** From the ids that clients send to the engine's own names; `*` is for all others. */
  models?: Record<string, string>;
}
