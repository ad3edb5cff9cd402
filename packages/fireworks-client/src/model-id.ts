/**
 * The forms of a model id (wire contract, section 1.4). These helpers only read and build ids; what
 * is sent is always the string the caller gave.
 */
export type ParsedModelId =
  | { kind: "model"; account: string; model: string; deployment?: DeploymentRef }
  | { kind: "deployment"; account: string; deployment: string }
  | { kind: "router"; account: string; router: string }
  /** `fireworks/<slug>`, or a bare slug without an account. */
  | { kind: "slug"; slug: string; account?: string }
  /** Anything else, such as a Hugging Face id. */
  | { kind: "other"; id: string };

export interface DeploymentRef {
  account: string;
  deployment: string;
}

const RESOURCE = /^accounts\/([^/#]+)\/(models|deployments|routers)\/([^/#]+)$/;

/** Never throws: an unknown form comes back as `other`. */
export function parseModelId(id: string): ParsedModelId {
  const [main = "", target, ...more] = id.split("#");
  const parsed = parseResource(main);
  if (target === undefined) return parsed ?? parseShort(id);
  const deployment = parseResource(target);
  if (parsed?.kind !== "model" || deployment?.kind !== "deployment" || more.length > 0) {
    return { kind: "other", id };
  }
  return {
    ...parsed,
    deployment: { account: deployment.account, deployment: deployment.deployment },
  };
}

function parseResource(id: string): ParsedModelId | undefined {
  const [, account, collection, name] = RESOURCE.exec(stripSnapshot(id)) ?? [];
  if (account === undefined || name === undefined) return undefined;
  if (collection === "models") return { kind: "model", account, model: name };
  if (collection === "routers") return { kind: "router", account, router: name };
  return { kind: "deployment", account, deployment: name };
}

/** Hot-loaded deployments answer with `model@snapshot`. */
const stripSnapshot = (id: string): string => id.replace(/@[^/#]*$/, "");

function parseShort(id: string): ParsedModelId {
  const short = /^fireworks\/([^/]+)$/.exec(id)?.[1];
  if (short !== undefined) return { kind: "slug", slug: short, account: "fireworks" };
  return /^[^/\s]+$/.test(id) ? { kind: "slug", slug: id } : { kind: "other", id };
}

/** `accounts/<account>/models/<model>`; the account defaults to Fireworks' own catalogue. */
export const modelId = (model: string, account = "fireworks"): string =>
  `accounts/${account}/models/${model}`;

/** `accounts/<account>/deployments/<deployment>`. */
export const deploymentId = (deployment: string, account: string): string =>
  `accounts/${account}/deployments/${deployment}`;

/** `accounts/<account>/routers/<router>`. Router names cannot be derived from model names. */
export const routerId = (router: string, account = "fireworks"): string =>
  `accounts/${account}/routers/${router}`;

/** A model on a given deployment: `<model>#<deployment>`, both in full; short forms give a 404. */
export const modelOnDeployment = (fullModelId: string, fullDeploymentId: string): string =>
  `${fullModelId}#${fullDeploymentId}`;
