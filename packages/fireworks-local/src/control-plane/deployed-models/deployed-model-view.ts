import type { DeployedModel } from "fireworks-client/wire";
import { OK_STATUS } from "../messages/status.js";
import type { ControlPlaneState } from "../state.js";
import { toTimestamp } from "../timestamps.js";
import type { DeployedModelRecord } from "./deployed-model-record.js";

/** Deployed once the deployment it is on is made. */
export function deployedModelState(
  { deployments }: ControlPlaneState,
  { deployment }: DeployedModelRecord,
  now: number,
): "DEPLOYING" | "DEPLOYED" {
  const record = deployments.findLive(deployment);
  return record === undefined || now < record.readyAt ? "DEPLOYING" : "DEPLOYED";
}

export function toDeployedModel(
  state: ControlPlaneState,
  record: DeployedModelRecord,
  now: number,
): DeployedModel {
  return {
    name: record.name,
    ...record.fields,
    model: record.model,
    deployment: record.deployment,
    default: record.default,
    state: deployedModelState(state, record, now),
    status: OK_STATUS,
    createTime: toTimestamp(record.createdAt),
    updateTime: toTimestamp(record.updatedAt),
  };
}
