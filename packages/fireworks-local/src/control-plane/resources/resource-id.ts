import { hashText, SeededRandom } from "../../random/seeded-random.js";
import { invalidArgument } from "../grpc-refusal.js";

/** Contract 1.4. */
const RESOURCE_ID = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Throws E8. `field` is what the caller named it, e.g. `deployment_id`. */
export function checkResourceId(field: string, id: string): string {
  if (RESOURCE_ID.test(id)) return id;
  const rule = "1 to 63 of a-z, 0-9 and -, starting with a letter and not ending with -";
  throw invalidArgument(`invalid ${field} ${JSON.stringify(id.slice(0, 100))}: must be ${rule}`);
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Ids for what was created without one: different within a scope, the same in every run. */
export class ResourceIds {
  #made = 0;

  next(prefix = ""): string {
    this.#made += 1;
    const random = new SeededRandom(hashText(`resource ${this.#made}`));
    return `${prefix}${random.text(1, LETTERS)}${random.text(7, `${LETTERS}0123456789`)}`;
  }
}
