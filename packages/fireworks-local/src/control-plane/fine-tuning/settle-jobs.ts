import type { CatalogueModel } from "fireworks-client/wire";
import { OK_STATUS } from "../messages/status.js";
import type { ControlPlaneState } from "../state.js";
import { toTimestamp } from "../timestamps.js";
import { momentOf } from "./job-course.js";
import type { FineTuningJobRecord } from "./job-record.js";

/** Rank of a LoRA where none was said. */
const DEFAULT_RANK = 8;

/** Makes the models of the jobs that are completed by now. Called before anything else is looked at. */
export function settleFineTuning(state: ControlPlaneState, now: number): void {
  for (const job of state.fineTuningJobs.all()) {
    const { state: reached, endedAt } = momentOf(job, now, state.fineTuningTimings);
    if (reached !== "JOB_STATE_COMPLETED" || job.isTrained === true) continue;
    state.fineTuningJobs.replace({ ...job, isTrained: true });
    const model = trainedModel(job, endedAt ?? now);
    // Somebody else may have made one of that name meanwhile.
    if (state.models.find(model.name) === undefined)
      state.models.insert({ name: model.name, model, files: {} });
  }
}

function trainedModel({ name, fields }: FineTuningJobRecord, endedAt: number): CatalogueModel {
  const { outputModel, displayName = "", baseModel = "", loraRank = DEFAULT_RANK } = fields;
  const time = toTimestamp(endedAt);
  return {
    name: outputModel,
    displayName,
    kind: "HF_PEFT_ADDON",
    peftDetails: {
      baseModel,
      r: loraRank,
      targetModules: ["q_proj", "k_proj", "v_proj", "o_proj"],
    },
    fineTuningJob: name,
    state: "READY",
    status: OK_STATUS,
    createTime: time,
    updateTime: time,
  };
}
