import { readDuration } from "../timestamps.js";
import type { DeploymentRecord } from "./deployment-record.js";
import type { DeploymentTimings } from "./timings.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Contract 7.5: with no replica needed, a deployment idle that long is deleted. */
const DELETED_WHEN_IDLE_FOR = 7 * DAY;

/** How long one that was deleted can be had back. Fireworks does not say; ours. */
export const KEPT_WHEN_DELETED: number = 7 * DAY;

const DEFAULT_SCALE_TO_ZERO_WINDOW = HOUR;

/** When it was deleted: by a call, or for being idle. */
export function deletedAt(record: DeploymentRecord, now: number): number | undefined {
  if (record.deletedAt !== undefined) return record.deletedAt;
  const idleUntil = record.activeAt + DELETED_WHEN_IDLE_FOR;
  const isLeft = mayScaleToZero(record) && record.fixedState === undefined;
  return isLeft && now >= idleUntil ? idleUntil : undefined;
}

export function stateAt(record: DeploymentRecord, now: number, timings: DeploymentTimings): string {
  const gone = deletedAt(record, now);
  if (gone !== undefined) return now < gone + (timings.deleteMs ?? 0) ? "DELETING" : "DELETED";
  if (record.fixedState !== undefined) return record.fixedState;
  if (now < record.readyAt) return "CREATING";
  return now < record.updatedUntil ? "UPDATING" : "READY";
}

/** How many replicas there are, and how many there should be. */
export function replicasAt(
  record: DeploymentRecord,
  now: number,
): { ready: number; desired: number } {
  const { wanted, before, reachedAt, readyAt } = record;
  if (deletedAt(record, now) !== undefined) return { ready: 0, desired: 0 };
  if (now < readyAt) return { ready: 0, desired: wanted };
  if (isIdle(record, now)) return { ready: 0, desired: 0 };
  // Shrinking is at once.
  return { ready: now < reachedAt ? Math.min(before, wanted) : wanted, desired: wanted };
}

/** Nobody asked it for as long as its policy says, and it needs no replica. */
function isIdle(record: DeploymentRecord, now: number): boolean {
  const window = record.fields.autoscalingPolicy?.scaleToZeroWindow;
  const idleFor = readDuration(window ?? "") ?? DEFAULT_SCALE_TO_ZERO_WINDOW;
  return mayScaleToZero(record) && now - Math.max(record.activeAt, record.reachedAt) >= idleFor;
}

function mayScaleToZero({ fields }: DeploymentRecord): boolean {
  return (fields.minReplicaCount ?? 0) === 0;
}

/** The record after its number of replicas was changed; more of them take time. */
export function scaledTo(
  record: DeploymentRecord,
  wanted: number,
  { now, scaleUpMs = 0 }: { now: number; scaleUpMs?: number },
): DeploymentRecord {
  const { ready } = replicasAt(record, now);
  const reachedAt = Math.max(wanted > ready ? now + scaleUpMs : now, record.readyAt);
  return { ...record, wanted, before: ready, reachedAt, activeAt: now };
}
