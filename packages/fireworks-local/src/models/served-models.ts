import type { LocalDeployment } from "./local-deployment.js";
import type { LocalModel } from "./local-model.js";

/** What the control plane adds to the models of the options: deployments, and models made there. */
export interface ServedModels {
  /** A deployment that was not deleted. */
  findDeployment(id: string): Pick<LocalDeployment, "baseModel" | "maxContextLength"> | undefined;
  /** A model made on the control plane, once it is ready; whether it is deployed does not matter. */
  findModel(id: string): LocalModel | undefined;
  /** Whether a model was loaded onto a deployment beside its base model. */
  isLoaded(model: string, deployment: string): boolean;
  /** The id of the deployment that answers for a model's own id. */
  deploymentOf(model: string): string | undefined;
  /** Those that answer to their own id. */
  listDeployed(): LocalModel[];
}

export const NOTHING_SERVED: ServedModels = {
  findDeployment: () => undefined,
  findModel: () => undefined,
  isLoaded: () => false,
  deploymentOf: () => undefined,
  listDeployed: () => [],
};
