/** How long to wait for a deployment that is starting, and who is told. */
export interface WaitForDeployment {
  /** Milliseconds in all. Default 1,800,000 (30 minutes). */
  maxWaitMs?: number;
  /** Told before every pause. */
  onWait?: (progress: DeploymentWait) => void;
}

/** One pause while a deployment starts. */
export interface DeploymentWait {
  /** The model that was asked. */
  model: string;
  /** Pauses so far, from 1. */
  polls: number;
  /** Milliseconds since the first answer that said it is starting. */
  elapsedMs: number;
  /** Milliseconds until the next try. */
  nextPollInMs: number;
}
