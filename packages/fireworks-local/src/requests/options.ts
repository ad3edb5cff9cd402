import type { LocalModel } from "../models/local-model.js";

/** What requests are held to. */
export interface StrictnessOptions {
  /** Added to the built-in models; one with a known id replaces it. */
  models?: LocalModel[];
  /** `max_tokens` above this needs `stream: true`. Default 4096 (contract 2.9). */
  maxNonStreamTokens?: number;
  /**
   * Answers what Fireworks would refuse, where an answer is possible: unknown keys and values of a
   * wrong type are dropped, numbers go to the nearest limit, every model is known. Default false.
   */
  lenient?: boolean;
}
