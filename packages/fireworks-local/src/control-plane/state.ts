/** What was made on the control plane. Every scope has its own. */
export class ControlPlaneState {
  /** Full names of what was deleted. */
  readonly deleted: Set<string> = new Set();
}
