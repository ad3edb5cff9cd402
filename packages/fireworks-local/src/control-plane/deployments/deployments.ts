import type { LocalDeployment } from "../../models/local-deployment.js";
import { ResourceStore } from "../resources/resource-store.js";
import { type DeploymentRecord, givenDeployment } from "./deployment-record.js";
import { deletedAt, KEPT_WHEN_DELETED } from "./lifecycle.js";

/** The deployments of one scope. */
export class Deployments {
  readonly #records = new ResourceStore<DeploymentRecord>();
  readonly #now: () => number;

  constructor(given: readonly LocalDeployment[], now: () => number) {
    this.#now = now;
    for (const deployment of given) this.#records.insert(givenDeployment(deployment, now()));
  }

  /** Deleted ones too, until they are purged. Throws NOT_FOUND. */
  get(name: string): DeploymentRecord {
    this.#purge(name);
    return this.#records.get(name);
  }

  /** Undefined for one that was deleted. */
  findLive(name: string): DeploymentRecord | undefined {
    const record = this.#records.find(name);
    if (record === undefined) return undefined;
    return deletedAt(record, this.#now()) === undefined ? record : undefined;
  }

  /** Throws ALREADY_EXISTS, also for one that can still be had back. */
  insert(record: DeploymentRecord): void {
    this.#purge(record.name);
    this.#records.insert(record);
  }

  /** Throws what `insert` would throw. */
  refuseTaken(name: string): void {
    this.#purge(name);
    this.#records.refuseTaken(name);
  }

  replace(record: DeploymentRecord): DeploymentRecord {
    return this.#records.replace(record);
  }

  /** Leaves nothing. */
  remove(name: string): void {
    this.#records.remove(name);
  }

  /** Of an account, deleted ones too. */
  under(account: string): DeploymentRecord[] {
    for (const { name } of this.#records.under(account)) this.#purge(name);
    return this.#records.under(account);
  }

  #purge(name: string): void {
    const record = this.#records.find(name);
    const now = this.#now();
    const gone = record === undefined ? undefined : deletedAt(record, now);
    if (gone !== undefined && now >= gone + KEPT_WHEN_DELETED) this.#records.remove(name);
  }
}
