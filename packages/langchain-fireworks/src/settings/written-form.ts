import { get_lc_unique_name, Serializable } from "@langchain/core/load/serializable";
import type { ConnectionOptions } from "../calls/connection-options.js";
import { serializableFields } from "./serialization.js";

/** The secret of every class of this package: its field, and where the reader finds it. */
export const SECRETS: Readonly<Record<string, string>> = { apiKey: "FIREWORKS_API_KEY" };

/** Where snake case and back would lose the spelling. */
export const ALIASES: Readonly<Record<string, string>> = { baseURL: "base_url" };

/**
 * How LangChain writes an object whose base class core does not make serializable, such as
 * `Embeddings`: the object keeps one of these and lets it write, under the name of its own class as core
 * finds it. `load` needs nothing but the class.
 */
export class WrittenForm extends Serializable {
  override lc_serializable = true;
  override lc_namespace: string[];
  readonly #class: typeof Serializable;

  constructor(owner: { lc_namespace: string[] }, fields: Pick<ConnectionOptions, "apiKey">) {
    super(serializableFields(fields));
    this.lc_namespace = owner.lc_namespace;
    this.#class = owner.constructor as typeof Serializable;
  }

  override get lc_id(): string[] {
    return [...this.lc_namespace, get_lc_unique_name(this.#class)];
  }

  override get lc_secrets(): Record<string, string> {
    return SECRETS;
  }

  override get lc_aliases(): Record<string, string> {
    return ALIASES;
  }
}
