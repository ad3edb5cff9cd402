import {
  FireworksNotFoundError,
  type Models,
  type RequestOptions,
  SharedTask,
} from "fireworks-client";
import type { ModelListEntry } from "fireworks-client/wire";
import { addToMessage } from "../errors/error-text.js";
import { type ModelUse, similarModelIds } from "../models/similar-model-ids.js";

/** The list is a kindness to a call that has failed already: it must not hold the error up for long. */
const LOOKUP_TIMEOUT_MS = 2_000;

/** How the call that failed was sent. */
type Sent = Pick<RequestOptions, "headers" | "signal">;

/**
 * Asks what the key may call when a model was not found. One question at a time for all calls that
 * have no headers of their own: with those, a key may be another one.
 */
export class ModelSuggestions {
  readonly #models: Pick<Models, "list"> | undefined;
  readonly #use: ModelUse;
  #lookup: Lookup | undefined;

  constructor(
    { models }: { readonly models?: Pick<Models, "list"> | undefined },
    use: ModelUse = "text",
  ) {
    this.#models = models;
    this.#use = use;
  }

  /** Adds the nearest ids to a 404 as `suggestedModels` and to its message. Never throws. */
  async addTo(error: unknown, wanted: string, { headers, signal }: Sent): Promise<void> {
    if (!FireworksNotFoundError.isInstance(error) || signal?.aborted === true) return;
    const callable = await this.#callable(headers, signal);
    const suggested = similarModelIds(wanted, callable, this.#use);
    if (suggested.length === 0) return;
    Object.assign(error, { suggestedModels: suggested });
    addToMessage(error, `Near to it, this key can call: ${suggested.join(", ")}.`);
  }

  /** An abort ends the search and leaves the error as it is. */
  async #callable(
    headers: Sent["headers"],
    signal: Sent["signal"],
  ): Promise<readonly ModelListEntry[]> {
    const isOwn = Object.keys(headers ?? {}).length > 0;
    const lookup = isOwn ? this.#begin(headers) : this.#shared();
    try {
      return await lookup.wait(signal);
    } catch {
      return [];
    }
  }

  #shared(): Lookup {
    if (this.#lookup !== undefined && !this.#lookup.isAbandoned) return this.#lookup;
    const lookup = this.#begin(undefined, () => {
      if (this.#lookup === lookup) this.#lookup = undefined;
    });
    this.#lookup = lookup;
    return lookup;
  }

  /** A question that ends when nobody waits for its answer any more. */
  #begin(headers: Sent["headers"], whenOver?: () => void): Lookup {
    return new SharedTask(async (signal) => {
      try {
        const options = { headers, signal, timeout: LOOKUP_TIMEOUT_MS, maxRetries: 0 };
        const list = await this.#models?.list(options);
        return Array.isArray(list?.data) ? list.data.filter(isEntry) : [];
      } finally {
        whenOver?.();
      }
    });
  }
}

type Lookup = SharedTask<readonly ModelListEntry[]>;

const isEntry = (entry: unknown): entry is ModelListEntry =>
  typeof entry === "object" && entry !== null && "id" in entry && typeof entry.id === "string";
