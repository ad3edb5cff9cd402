import type { GatewayStatus } from "./datasets.js";

/** When a deployment grows and shrinks. Durations are seconds, e.g. `600s`. */
export interface AutoscalingPolicy {
  /** Default `30s`, at most `3600s`. */
  scaleUpWindow?: string;
  /** Default `600s`, at most `3600s`. */
  scaleDownWindow?: string;
  /** Default `3600s`, at least `300s`. Only with `minReplicaCount` 0. */
  scaleToZeroWindow?: string;
  /** Per replica: `default` (0.8), `tokens_generated_per_second`, `requests_per_second`… */
  loadTargets?: Record<string, number>;
  /** By name, at most five: more replicas at certain times. */
  scalingSchedules?: Record<string, ScalingSchedule>;
}

/** A time at which at least so many replicas are kept. Where several overlap, the highest counts. */
export interface ScalingSchedule {
  /** When it begins: cron with five fields, e.g. `0 8 * * Mon-Fri`. */
  schedule?: string;
  /** How long it lasts: seconds with an `s`, `300s` to `604800s`. */
  duration?: string;
  /** An IANA name, e.g. `America/New_York`. */
  timezone?: string;
  minReplicaCount?: number;
  description?: string;
  disabled?: boolean;
}

/** Replicas by what they are doing. */
export interface ReplicaStats {
  pendingSchedulingReplicaCount?: number;
  downloadingModelReplicaCount?: number;
  initializingReplicaCount?: number;
  readyReplicaCount?: number;
  revocableReplicaCount?: number;
  /** Parts of replicas that are not whole yet; a fraction. */
  partialReplicaCount?: number;
}

export interface Placement {
  region?: string;
  regions?: string[];
  /** `GLOBAL`, `US`, `EUROPE`, `APAC`. */
  multiRegion?: string;
}

/** `GET /v1/accounts/{account}/deployments/{deployment}`. */
export interface Deployment {
  /** `accounts/{account}/deployments/{deployment}`. */
  name: string;
  displayName?: string;
  description?: string;
  /** The full id of the model it serves. */
  baseModel?: string;
  /** `CREATING`, `READY`, `DELETING`, `FAILED`, `UPDATING`, `DELETED`. */
  state?: string;
  status?: GatewayStatus;
  /** Tokens; may be smaller than the model's own. 0 and absent: the model's own. */
  maxContextLength?: number;
  minReplicaCount?: number;
  maxReplicaCount?: number;
  replicaCount?: number;
  desiredReplicaCount?: number;
  replicaStats?: ReplicaStats;
  autoscalingPolicy?: AutoscalingPolicy;
  /** `NVIDIA_H100_80GB`, `NVIDIA_B200_180GB`… */
  acceleratorType?: string;
  acceleratorCount?: number;
  /** `FP16`, `BF16`, `FP8`… */
  precision?: string;
  placement?: Placement;
  region?: string;
  deploymentShape?: string;
  /** Whether LoRAs can be loaded onto it. */
  enableAddons?: boolean;
  /** Merges a LoRA that is loaded into the base model; one at a time. */
  enableHotReloadLatestAddon?: boolean;
  /** LoRAs that are kept on the GPU. */
  numPeftDeviceCached?: number;
  /** Full id of the model that drafts for speculative decoding. Default: the base model's own. */
  draftModel?: string;
  /** Tokens to draft at a time. Default: the base model's own. */
  draftTokenCount?: number;
  /** Tokens to look back for drafting from the text itself. */
  ngramSpeculationLength?: number;
  /** Same `user`, same replica. */
  enableSessionAffinity?: boolean;
  /** Way past Fireworks' gateway: `INTERNET`, `GCP_PRIVATE_SERVICE_CONNECT`, `AWS_PRIVATELINK`. */
  directRouteType?: string;
  /** The keys of that way: secrets. */
  directRouteApiKeys?: string[];
  /** Its host or service name. Written by the server. */
  directRouteHandle?: string;
  autoTune?: { longPrompt?: boolean };
  /** Replicas at most, with those that can be revoked. */
  maxWithRevocableReplicaCount?: number;
  /** Free text for tools of your own. */
  annotations?: Record<string, string>;
  /** Enterprise accounts only. */
  deploymentTemplate?: string;
  disableDeploymentSizeValidation?: boolean;
  /** Takes new weights while it runs, from a bucket. */
  enableHotLoad?: boolean;
  /** `MINIO`, `S3`, `NEBIUS`, `FW_HOSTED`. */
  hotLoadBucketType?: string;
  /** `s3://…` or `gs://…`, without a slash at the end. */
  hotLoadBucketUrl?: string;
  /** Full name of the trainer job whose bucket it takes. */
  hotLoadTrainerJob?: string;
  activeModelVersion?: string;
  targetModelVersion?: string;
  pricingPlanId?: string;
  /** A cluster of your own. Written by the server. */
  cluster?: string;
  /** RFC 3339, here and below. */
  createTime?: string;
  updateTime?: string;
  expireTime?: string;
  /** When it was deleted; it can be undeleted until `purgeTime`. */
  deleteTime?: string;
  purgeTime?: string;
}

/** What may be said of a deployment when it is made or changed. */
export type DeploymentFields = Partial<
  Omit<
    Deployment,
    | "name"
    | "state"
    | "status"
    | "replicaCount"
    | "desiredReplicaCount"
    | "replicaStats"
    | "region"
    | "directRouteHandle"
    | "cluster"
    | "createTime"
    | "updateTime"
    | "deleteTime"
    | "purgeTime"
  >
>;

/** `POST /v1/accounts/{account}/deployments?deploymentId={deployment}`. */
export type CreateDeploymentRequest = DeploymentFields & {
  /** The full id of the model to serve. */
  baseModel: string;
};

/** `PATCH /v1/accounts/{account}/deployments/{deployment}:scale`. */
export interface ScaleDeploymentRequest {
  replicaCount?: number;
}

/** A model loaded onto a deployment (section 7.6). */
export interface DeployedModel {
  /** `accounts/{account}/deployedModels/{id}`. */
  name: string;
  displayName?: string;
  description?: string;
  /** The full id of the model. */
  model?: string;
  /** The full id of the deployment. */
  deployment?: string;
  /** Whether the model's own id, without `#deployment`, leads here. */
  default?: boolean;
  /** `DEPLOYING`, `DEPLOYED`, `UPDATING`, `UNDEPLOYING`. */
  state?: string;
  serverless?: boolean;
  status?: GatewayStatus;
  public?: boolean;
  createTime?: string;
  updateTime?: string;
}

/** `POST /v1/accounts/{account}/deployedModels`: loads a LoRA onto a deployment. */
export interface LoadModelRequest {
  /** The full id of the model. */
  model: string;
  /** The full id of the deployment. */
  deployment: string;
  displayName?: string;
  description?: string;
  default?: boolean;
  public?: boolean;
}
