import type { DeployedModel } from "fireworks-client/wire";

/** A model on a deployment, as it is kept (contract 7.6). */
export interface DeployedModelRecord {
  /** `accounts/{account}/deployedModels/{id}`. */
  readonly name: string;
  /** Full ids. */
  readonly model: string;
  readonly deployment: string;
  /** Whether the model's own id leads here. */
  readonly default: boolean;
  readonly fields: Pick<DeployedModel, "displayName" | "description" | "public">;
  readonly createdAt: number;
  readonly updatedAt: number;
}
