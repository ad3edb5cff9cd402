import { composeMessage } from "./error-message.js";
import { markErrorClass } from "./error-mark.js";
import { assignDefined } from "./fireworks-error.js";
import { FireworksDeploymentScalingUpError } from "./status-errors.js";

export interface NotReadyErrorInit {
  /** The last answer that said the deployment is starting. */
  last: FireworksDeploymentScalingUpError;
  waitedMs: number;
  polls: number;
}

const HINT =
  "Wait longer (waitForDeployment.maxWaitMs), look at the deployment's state, or keep a minimum of one replica.";

/**
 * The deployment was still starting when the wait for it was over. Has what the last answer said;
 * trying again at once does not help.
 */
export class FireworksDeploymentNotReadyError extends FireworksDeploymentScalingUpError {
  static {
    markErrorClass(this, "FireworksDeploymentNotReadyError");
  }

  /** Milliseconds since the first answer that said it is starting. */
  declare readonly waitedMs: number;
  /** How often it was asked again. */
  declare readonly polls: number;

  constructor({ last, waitedMs, polls }: NotReadyErrorInit) {
    const { status, requestId, headers, body, type, rateLimit, attempts } = last;
    const seconds = Math.round(waitedMs / 1000);
    const happened = `The deployment was still starting after ${seconds} s and ${polls} more ${polls === 1 ? "try" : "tries"}`;
    super(composeMessage({ happened, status, requestId, hint: HINT }), {
      status,
      requestId,
      headers,
      body,
      type,
      rateLimit,
      code: "deployment_not_ready",
      hint: HINT,
    });
    assignDefined(this, { waitedMs, polls, attempts });
  }
}
