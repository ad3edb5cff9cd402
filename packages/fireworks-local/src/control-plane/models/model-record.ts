import type { CatalogueModel } from "fireworks-client/wire";
import type { LocalModel } from "../../models/local-model.js";

/** A model made on the control plane, as it is kept. */
export interface ModelRecord {
  readonly name: string;
  readonly model: CatalogueModel;
  /** The files an address was given for: their names, and where they are stored. */
  readonly files: Readonly<Record<string, string>>;
}

/** Where the files of a model are in the storage. */
export function modelFolder(name: string): string {
  return `${name.replace(/^accounts\//, "")}/`;
}

/**
 * What an own model can do, when it is asked: what was said of it, and for a LoRA what is known of the
 * model it changes.
 */
export function toLocalModel(model: CatalogueModel, base: LocalModel | undefined): LocalModel {
  const { name, kind, contextLength = 0, supportsTools, supportsImageInput, peftDetails } = model;
  return {
    ...base,
    id: name,
    serverless: false,
    ...(contextLength > 0 && { contextLength }),
    tools: supportsTools ?? base?.tools ?? base !== undefined,
    imageInput: supportsImageInput ?? base?.imageInput ?? false,
    ...(kind !== undefined && { kind }),
    ...(kind === "EMBEDDING_MODEL" && { chat: false }),
    ...(peftDetails?.baseModel !== undefined && { baseModel: peftDetails.baseModel }),
  };
}
