import type { CatalogueModel, Deployment } from "fireworks-client/wire";
import { grpcRefusal, invalidArgument } from "../grpc-refusal.js";
import type { ControlPlaneState } from "../state.js";
import type { DeployedModelRecord } from "./deployed-model-record.js";

/** Keeps that a model is on a deployment. The first deployment of a model answers to its own id. */
export function deploy(
  state: ControlPlaneState,
  account: string,
  what: Pick<DeployedModelRecord, "model" | "deployment"> &
    Partial<Pick<DeployedModelRecord, "default" | "fields">>,
): DeployedModelRecord {
  const { model, deployment, fields = {} } = what;
  const others = state.deployedModels.all().filter((one) => one.model === model);
  const isFirst = !others.some((one) => one.default && state.deployments.findLive(one.deployment));
  const isDefault = what.default === true || isFirst;
  if (isDefault)
    for (const other of others) state.deployedModels.replace({ ...other, default: false });
  const now = state.now();
  return state.deployedModels.insert({
    name: `${account}/deployedModels/${state.ids.next()}`,
    model,
    deployment,
    default: isDefault,
    fields,
    createdAt: now,
    updatedAt: now,
  });
}

/** Throws E8 where a model does not fit a deployment (contract 7.6). */
export function checkFit(model: CatalogueModel, deployment: Deployment): void {
  const base = model.peftDetails?.baseModel;
  if (model.name === deployment.baseModel || base === deployment.baseModel) return;
  throw invalidArgument(
    `${model.name} changes ${base ?? "no other model"}, and ${deployment.name} serves ${deployment.baseModel}`,
  );
}

/** Without addons a deployment merges one LoRA; another has to replace it. */
export function makeRoom(
  state: ControlPlaneState,
  { deployment, model }: Pick<DeployedModelRecord, "model" | "deployment">,
  { enableAddons = false, baseModel = "" }: Pick<Deployment, "enableAddons" | "baseModel">,
  replaceMerged: boolean,
): void {
  const there = state.deployedModels.all().filter((one) => one.deployment === deployment);
  if (there.some((one) => one.model === model))
    throw grpcRefusal("ALREADY_EXISTS", `${model} is on ${deployment} already`);
  const merged = there.filter((one) => one.model !== baseModel);
  if (enableAddons || merged.length === 0) return;
  if (!replaceMerged)
    throw grpcRefusal(
      "FAILED_PRECONDITION",
      `${deployment} has a LoRA merged: set enableAddons on it, or replaceMergedAddon here`,
    );
  for (const { name } of merged) state.deployedModels.remove(name);
}
