import type { BatchJob } from "./batch/batch-job.js";
import { BatchState } from "./batch/batch-state.js";
import type { StoredDataset } from "./datasets/stored-dataset.js";
import type { DeployedModelRecord } from "./deployed-models/deployed-model-record.js";
import { Deployments } from "./deployments/deployments.js";
import type { DeploymentTimings } from "./deployments/timings.js";
import type { FineTuningJobRecord } from "./fine-tuning/job-record.js";
import type { FineTuningTimings } from "./fine-tuning/timings.js";
import type { ModelRecord } from "./models/model-record.js";
import type { ControlPlaneOptions } from "./options.js";
import { checkResourceId, ResourceIds } from "./resources/resource-id.js";
import { ResourceStore } from "./resources/resource-store.js";
import { SignedStorage } from "./signed-storage.js";

/** What was made on the control plane. Every scope has its own. */
export class ControlPlaneState {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The one account of every key; undefined lets callers name their own. */
  readonly account: string | undefined;
  /** For what is created without an id. */
  readonly ids: ResourceIds = new ResourceIds();
  /** The bytes of datasets and models. */
  readonly storage: SignedStorage;
  readonly datasets: ResourceStore<StoredDataset> = new ResourceStore();
  readonly jobs: ResourceStore<BatchJob> = new ResourceStore();
  readonly batch: BatchState;
  readonly models: ResourceStore<ModelRecord> = new ResourceStore();
  readonly deployments: Deployments;
  readonly deployedModels: ResourceStore<DeployedModelRecord> = new ResourceStore();
  readonly deploymentTimings: DeploymentTimings;
  readonly fineTuningJobs: ResourceStore<FineTuningJobRecord> = new ResourceStore();
  readonly fineTuningTimings: FineTuningTimings;

  constructor(scope: string, options: ControlPlaneOptions & { now: () => number }) {
    this.now = options.now;
    this.account = options.account && checkResourceId("account", options.account);
    this.batch = new BatchState(options);
    this.storage = new SignedStorage(scope);
    this.deployments = new Deployments(options.deployments ?? [], options.now);
    this.deploymentTimings = options.deploymentTimings ?? {};
    this.fineTuningTimings = options.fineTuningTimings ?? {};
  }
}
