import type { LocalModel } from "../models/local-model.js";
import type { ServedModels } from "../models/served-models.js";
import type { DeployedModelRecord } from "./deployed-models/deployed-model-record.js";
import { toLocalModel } from "./models/model-record.js";
import type { ControlPlaneState } from "./state.js";

/** What inference can ask of what was made on the control plane. `given` finds models of the options. */
export function servedBy(
  state: ControlPlaneState,
  given: (id: string) => LocalModel | undefined,
): ServedModels {
  function findModel(id: string): LocalModel | undefined {
    const model = state.models.find(id)?.model;
    if (model?.state !== "READY") return undefined;
    const base = model.peftDetails?.baseModel;
    return toLocalModel(model, base === undefined ? undefined : (given(base) ?? findBase(base)));
  }

  /** A base model has no base of its own: no circle of LoRAs is followed. */
  function findBase(id: string): LocalModel | undefined {
    const model = state.models.find(id)?.model;
    return model?.state === "READY" ? toLocalModel(model, undefined) : undefined;
  }

  function isLive({ deployment }: DeployedModelRecord): boolean {
    return state.deployments.findLive(deployment) !== undefined;
  }

  return {
    findModel,
    findDeployment: (id) => state.deployments.findLive(id)?.fields,
    isLoaded: (model, deployment) =>
      state.deployedModels
        .all()
        .some((one) => one.model === model && one.deployment === deployment && isLive(one)),
    deploymentOf: (model) =>
      state.deployedModels.all().find((one) => one.model === model && one.default && isLive(one))
        ?.deployment,
    listDeployed: () =>
      state.deployedModels
        .all()
        .filter((one) => one.default && isLive(one))
        .flatMap(({ model }) => (given(model) === undefined ? (findModel(model) ?? []) : [])),
  };
}
