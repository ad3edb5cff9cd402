import {
  FireworksNotFoundError,
  type Models,
  onAbort,
  type RequestOptions,
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
  #lookup: Promise<readonly ModelListEntry[]> | undefined;

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
    const callable = await orNothing(this.#callable(headers), signal);
    const suggested = similarModelIds(wanted, callable, this.#use);
    if (suggested.length === 0) return;
    Object.assign(error, { suggestedModels: suggested });
    addToMessage(error, `Near to it, this key can call: ${suggested.join(", ")}.`);
  }

  #callable(headers: Sent["headers"]): Promise<readonly ModelListEntry[]> {
    if (Object.keys(headers ?? {}).length > 0) return this.#list(headers);
    this.#lookup ??= this.#list().finally(() => {
      this.#lookup = undefined;
    });
    return this.#lookup;
  }

  async #list(headers?: Sent["headers"]): Promise<readonly ModelListEntry[]> {
    try {
      const options = { headers, timeout: LOOKUP_TIMEOUT_MS, maxRetries: 0 };
      const list = await this.#models?.list(options);
      return Array.isArray(list?.data) ? list.data.filter(isEntry) : [];
    } catch {
      return [];
    }
  }
}

/** An abort ends the search and leaves the error as it is. */
function orNothing<T>(
  lookup: Promise<readonly T[]>,
  signal: AbortSignal | undefined,
): Promise<readonly T[]> {
  if (signal === undefined) return lookup;
  return new Promise((resolve, reject) => {
    lookup.then(resolve, reject).finally(onAbort(signal, () => resolve([])));
  });
}

const isEntry = (entry: unknown): entry is ModelListEntry =>
  typeof entry === "object" && entry !== null && "id" in entry && typeof entry.id === "string";
