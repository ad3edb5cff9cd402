import {
  boolean,
  duration,
  integer,
  integerRange,
  list,
  map,
  number,
  object,
  oneOf,
  optional,
  outputOnly,
  required,
  type Shape,
  string,
  timestamp,
} from "../../requests/shape.js";
import { precision } from "../messages/precision.js";
import { statusShape } from "../messages/status.js";
import { region } from "./regions.js";

const acceleratorType = oneOf(
  "ACCELERATOR_TYPE_UNSPECIFIED",
  "NVIDIA_A100_80GB",
  "NVIDIA_H100_80GB",
  "AMD_MI300X_192GB",
  "NVIDIA_A10G_24GB",
  "NVIDIA_A100_40GB",
  "NVIDIA_L4_24GB",
  "NVIDIA_H200_141GB",
  "NVIDIA_B200_180GB",
  "AMD_MI325X_256GB",
  "AMD_MI350X_288GB",
  "NVIDIA_B300_288GB",
);

const replicaStats = object({
  pendingSchedulingReplicaCount: outputOnly(integer),
  downloadingModelReplicaCount: outputOnly(integer),
  initializingReplicaCount: outputOnly(integer),
  readyReplicaCount: outputOnly(integer),
  revocableReplicaCount: outputOnly(integer),
  partialReplicaCount: outputOnly(number),
});

const scalingSchedule = object({
  minReplicaCount: required(integerRange(0)),
  schedule: required(string),
  duration: required(string),
  timezone: required(string),
  description: optional(string),
  disabled: optional(boolean),
});

const autoscalingPolicy = object({
  scaleUpWindow: optional(duration),
  scaleDownWindow: optional(duration),
  scaleToZeroWindow: optional(duration),
  loadTargets: optional(map(number)),
  scalingSchedules: optional(map(scalingSchedule)),
});

const placement = object({
  region: optional(region),
  multiRegion: optional(oneOf("MULTI_REGION_UNSPECIFIED", "GLOBAL", "US", "EUROPE", "APAC")),
  regions: optional(list(region)),
});

const bucketType = oneOf("BUCKET_TYPE_UNSPECIFIED", "MINIO", "S3", "NEBIUS", "FW_HOSTED");

const directRouteType = oneOf(
  "DIRECT_ROUTE_TYPE_UNSPECIFIED",
  "INTERNET",
  "GCP_PRIVATE_SERVICE_CONNECT",
  "AWS_PRIVATELINK",
);

const replicas = integerRange(0, 10_000);

/** A deployment (contract 7.5), with every field of Fireworks' OpenAPI file. */
export const deploymentShape: Shape & { kind: "object" } = {
  kind: "object",
  keys: {
    name: outputOnly(string),
    displayName: optional({ kind: "string", maxLength: 63 }),
    description: optional(string),
    createTime: outputOnly(timestamp),
    updateTime: outputOnly(timestamp),
    expireTime: optional(timestamp),
    purgeTime: outputOnly(timestamp),
    deleteTime: outputOnly(timestamp),
    state: outputOnly(
      oneOf("STATE_UNSPECIFIED", "CREATING", "READY", "DELETING", "FAILED", "UPDATING", "DELETED"),
    ),
    status: outputOnly(statusShape),
    annotations: optional(map(string)),
    minReplicaCount: optional(replicas),
    maxReplicaCount: optional(replicas),
    maxWithRevocableReplicaCount: optional(replicas),
    desiredReplicaCount: outputOnly(integer),
    replicaCount: outputOnly(integer),
    replicaStats: outputOnly(replicaStats),
    autoscalingPolicy: optional(autoscalingPolicy),
    baseModel: required(string),
    acceleratorCount: optional(integer),
    acceleratorType: optional(acceleratorType),
    precision: optional(precision),
    cluster: outputOnly(string),
    enableAddons: optional(boolean),
    draftTokenCount: optional(integer),
    draftModel: optional(string),
    ngramSpeculationLength: optional(integer),
    enableSessionAffinity: optional(boolean),
    directRouteApiKeys: optional(list(string)),
    numPeftDeviceCached: optional(integer),
    directRouteType: optional(directRouteType),
    directRouteHandle: outputOnly(string),
    deploymentTemplate: optional(string),
    autoTune: optional(object({ longPrompt: optional(boolean) })),
    placement: optional(placement),
    region: outputOnly(region),
    maxContextLength: optional(integer),
    disableDeploymentSizeValidation: optional(boolean),
    enableHotLoad: optional(boolean),
    hotLoadBucketType: optional(bucketType),
    enableHotReloadLatestAddon: optional(boolean),
    deploymentShape: optional(string),
    activeModelVersion: optional(string),
    targetModelVersion: optional(string),
    hotLoadBucketUrl: optional(string),
    pricingPlanId: optional(string),
    hotLoadTrainerJob: optional(string),
  },
};
