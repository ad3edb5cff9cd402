import type { Script } from "../answers/answer.js";
import type { FaultPlan } from "../faults/fault.js";
import type { FaultSelector } from "../faults/select.js";
import type { LocalDeployment } from "../models/local-deployment.js";
import type { LocalModel } from "../models/local-model.js";

/** Everything is optional: without options the server behaves like Fireworks with any key. */
export interface FireworksLocalOptions {
  /** Accepted keys. Default: any bearer key that is not empty. */
  apiKeys?: string[];
  /** Fireworks' documentation says 401; 403 was observed (contract 1.2). Default 401. */
  authFailureStatus?: 401 | 403;
  /** Added to the built-in models; one with a known id replaces it. */
  models?: LocalModel[];
  /** Callable by their own id and as `<model>#<deployment>`. Default: none. */
  deployments?: LocalDeployment[];
  /** Tried in order, before the built-in ones. */
  scripts?: Script[];
  /** `max_tokens` above this needs `stream: true`. Default 4096 (contract 2.9). */
  maxNonStreamTokens?: number;
  /**
   * Where a stream reports usage (contract 4.3). `finish-chunk`: always with the finish reason.
   * `trailing-chunk`: only when `stream_options.include_usage` asks, on a last chunk of its own.
   * Default: the trailing chunk when asked, the finish chunk otherwise.
   */
  usageInStream?: "finish-chunk" | "trailing-chunk";
  /** Same request and seed, same answer. Default 0. */
  seed?: number;
  /** What goes wrong, as rules or as a function of the request. Default: nothing. */
  faults?: FaultPlan | FaultSelector;
  /** Milliseconds before each event of a stream. Default 0: none. */
  tokenDelayMs?: number;
  /** Largest request body in bytes, above which the answer is 413. Default 32 MiB. */
  maxBodyBytes?: number;
  /** Milliseconds since 1970, for `created` and the journal. Default `Date.now`. */
  now?: () => number;
}
