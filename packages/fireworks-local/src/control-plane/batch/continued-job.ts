import type { CreateBatchInferenceJobRequest } from "fireworks-client/wire";
import { ownAccount } from "../accounts/account-access.js";
import type { GatewayCall } from "../gateway-call.js";
import { grpcRefusal } from "../grpc-refusal.js";
import type { BatchJob } from "./batch-job.js";
import { jobName } from "./find-job.js";

/** An earlier job that is continued, and what a new one takes over from it. */
export interface ContinuedJob {
  job: BatchJob;
  asRequest: CreateBatchInferenceJobRequest;
}

/** Undefined when no name was given. Throws E8 for a job that is not there or did not expire. */
export function continuedJob(call: GatewayCall, nameOrId: string): ContinuedJob | undefined {
  if (nameOrId === "") return undefined;
  const name = jobName(ownAccount(call), nameOrId);
  const job = call.state.jobs.find(name);
  if (job === undefined) throw grpcRefusal("NOT_FOUND", `batch inference job ${name} not found`);
  const { state } = job.moment(call.now);
  if (state !== "JOB_STATE_EXPIRED" || job.deletedAt !== undefined)
    throw grpcRefusal(
      "FAILED_PRECONDITION",
      `only an expired job can be continued: ${name} is ${state}`,
    );
  const { model, inputDatasetId, parameters, precision, systemPrompt } = job.spec;
  return {
    job,
    asRequest: { model, inputDatasetId, inferenceParameters: parameters, precision, systemPrompt },
  };
}
