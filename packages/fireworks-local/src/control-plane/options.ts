import type { BatchOptions } from "./batch/options.js";
import type { DeploymentTimings } from "./deployments/timings.js";
import type { FineTuningTimings } from "./fine-tuning/timings.js";
import type { LocalDeployment } from "../models/local-deployment.js";

/** What exists on the control plane from the start, and how long its work takes. */
export interface ControlPlaneOptions extends BatchOptions {
  /** Callable by their own id and as `<model>#<deployment>`. Default: none. */
  deployments?: LocalDeployment[];
  /** How long creating, waking, changing and deleting deployments takes. Default: no time. */
  deploymentTimings?: DeploymentTimings;
  /** How long supervised fine-tuning jobs take. Default: no time. */
  fineTuningTimings?: FineTuningTimings;
  /**
   * The account that keys belong to, e.g. `acme`; all others but `fireworks` are then refused with 403.
   * Default: `local` is the one that is listed, and a caller may use any other id as its own.
   */
  account?: string;
  /**
   * Largest file in bytes, above which an upload is 413. Default 150 MiB for `:upload` (contract 7.2), and
   * for a signed address what was announced, at most 1 GiB.
   */
  maxUploadBytes?: number;
}
