import { modelNotFound, Refusal } from "../../requests/refusal.js";
import type { ControlPlaneState } from "../state.js";
import { replicasAt, scaledTo } from "./lifecycle.js";

/**
 * A request comes to a deployment: undefined when it can answer. One that is scaled to zero wakes by it,
 * and refuses until a replica is there, for requests are not queued (E5, contract 7.5). One that is being
 * made cannot be told from one that never was (contract 5.1).
 */
export function admitTraffic(state: ControlPlaneState, deployment: string): Refusal | undefined {
  const now = state.now();
  const record = state.deployments.findLive(deployment);
  if (record === undefined || (now < record.readyAt && record.fixedState === undefined))
    return modelNotFound();
  const { minReplicaCount = 0, maxReplicaCount = 1 } = record.fields;
  const { ready, desired } = replicasAt(record, now);
  if (ready > 0) {
    state.deployments.replace({ ...record, activeAt: now, trafficAt: now });
    return undefined;
  }
  if (maxReplicaCount === 0) return modelNotFound();
  const woken =
    desired > 0
      ? record
      : scaledTo(record, Math.max(minReplicaCount, 1), {
          now,
          scaleUpMs: state.deploymentTimings.scaleUpMs,
        });
  state.deployments.replace({ ...woken, trafficAt: now });
  return scalingUp();
}

function scalingUp(): Refusal {
  const message =
    "Deployment is currently scaled to zero and is scaling up. Please retry your request in a few minutes.";
  return new Refusal(503, { error: { message, code: "DEPLOYMENT_SCALING_UP", type: "error" } });
}
