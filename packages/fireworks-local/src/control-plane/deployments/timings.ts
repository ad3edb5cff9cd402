/** How long the work on deployments takes, in milliseconds of the server's clock. */
export interface DeploymentTimings {
  /** From `CREATING` to `READY`. Default 0. */
  createMs?: number;
  /** From a call that wakes a deployment to its first replica, and after `:scale`. Default 0. */
  scaleUpMs?: number;
  /** From `UPDATING` to `READY`, after a change. Default 0. */
  updateMs?: number;
  /** From `DELETING` to `DELETED`. Default 0. */
  deleteMs?: number;
}
