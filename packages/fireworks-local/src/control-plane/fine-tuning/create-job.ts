import type { SupervisedFineTuningJob } from "fireworks-client/wire";
import { ownAccount } from "../accounts/account-access.js";
import { filesOf } from "../datasets/dataset-files.js";
import type { GatewayCall } from "../gateway-call.js";
import type { GatewayHandler } from "../gateway-route.js";
import { grpcRefusal, invalidArgument } from "../grpc-refusal.js";
import { checkResourceId } from "../resources/resource-id.js";
import { datasetProblem } from "./check-rows.js";
import { costOf } from "./estimate-cost.js";
import { toFineTuningJob } from "./job-view.js";
import { readJobRequest } from "./read-job-request.js";

/** `POST /supervisedFineTuningJobs`. */
export const createFineTuningJob: GatewayHandler = (call): SupervisedFineTuningJob => {
  const { state, now, query } = call;
  const account = ownAccount(call);
  const { fields, dataset, epochs, baseModel } = readJobRequest(call, account);
  const given = query["supervisedFineTuningJobId"] || state.ids.next("sft-");
  const id = checkResourceId("supervised_fine_tuning_job_id", given);
  const outputModel = outputModelName(call, account, fields.outputModel || id);
  const job = state.fineTuningJobs.insert({
    name: `${account}/supervisedFineTuningJobs/${id}`,
    fields: { ...fields, outputModel, baseModel },
    epochs,
    createdAt: now,
    startedAt: now,
    updatedAt: now,
    trainedMs: 0,
    problem: datasetProblem(filesOf(state, dataset)),
    estimatedCost: costOf(dataset, epochs),
  });
  // Whatever its timings are, it starts here.
  const shown = toFineTuningJob(job, now, state.fineTuningTimings);
  return { ...shown, state: "JOB_STATE_VALIDATING", status: { code: "OK", message: "" } };
};

/** The full name, if nothing has it yet. Throws E8. */
function outputModelName({ state, catalogue }: GatewayCall, account: string, name: string): string {
  const full = name.includes("/") ? name : `${account}/models/${name}`;
  const [, id] = full.split("/models/");
  if (!full.startsWith(`${account}/models/`) || id === undefined)
    throw invalidArgument(`invalid output_model ${JSON.stringify(name)}: must be of ${account}`);
  checkResourceId("output_model", id);
  const isTaken = state.models.find(full) ?? catalogue.findModel(full);
  if (isTaken !== undefined) throw grpcRefusal("ALREADY_EXISTS", `${full} already exists`);
  return full;
}
