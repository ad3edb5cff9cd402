import type { AnswerOptions } from "../answers/options.js";
import type { ControlPlaneOptions } from "../control-plane/options.js";
import type { FaultOptions } from "../faults/options.js";
import type { LatencyOptions } from "../latency/options.js";
import type { ScriptOptions } from "../scripts/options.js";
import type { RateLimitOptions } from "../rate-limits/options.js";
import type { StrictnessOptions } from "../requests/options.js";

/** What a scope may have of its own; what is left out is as the server has it. */
export interface ScopeOptions
  extends
    StrictnessOptions,
    AnswerOptions,
    ScriptOptions,
    FaultOptions,
    LatencyOptions,
    RateLimitOptions,
    ControlPlaneOptions {}
