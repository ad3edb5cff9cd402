import type { ModelList, ModelListEntry } from "fireworks-client/wire";
import { BUILT_IN_MODELS } from "./built-in-models.js";
import type { LocalModel } from "./local-model.js";

const DEFAULT_CONTEXT_LENGTH = 131_072;

/** A fixed date, so that `/models` is the same on every run: 2026-10-06, when the list was checked. */
const LISTED_AT = 1_791_244_800;

/** The built-in models plus the caller's own; a model given twice takes the caller's facts. */
export class ModelCatalogue {
  readonly #models: Map<string, LocalModel>;

  constructor(extra: LocalModel[] = []) {
    this.#models = new Map([...BUILT_IN_MODELS, ...extra].map((model) => [model.id, model]));
  }

  /** The model that can answer a chat, or undefined. */
  findChat(id: string): LocalModel | undefined {
    const model = this.#models.get(id);
    return model?.chat === false ? undefined : model;
  }

  list(): ModelList {
    return { object: "list", data: [...this.#models.values()].map(toEntry) };
  }
}

export function contextLengthOf(model: LocalModel): number {
  return model.contextLength ?? DEFAULT_CONTEXT_LENGTH;
}

/** Contract 6.6. `context_length` is left out where Fireworks leaves it out. */
function toEntry(model: LocalModel): ModelListEntry {
  const contextLength =
    model.contextLength === undefined ? DEFAULT_CONTEXT_LENGTH : model.contextLength;
  return {
    id: model.id,
    object: "model",
    owned_by: /^accounts\/([^/]+)\//.exec(model.id)?.[1] ?? "fireworks",
    created: LISTED_AT,
    kind: model.kind ?? "HF_BASE_MODEL",
    supports_chat: model.chat ?? true,
    supports_image_input: model.imageInput ?? false,
    supports_tools: model.tools ?? true,
    ...(contextLength === null ? {} : { context_length: contextLength }),
  };
}
