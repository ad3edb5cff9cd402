import type { ModelList, ModelListEntry } from "fireworks-client/wire";
import { BUILT_IN_MODELS } from "./built-in-models.js";
import type { LocalModel } from "./local-model.js";
import { NOTHING_SERVED, type ServedModels } from "./served-models.js";

const DEFAULT_CONTEXT_LENGTH = 131_072;

/** Of every LLM here: the contract names none. */
const HIDDEN_SIZE = 4_096;

const SHORTHAND = /^fireworks\//;

/** A fixed date, so that `/models` is the same on every run: 2026-10-06, when the list was checked. */
const LISTED_AT = 1_791_244_800;

/** The built-in models plus the caller's own; a model given twice takes the caller's facts. */
export class ModelCatalogue {
  readonly #models: Map<string, LocalModel>;
  readonly #controlPlane: ServedModels;

  constructor(extra: LocalModel[] = [], controlPlane: ServedModels = NOTHING_SERVED) {
    this.#models = new Map([...BUILT_IN_MODELS, ...extra].map((model) => [model.id, model]));
    this.#controlPlane = controlPlane;
  }

  /** The model that can answer a chat, or undefined. */
  findChat(id: string): LocalModel | undefined {
    const model = this.#served(id);
    return model?.chat === false ? undefined : model;
  }

  /**
   * The model behind an id of `/embeddings` or `/rerank`, which may be the shorthand
   * `fireworks/<slug>` (contract 1.4). Any LLM embeds on a deployment of its own (contract 6.2).
   */
  findEmbedder(id: string): LocalModel | undefined {
    const fullId = id.replace(SHORTHAND, "accounts/fireworks/models/");
    const model = this.#served(fullId);
    const isLanguageModel = model?.chat !== false && model?.embedding === undefined;
    return model && isLanguageModel && this.#isDeployed(fullId)
      ? { ...model, embedding: { dimensions: HIDDEN_SIZE, coarse: true } }
      : model;
  }

  findModel(id: string): LocalModel | undefined {
    return this.#models.get(id);
  }

  /** Takes a model out, as if it had never been given. */
  remove(id: string): boolean {
    return this.#models.delete(id);
  }

  /** The models of an account, in the order they were given. */
  modelsOf(account: string): LocalModel[] {
    const prefix = `accounts/${account}/models/`;
    return [...this.#models.values()].filter(({ id }) => id.startsWith(prefix));
  }

  #isDeployed(id: string): boolean {
    return this.deploymentOf(id) !== undefined;
  }

  /** The id of the deployment that answers for an id of a request (contract 1.4). */
  deploymentOf(id: string): string | undefined {
    const [main = "", target = main] = id.split("#");
    if (this.#controlPlane.findDeployment(target) !== undefined) return target;
    return this.#models.has(id) ? undefined : this.#controlPlane.deploymentOf(id);
  }

  /** The model behind a model id, a deployment's id, or `<model>#<deployment>` (contract 1.4). */
  #served(id: string): LocalModel | undefined {
    const [main = "", target] = id.split("#");
    const at = this.deploymentOf(id);
    if (at === undefined) return target === undefined ? this.#models.get(main) : undefined;
    const deployment = this.#controlPlane.findDeployment(at);
    if (deployment === undefined) return undefined;
    const { baseModel, maxContextLength } = deployment;
    const model = this.#modelCalled(main === at ? baseModel : main);
    if (model === undefined || !this.#runsOn(model, at, baseModel)) return undefined;
    return maxContextLength === undefined ? model : { ...model, contextLength: maxContextLength };
  }

  #modelCalled(id: string): LocalModel | undefined {
    return this.#models.get(id) ?? this.#controlPlane.findModel(id);
  }

  /** Its base model, what was loaded, and LoRAs of the options, which count as loaded. */
  #runsOn(model: LocalModel, deployment: string, baseModel: string): boolean {
    if (model.id === baseModel || this.#controlPlane.isLoaded(model.id, deployment)) return true;
    return this.#models.has(model.id) && model.baseModel === baseModel;
  }

  /** What a key can call, own deployed models among it. */
  askable(): LocalModel[] {
    return [...this.#models.values(), ...this.#controlPlane.listDeployed()];
  }

  list(): ModelList {
    return { object: "list", data: this.askable().map(toEntry) };
  }
}

export function contextLengthOf(model: LocalModel): number {
  return model.contextLength ?? DEFAULT_CONTEXT_LENGTH;
}

/** What the lists say; `null` where they say nothing. */
export const listedContextLength = ({ contextLength }: LocalModel): number | null =>
  contextLength === undefined ? DEFAULT_CONTEXT_LENGTH : contextLength;

export const kindOf = ({ kind, baseModel }: LocalModel): string =>
  kind ?? (baseModel === undefined ? "HF_BASE_MODEL" : "HF_PEFT_ADDON");

/** Contract 6.6. `context_length` is left out where Fireworks leaves it out. */
function toEntry(model: LocalModel): ModelListEntry {
  const contextLength = listedContextLength(model);
  return {
    id: model.id,
    object: "model",
    owned_by: /^accounts\/([^/]+)\//.exec(model.id)?.[1] ?? "fireworks",
    created: LISTED_AT,
    kind: kindOf(model),
    supports_chat: model.chat ?? true,
    supports_image_input: model.imageInput ?? false,
    supports_tools: model.tools ?? true,
    ...(contextLength === null ? {} : { context_length: contextLength }),
  };
}
