/** A dedicated deployment, for `deployments` of the options. */
export interface LocalDeployment {
  /** Full id, e.g. `accounts/me/deployments/mine`. */
  id: string;
  /** Full id of the model it serves. */
  baseModel: string;
  /** As the control plane reports it. Default `READY`. It answers in any state. */
  state?: string;
  /** Tokens, where the deployment takes fewer than its model. */
  maxContextLength?: number;
}
