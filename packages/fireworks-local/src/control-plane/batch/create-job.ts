import type { BatchInferenceJob } from "fireworks-client/wire";
import { hashText, SeededRandom } from "../../random/seeded-random.js";
import { filesOf } from "../datasets/dataset-files.js";
import { idOf } from "../datasets/stored-dataset.js";
import type { GatewayCall } from "../gateway-call.js";
import type { GatewayHandler } from "../gateway-route.js";
import { faultFor } from "./batch-fault.js";
import { BatchJob } from "./batch-job.js";
import { toWire } from "./job-to-wire.js";
import { type JobRequest, readJobRequest } from "./read-job-request.js";
import { answerRow } from "./row-answer.js";
import { settleJobs } from "./settle-jobs.js";

/** `POST /batchInferenceJobs`: validation, capacity and rows come later, as the clock goes on. */
export const createJob: GatewayHandler = async (call): Promise<BatchInferenceJob> => {
  await settleJobs(call);
  const job = call.state.jobs.insert(toJob(readJobRequest(call), call));
  // Whatever its timings are, it starts here.
  return { ...toWire(job, call.now), ...AT_START };
};

const AT_START: Partial<BatchInferenceJob> = {
  state: "JOB_STATE_VALIDATING",
  jobProgress: null,
  lifecycle: null,
  placement: null,
};

function toJob(
  { spec, input, extraBody, answered }: JobRequest,
  { state, seed, lenient, ask }: GatewayCall,
): BatchJob {
  const { name, model, displayName, parameters, systemPrompt } = spec;
  const fault = faultFor(state.batch.faults, { jobId: idOf(name), displayName, model });
  const defaults = { model, parameters, extraBody, systemPrompt };
  return new BatchJob(spec, {
    timings: state.batch.timings,
    fault,
    order: {
      files: filesOf(state, input),
      skip: answered,
      lenient,
      random: new SeededRandom(hashText(`${seed}:${name}`)),
      answer: (row) => answerRow(row, { defaults, fault, ask }),
    },
  });
}
