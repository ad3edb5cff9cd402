import type { EmbeddingFields } from "fireworks-client/wire";
import type { FireworksEmbeddingsClient } from "../calls/embedding-batches.js";
import {
  INPUT_SETTINGS,
  type InputCallOptions,
  type InputFields,
  type InputSettings,
} from "../settings/input-settings.js";

/** One thing to embed: a text, or an object whose fields fill the braces of `promptTemplate`. */
export type EmbeddingInputItem = string | EmbeddingFields;

/** Settings of `FireworksEmbeddings`: a constructor field and a call option each; a call wins. */
export interface EmbeddingSettings extends InputSettings {
  /**
   * What is behind the id where the id does not tell (a deployment), for the checks before a call and
   * for what the model wants to be told. Default: by the id.
   */
  baseModel?: string | undefined;
  /**
   * Numbers of a vector, 1 or more. Only models that can be resized take it (Qwen3, nomic v1.5); for
   * another known model, or above its full size, it is refused before the call. Default: full size.
   */
  dimensions?: number | null | undefined;
  /**
   * Scale vectors to unit length, or turn `returnLogits` into probabilities. Qwen3's vectors are not of
   * unit length without it. Default: not sent, which means no.
   */
  normalize?: boolean | null | undefined;
  /**
   * How numbers travel: `base64` takes less than half the bytes of `float`. Either is read, whatever
   * was asked for, and the numbers are the same. Default: not sent, which means `float`.
   */
  encodingFormat?: "float" | "base64" | undefined;
  /** The logits of these tokens in place of an embedding. Default: none. */
  returnLogits?: number[] | null | undefined;
  /**
   * What the texts are for; Voyage's models only. Default: for them `query` in `embedQuery` and
   * `document` in `embedDocuments`, for others not sent; `null` sends it never.
   */
  inputType?: "query" | "document" | null | undefined;
  /**
   * Text around a query, with `{text}` in its place; filled here, for every model. Qwen3 wants
   * `Instruct: <the task>\nQuery: {text}`. Default: `search_query: {text}` for nomic v1.5, which needs
   * it, unless the text has such a prefix; `null` for none.
   */
  queryTemplate?: string | null | undefined;
  /** The same around each document. Default: `search_document: {text}` for nomic v1.5. */
  documentTemplate?: string | null | undefined;
  /**
   * Fireworks' own `prompt_template`, filled by the server: text with fields of the input objects in
   * braces. Texts are sent as `{ text }`. Default: none, and objects are refused.
   */
  promptTemplate?: string | null | undefined;
  /**
   * Texts in one request, 1 to 2048. Default 100: an answer of 4096 numbers a text is then about 5 MB,
   * and a request that fails repeats little.
   */
  batchSize?: number | undefined;
  /** An id of your end user. */
  user?: string | null | undefined;
  /** Requests with one key go to one prompt cache. `sessionId` sets it too. */
  promptCacheKey?: string | null | undefined;
  /** Shares cached prompts with nobody who has another key. */
  promptCacheIsolationKey?: string | null | undefined;
}

/** Fields of `new FireworksEmbeddings(fields)`. */
export interface FireworksEmbeddingsFields extends InputFields, EmbeddingSettings {
  /** A client to use instead of building one; key, URL, headers and fetch are then its business. */
  client?: FireworksEmbeddingsClient | undefined;
}

/** Options of one call, as the second argument of `embedQuery` and `embedDocuments`. */
export interface FireworksEmbeddingsCallOptions extends EmbeddingSettings, InputCallOptions {}

/** Every setting, so that a constructor can keep them. A missing entry does not compile. */
const NAMES: Readonly<Record<keyof EmbeddingSettings, true>> = {
  ...INPUT_SETTINGS,
  baseModel: true,
  dimensions: true,
  normalize: true,
  encodingFormat: true,
  returnLogits: true,
  inputType: true,
  queryTemplate: true,
  documentTemplate: true,
  promptTemplate: true,
  batchSize: true,
  user: true,
  promptCacheKey: true,
  promptCacheIsolationKey: true,
};

export const EMBEDDING_SETTING_NAMES: readonly (keyof EmbeddingSettings)[] = Object.keys(
  NAMES,
) as (keyof EmbeddingSettings)[];
