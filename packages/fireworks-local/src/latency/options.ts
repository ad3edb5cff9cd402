import type { LatencySetting } from "./latency.js";

/** How fast answers come. */
export interface LatencyOptions {
  /**
   * Of every answer, unless a script or a fault says otherwise: a profile (`fast`, `serverless`,
   * `slow`, `overloaded`) or figures. A whole answer waits as long as its stream would take.
   * Default: none, and no timers.
   */
  latency?: LatencySetting;
}
