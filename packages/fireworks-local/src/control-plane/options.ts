import type { LocalDeployment } from "../models/local-deployment.js";

/** What exists on the control plane from the start, and how long its work takes. */
export interface ControlPlaneOptions {
  /** Callable by their own id and as `<model>#<deployment>`. Default: none. */
  deployments?: LocalDeployment[];
}
