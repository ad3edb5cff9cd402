import type { SupervisedFineTuningJobFields } from "fireworks-client/wire";
import { datasetName, isReady, type StoredDataset } from "../datasets/stored-dataset.js";
import { bodyOf, type GatewayCall } from "../gateway-call.js";
import { grpcRefusal, invalidArgument } from "../grpc-refusal.js";
import { findReadyModel } from "../models/model-routes.js";
import { fineTuningJobShape } from "./job-shape.js";

/** A request for a training, found possible. */
export interface FineTuningRequest {
  fields: SupervisedFineTuningJobFields;
  dataset: StoredDataset;
  epochs: number;
  /** The full id of the model that is trained, in the end. */
  baseModel: string;
}

const DEFAULT_EPOCHS = 1;

/** Throws E8 for what is missing, unknown or not ready. */
export function readJobRequest(call: GatewayCall, account: string): FineTuningRequest {
  const fields = bodyOf<SupervisedFineTuningJobFields>(call, fineTuningJobShape);
  const { epochs = DEFAULT_EPOCHS, evaluationDataset } = fields;
  if (epochs < 1) throw invalidArgument(`invalid epochs: ${epochs} is not 1 or more`);
  const dataset = readyDataset(call, account, fields.dataset);
  if (evaluationDataset) readyDataset(call, account, evaluationDataset);
  return { fields, dataset, epochs, baseModel: trainedModel(call, fields) };
}

function readyDataset({ state, now }: GatewayCall, account: string, name: string): StoredDataset {
  const dataset = state.datasets.get(datasetName(account, name));
  if (isReady(dataset, now)) return dataset;
  throw grpcRefusal("FAILED_PRECONDITION", `${dataset.name} is not ready: it has no files yet`);
}

/** Contract 7.7: one of the two. */
function trainedModel(
  call: GatewayCall,
  { baseModel, warmStartFrom }: SupervisedFineTuningJobFields,
): string {
  const given = [baseModel, warmStartFrom].filter((name) => name);
  const [name] = given;
  if (given.length !== 1 || name === undefined)
    throw invalidArgument("exactly one of base_model and warm_start_from must be specified");
  const model = findReadyModel(call, name);
  if (warmStartFrom === undefined) return model.name;
  const base = model.peftDetails?.baseModel;
  if (base !== undefined) return base;
  throw invalidArgument(`warm_start_from ${name} is no PEFT addon model`);
}
