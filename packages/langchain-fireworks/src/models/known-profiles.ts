import type { Deployments, Models, RequestOptions } from "fireworks-client";
import { inputError } from "../errors/input-error.js";
import { type CatalogueClient, fetchFacts } from "./fetch-facts.js";
import type { ModelFacts } from "./model-facts.js";
import {
  builtInProfile,
  catalogueName,
  type FireworksModelProfile,
  knownFacts,
  profileFromFacts,
} from "./model-profile.js";

/** The part of `FireworksClient` that knows models. */
export interface ModelsClient {
  /** `list` for the suggestions of a 404, both for `fetchProfile`. */
  readonly models?: Pick<Models, "list"> & Partial<Pick<Models, "get">>;
  /** For `fetchProfile` of a deployment. */
  readonly deployments?: Pick<Deployments, "get">;
}

/** The caller's own word about one model. */
interface GivenProfile {
  id: string;
  profile: FireworksModelProfile | undefined;
}

/** The profiles one chat model knows: built in, fetched, and over both what its caller gave. */
export class KnownProfiles {
  readonly #client: ModelsClient;
  readonly #given: GivenProfile;
  readonly #fetched = new Map<string, FireworksModelProfile>();

  constructor(client: ModelsClient, given: GivenProfile) {
    this.#client = client;
    this.#given = given;
  }

  of(id: string, baseModel: string | undefined): FireworksModelProfile {
    const known = this.#fetched.get(id) ?? builtInProfile(catalogueName(id, baseModel));
    return id === this.#given.id ? { ...known, ...this.#given.profile } : { ...known };
  }

  /** The live fields over the built-in ones, and whether any server knew the id. */
  async fetch(
    id: string,
    baseModel: string | undefined,
    options: RequestOptions,
  ): Promise<{ profile: FireworksModelProfile; isKnown: boolean }> {
    const client = requireCatalogue(this.#client);
    const asked = await fetchFacts(client, id, options);
    const useBase = !asked.isKnown && baseModel !== undefined;
    const live = useBase ? await fetchFacts(client, baseModel, options) : asked;
    const name = catalogueName(id, baseModel ?? live.baseModel);
    this.#fetched.set(id, liveProfile(name, live.facts));
    return { profile: this.of(id, baseModel), isKnown: live.isKnown };
  }
}

/** `{}` when nothing is known. */
function liveProfile(name: string, live: ModelFacts): FireworksModelProfile {
  const facts: ModelFacts = { ...knownFacts(name), ...live };
  return Object.keys(facts).length === 0 ? {} : profileFromFacts(name, facts);
}

function requireCatalogue(client: ModelsClient): CatalogueClient {
  const { models, deployments } = client;
  if (canGet(models) && deployments !== undefined) return { models, deployments };
  throw inputError("The given client cannot ask for models.", {
    field: "client",
    code: "no_catalogue",
    hint: "Give it `models` and `deployments`, or leave `client` out.",
  });
}

function canGet(models: ModelsClient["models"]): models is CatalogueClient["models"] {
  return models?.get !== undefined;
}
