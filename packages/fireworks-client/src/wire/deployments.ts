/**
 * `GET /v1/accounts/{account}/deployments/{deployment}` on the control plane (section 7.5 of the wire
 * contract): the fields that matter to callers.
 */
export interface Deployment {
  /** `accounts/{account}/deployments/{deployment}`. */
  name: string;
  displayName?: string;
  /** The full id of the model it serves. */
  baseModel?: string;
  /** `CREATING`, `READY`, `DELETING`, `FAILED`, `UPDATING`, `DELETED`. */
  state?: string;
  /** Tokens; may be smaller than the model's own. 0 and absent: the model's own. */
  maxContextLength?: number;
  minReplicaCount?: number;
  maxReplicaCount?: number;
  replicaCount?: number;
  desiredReplicaCount?: number;
  createTime?: string;
  updateTime?: string;
}
