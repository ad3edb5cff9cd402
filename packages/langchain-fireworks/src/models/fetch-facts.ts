import {
  type Deployments,
  FireworksNotFoundError,
  FireworksPermissionError,
  modelId,
  type Models,
  parseModelId,
  routerId,
  type RequestOptions,
} from "fireworks-client";
import type { CatalogueModel, Deployment, ModelList } from "fireworks-client/wire";
import { contextOf, factsOfAddon, factsOfCatalogue, factsOfEntry } from "./live-facts.js";
import type { ModelFacts } from "./model-facts.js";

/** The part of the client that knows models. */
export interface CatalogueClient {
  models: Pick<Models, "list" | "get">;
  deployments: Pick<Deployments, "get">;
}

/** What the servers say of a model today. */
export interface LiveModel {
  /** Empty when nobody knew the id. */
  facts: ModelFacts;
  /** The full id of the model behind a deployment or a LoRA. */
  baseModel?: string;
  /** Whether any server knew the id. */
  isKnown: boolean;
}

/** How deep a LoRA may stand on another: an answer that names itself must not be followed for ever. */
const MAX_DEPTH = 3;

/**
 * Asks the control plane for a model, or for a deployment and the model on it. What it does not know
 * (routers, models of others) is looked up among the models the key may call.
 */
export async function fetchFacts(
  client: CatalogueClient,
  id: string,
  options: RequestOptions,
): Promise<LiveModel> {
  const { kind } = parseModelId(id);
  const found =
    kind === "deployment" || id.includes("#")
      ? await deploymentFacts(client, id, options)
      : kind === "router" || kind === "other"
        ? undefined
        : await modelFacts(client, id, options);
  return found ?? (await listedFacts(client, id, options));
}

async function modelFacts(
  client: CatalogueClient,
  id: string,
  options: RequestOptions,
  depth = 0,
): Promise<LiveModel | undefined> {
  const model = await ifVisible<CatalogueModel>(() => client.models.get(id, options));
  if (model === undefined) return undefined;
  const baseModel = model.peftDetails?.baseModel;
  if (!baseModel || depth >= MAX_DEPTH) return { facts: factsOfCatalogue(model), isKnown: true };
  const base = await modelFacts(client, baseModel, options, depth + 1);
  return {
    facts: { ...base?.facts, ...factsOfAddon(model) },
    baseModel: base?.baseModel ?? baseModel,
    isKnown: true,
  };
}

/** A deployment may have a smaller window than its model (`maxContextLength`). */
async function deploymentFacts(
  client: CatalogueClient,
  id: string,
  options: RequestOptions,
): Promise<LiveModel | undefined> {
  const deployment = await ifVisible<Deployment>(() => client.deployments.get(id, options));
  const [main = id, target] = id.split("#");
  const served = target === undefined ? deployment?.baseModel : main;
  if (!served) return undefined;
  const model = await modelFacts(client, served, options);
  if (model === undefined && deployment === undefined) return undefined;
  return {
    facts: { ...model?.facts, ...contextOf(deployment?.maxContextLength) },
    baseModel: model?.baseModel ?? served,
    isKnown: true,
  };
}

async function listedFacts(
  client: CatalogueClient,
  id: string,
  options: RequestOptions,
): Promise<LiveModel> {
  const list = await ifVisible<ModelList>(() => client.models.list(options));
  const names = fullIds(id);
  const entry = list?.data?.find((model) => names.includes(model.id));
  return entry === undefined
    ? { facts: {}, isKnown: false }
    : { facts: factsOfEntry(entry), isKnown: true };
}

/** A short id may stand for a model or for a router. */
function fullIds(id: string): string[] {
  const parsed = parseModelId(id);
  return parsed.kind === "slug" ? [id, modelId(parsed.slug), routerId(parsed.slug)] : [id];
}

/** Undefined for what the key may not see: the control plane says 404, or 403. */
async function ifVisible<T>(ask: () => PromiseLike<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    const isHidden =
      FireworksNotFoundError.isInstance(error) || FireworksPermissionError.isInstance(error);
    if (isHidden) return undefined;
    throw error;
  }
}
