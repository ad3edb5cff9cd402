import type { BatchStatus, SubmitProgress } from "../batch/index.js";
import type { ProgressView } from "./progress-view.js";

/** A batch's status as the bar shows it. */
export function viewOf({
  state,
  counts,
  tokens,
  cost,
  waitingOnCapacity,
}: BatchStatus): ProgressView {
  const all = tokens.input + tokens.output;
  return {
    state: waitingOnCapacity ? `${state}, waiting for capacity` : state,
    done: counts.processed,
    total: counts.total,
    failed: counts.failed,
    ...(all > 0 && { tokens: all }),
    cost: cost?.cost ?? null,
  };
}

/** How far a submission is, in rows: while they are checked their number is not known yet. */
export function viewOfSubmit({
  phase,
  inputs,
  badRows,
  bytes,
  uploadedBytes,
}: SubmitProgress): ProgressView {
  const share = bytes === 0 ? 0 : uploadedBytes / bytes;
  return {
    state: phase === "writing" ? "checking" : "uploading",
    done: Math.floor(inputs * share),
    total: inputs,
    failed: badRows,
  };
}
