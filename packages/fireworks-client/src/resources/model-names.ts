import { parseModelId } from "../model-id.js";
import { parseResourceName } from "./control-plane/resource-name.js";
import type { ResourceName } from "./control-plane/resource-name.js";

/**
 * The model of the catalogue that an id of any form names: a full id, one with `#`, or a short one,
 * which is of Fireworks' own catalogue.
 *
 * @throws FireworksConfigurationError for a deployment, a router, or what is no model id
 */
export function catalogueModelName(id: string): ResourceName {
  const parsed = parseModelId(id);
  if (parsed.kind === "model") return full("models", parsed.account, parsed.model);
  if (parsed.kind === "slug") return full("models", "fireworks", parsed.slug);
  return parseResourceName("models", id);
}

/**
 * The deployment that its own id, or that of a model on it, names.
 *
 * @throws FireworksConfigurationError for an id that names no deployment
 */
export function deploymentName(id: string): ResourceName {
  const parsed = parseModelId(id);
  const named = parsed.kind === "model" ? parsed.deployment : parsed;
  if (named !== undefined && "deployment" in named && named.deployment !== undefined) {
    return full("deployments", named.account, named.deployment);
  }
  return parseResourceName("deployments", id);
}

const full = (collection: string, account: string, id: string): ResourceName =>
  parseResourceName(collection, `accounts/${account}/${collection}/${id}`);
