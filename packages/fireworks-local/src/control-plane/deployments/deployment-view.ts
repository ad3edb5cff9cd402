import type { Deployment } from "fireworks-client/wire";
import { OK_STATUS } from "../messages/status.js";
import { toTimestamp } from "../timestamps.js";
import type { DeploymentRecord } from "./deployment-record.js";
import { deletedAt, KEPT_WHEN_DELETED, replicasAt, stateAt } from "./lifecycle.js";
import type { DeploymentTimings } from "./timings.js";

/** The deployment as the control plane shows it at a moment (contract 7.5). */
export function toDeployment(
  record: DeploymentRecord,
  now: number,
  timings: DeploymentTimings,
): Deployment {
  const { ready, desired } = replicasAt(record, now);
  const gone = deletedAt(record, now);
  return {
    name: record.name,
    ...record.fields,
    state: stateAt(record, now, timings),
    status: OK_STATUS,
    replicaCount: ready,
    desiredReplicaCount: desired,
    replicaStats: {
      pendingSchedulingReplicaCount: 0,
      downloadingModelReplicaCount: 0,
      initializingReplicaCount: Math.max(desired - ready, 0),
      readyReplicaCount: ready,
    },
    createTime: toTimestamp(record.createdAt),
    updateTime: toTimestamp(record.updatedAt),
    ...(gone !== undefined && {
      deleteTime: toTimestamp(gone),
      purgeTime: toTimestamp(gone + KEPT_WHEN_DELETED),
    }),
  };
}
