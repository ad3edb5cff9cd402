import { grpcRefusal } from "../grpc-refusal.js";
import type { ControlPlaneState } from "../state.js";

/** Throws ALREADY_EXISTS for the name of a dataset, and for that of an output a job is still to write. */
export function refuseTaken(state: ControlPlaneState, name: string, now: number): void {
  const isTaken =
    state.datasets.find(name) !== undefined ||
    state.jobs.all().some((job) => job.spec.outputDatasetId === name && job.willWrite(now));
  if (isTaken) throw grpcRefusal("ALREADY_EXISTS", `${name} already exists`);
}
