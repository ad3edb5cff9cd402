/** A dedicated deployment, for `deployments` of the options. */
export interface LocalDeployment {
  /** Full id, e.g. `accounts/me/deployments/mine`. */
  id: string;
  /** Full id of the model it serves. */
  baseModel: string;
  /** As the control plane reports it. Default `READY`. It answers in any state that is given here. */
  state?: string;
  /** Tokens, where the deployment takes fewer than its model. */
  maxContextLength?: number;
  /** Replicas it always keeps. 0 lets it scale to zero after an hour. Default 1. */
  minReplicaCount?: number;
  /** Replicas it starts with. 0: the first request is 503 and wakes it. Default 1. */
  replicaCount?: number;
}
