import type { Deployment } from "fireworks-client/wire";
import { invalidArgument } from "../grpc-refusal.js";
import { readDuration } from "../timestamps.js";

const MINUTE = 60_000;

/** Contract 7.5. Milliseconds, both included. */
const WINDOWS = {
  scaleUpWindow: { min: 0, max: 60 * MINUTE },
  scaleDownWindow: { min: 0, max: 60 * MINUTE },
  scaleToZeroWindow: { min: 5 * MINUTE, max: Infinity },
} as const;

type Fields = Omit<Deployment, "name">;

/** What a description cannot say of a deployment. Throws E8, code 3. */
export function checkDeployment({
  minReplicaCount,
  maxReplicaCount,
  autoscalingPolicy,
}: Fields): void {
  if (maxReplicaCount !== undefined && (minReplicaCount ?? 0) > maxReplicaCount)
    throw invalidArgument(
      `min_replica_count ${minReplicaCount} is greater than max_replica_count ${maxReplicaCount}`,
    );
  for (const [name, { min, max }] of Object.entries(WINDOWS)) {
    const text = autoscalingPolicy?.[name as keyof typeof WINDOWS];
    const ms = text === undefined ? undefined : (readDuration(text) ?? NaN);
    if (ms !== undefined && !(ms >= min && ms <= max))
      throw invalidArgument(
        `invalid autoscaling_policy.${name}: ${text} is not ${max === Infinity ? `at least ${min / 1_000}s` : `between ${min / 1_000}s and ${max / 1_000}s`}`,
      );
  }
}

/** What Fireworks fills in (contract 7.5). */
export function withDefaults<F extends Fields>(fields: F): F {
  return {
    ...fields,
    autoscalingPolicy: {
      scaleUpWindow: "30s",
      scaleDownWindow: "600s",
      scaleToZeroWindow: "3600s",
      ...fields.autoscalingPolicy,
      loadTargets: { default: 0.8, ...fields.autoscalingPolicy?.loadTargets },
    },
    placement: fields.placement ?? { multiRegion: "GLOBAL" },
  };
}
