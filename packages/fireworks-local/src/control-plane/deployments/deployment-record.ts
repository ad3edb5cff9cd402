import type { Deployment } from "fireworks-client/wire";
import type { LocalDeployment } from "../../models/local-deployment.js";
import type { DeployedModelRecord } from "../deployed-models/deployed-model-record.js";

/** What a caller says of a deployment. */
export type DeploymentFields = Omit<Deployment, "name"> & { baseModel: string };

/**
 * A deployment as it is kept. Times are milliseconds since 1970; what it is at a moment follows from them
 * in `lifecycle.ts`, so that nothing has to happen meanwhile.
 */
export interface DeploymentRecord {
  readonly name: string;
  readonly fields: DeploymentFields;
  readonly createdAt: number;
  /** When it is made, and first answers. */
  readonly readyAt: number;
  /** When the last change to it is asked for, and done. */
  readonly updatedAt: number;
  readonly updatedUntil: number;
  /** How many replicas are wanted, since when they are there, and how many there were before. */
  readonly wanted: number;
  readonly reachedAt: number;
  readonly before: number;
  /** The last reason not to scale to zero: a request, a start, a change. */
  readonly activeAt: number;
  /** The last request. */
  readonly trafficAt?: number;
  readonly deletedAt?: number | undefined;
  /** The models that were on it when it was deleted. */
  readonly unloaded?: readonly DeployedModelRecord[];
  /** Of an option: it reports this state and answers whatever it is. */
  readonly fixedState?: string;
}

export function newDeployment(
  name: string,
  fields: DeploymentFields,
  { now, readyAt = now }: { now: number; readyAt?: number },
): DeploymentRecord {
  const { minReplicaCount = 0, maxReplicaCount = Math.max(minReplicaCount, 1) } = fields;
  return {
    name,
    fields: { ...fields, minReplicaCount, maxReplicaCount },
    createdAt: now,
    readyAt,
    updatedAt: now,
    updatedUntil: now,
    wanted: Math.min(Math.max(minReplicaCount, 1), maxReplicaCount),
    reachedAt: readyAt,
    before: 0,
    activeAt: readyAt,
  };
}

/** A deployment of the options is there from the start, and stays unless it may scale to zero. */
export function givenDeployment(given: LocalDeployment, now: number): DeploymentRecord {
  const { id, baseModel, state, maxContextLength, minReplicaCount, replicaCount } = given;
  const min = minReplicaCount ?? (replicaCount === 0 ? 0 : 1);
  const fields: DeploymentFields = { baseModel, minReplicaCount: min };
  if (maxContextLength !== undefined) fields.maxContextLength = maxContextLength;
  const record = newDeployment(id, fields, { now });
  return {
    ...record,
    ...(replicaCount !== undefined && { wanted: replicaCount }),
    ...(state !== undefined && { fixedState: state }),
  };
}
