import type { BatchJob } from "./batch/batch-job.js";
import { BatchState } from "./batch/batch-state.js";
import type { StoredDataset } from "./datasets/stored-dataset.js";
import type { ControlPlaneOptions } from "./options.js";
import { ResourceIds } from "./resources/resource-id.js";
import { ResourceStore } from "./resources/resource-store.js";
import { SignedStorage } from "./signed-storage.js";

/** What was made on the control plane. Every scope has its own. */
export class ControlPlaneState {
  /** The one account of every key; undefined lets callers name their own. */
  readonly account: string | undefined;
  /** For what is created without an id. */
  readonly ids: ResourceIds = new ResourceIds();
  /** The bytes of datasets and models. */
  readonly storage: SignedStorage;
  readonly datasets: ResourceStore<StoredDataset> = new ResourceStore();
  readonly jobs: ResourceStore<BatchJob> = new ResourceStore();
  readonly batch: BatchState;

  constructor(scope: string, options: ControlPlaneOptions) {
    this.account = options.account;
    this.batch = new BatchState(options);
    this.storage = new SignedStorage(scope);
  }
}
