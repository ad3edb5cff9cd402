import type { ControlPlaneOptions } from "./options.js";
import { ResourceIds } from "./resources/resource-id.js";
import { SignedStorage } from "./signed-storage.js";

/** What was made on the control plane. Every scope has its own. */
export class ControlPlaneState {
  /** The one account of every key; undefined lets callers name their own. */
  readonly account: string | undefined;
  /** For what is created without an id. */
  readonly ids: ResourceIds = new ResourceIds();
  /** The bytes of datasets and models. */
  readonly storage: SignedStorage;

  constructor(scope: string, options: ControlPlaneOptions) {
    this.account = options.account;
    this.storage = new SignedStorage(scope);
  }
}
