import { FireworksConfigurationError } from "../../errors/configuration-error.js";
import { randomHex } from "../../random-hex.js";

/** A resource of the control plane: its own id, and its account when the name tells it. */
export interface ResourceName {
  account?: string;
  id: string;
}

/** Never empty, no dots alone, nothing that ends a path segment or begins a verb. */
const SEGMENT = /^[A-Za-z0-9_][\w.-]*$/;

/** What Fireworks lets callers name resources (wire contract, section 1.4). */
const NEW_ID = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads `accounts/<account>/<collection>/<id>`, or `<id>` alone.
 *
 * @throws FireworksConfigurationError for anything else, a name of another collection included
 */
export function parseResourceName(collection: string, name: string): ResourceName {
  const parts = typeof name === "string" ? name.split("/") : [];
  const [first, account = "", kind, id = ""] = parts;
  if (parts.length === 1 && SEGMENT.test(name)) return { id: name };
  const isFull = parts.length === 4 && first === "accounts" && kind === collection;
  if (isFull && SEGMENT.test(account) && SEGMENT.test(id)) return { account, id };
  throw invalidName(
    `${JSON.stringify(name)} does not name a resource of ${collection}`,
    `It should look like accounts/<account>/${collection}/<id>, or be <id> alone.`,
  );
}

/**
 * The same for a resource that is to be made, whose id has to follow Fireworks' rule.
 *
 * @throws FireworksConfigurationError before it costs a call
 */
export function parseNewName(collection: string, name: string): ResourceName {
  const parsed = parseResourceName(collection, name);
  if (NEW_ID.test(parsed.id)) return parsed;
  throw invalidName(
    `${JSON.stringify(parsed.id)} cannot be an id of ${collection}`,
    "Use 1 to 63 of a-z, 0-9 and hyphens, beginning with a letter and not ending with a hyphen.",
  );
}

/**
 * An account's id from `<id>` or `accounts/<id>`.
 *
 * @throws FireworksConfigurationError for anything else
 */
export function parseAccountId(name: string | undefined): string {
  const id = typeof name === "string" ? name.replace(/^accounts\//, "") : "";
  if (SEGMENT.test(id)) return id;
  throw new FireworksConfigurationError(`${JSON.stringify(name)} is not the id of an account`, {
    code: "invalid_account_id",
    field: "accountId",
    hint: "It is the last part of accounts/<id>.",
  });
}

/** `prefix-` and 80 random bits: made here, so that a repeated create cannot make two. */
export const randomId = (prefix: string): string => `${prefix}-${randomHex(10)}`;

function invalidName(happened: string, hint: string): FireworksConfigurationError {
  return new FireworksConfigurationError(happened, {
    code: "invalid_resource_id",
    field: "id",
    hint,
  });
}
