import { FireworksConfigurationError } from "../errors/configuration-error.js";
import { parseModelId } from "../model-id.js";

/**
 * The control plane's path of a model, from any id that names one: a full id, one with `#`, or a
 * short one, which is Fireworks' own catalogue.
 *
 * @throws FireworksConfigurationError for a deployment, a router, or what is no model id
 */
export function modelPath(id: string): string {
  const parsed = parseModelId(id);
  if (parsed.kind === "model") return accountPath(parsed.account, "models", parsed.model);
  if (parsed.kind === "slug") return accountPath("fireworks", "models", parsed.slug);
  throw refused(id, "model", "accounts/<account>/models/<model>");
}

/**
 * The control plane's path of a deployment, from its own id or that of a model on it.
 *
 * @throws FireworksConfigurationError for an id that names no deployment
 */
export function deploymentPath(id: string): string {
  const parsed = parseModelId(id);
  const named = parsed.kind === "model" ? parsed.deployment : parsed;
  if (named !== undefined && "deployment" in named && named.deployment !== undefined) {
    return accountPath(named.account, "deployments", named.deployment);
  }
  throw refused(id, "deployment", "accounts/<account>/deployments/<deployment>");
}

export function accountPath(account: string, collection: string, name?: string): string {
  const parts = name === undefined ? [account, collection] : [account, collection, name];
  return `/accounts/${parts.map(encodeURIComponent).join("/")}`;
}

function refused(id: string, what: string, form: string): FireworksConfigurationError {
  return new FireworksConfigurationError(`'${id}' does not name a ${what} of the control plane`, {
    code: "invalid_resource_id",
    field: "id",
    hint: `It should look like ${form}.`,
  });
}
