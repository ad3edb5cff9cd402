import type { DocumentInterface } from "@langchain/core/documents";
import type { RequestOptions } from "fireworks-client";
import type { RerankRequest, RerankResponse } from "fireworks-client/wire";
import type { FireworksEmbeddingsClient } from "../calls/embedding-batches.js";
import type { ModelsClient } from "../models/known-profiles.js";
import {
  INPUT_SETTINGS,
  type InputCallOptions,
  type InputFields,
  type InputSettings,
} from "../settings/input-settings.js";

/** The part of `FireworksClient` that ranks; inject one to share it or to test without HTTP. */
export interface FireworksRerankClient extends ModelsClient, Partial<FireworksEmbeddingsClient> {
  /** The endpoint for reranking. */
  readonly rerank: {
    /** `POST /rerank`. */
    create(request: RerankRequest, options?: RequestOptions): PromiseLike<RerankResponse>;
  };
}

/**
 * What is ranked: a text, a document (its `pageContent` alone), or an object, which is sent as JSON, of
 * `rankFields` alone if they are given.
 */
export type RerankInput = string | DocumentInterface | Readonly<Record<string, unknown>>;

/** One of the ranked, best first. */
export interface Reranked {
  /** Its place in the list that was given. */
  index: number;
  /** How well it fits the query, from 0 to 1. */
  relevanceScore: number;
  /** Its text as it was sent; with `returnDocuments` only. */
  document?: string;
}

/** Settings of `FireworksRerank`: a constructor field and a call option each; a call wins. */
export interface RerankSettings extends InputSettings {
  /** How many of the best to return, 1 or more. Default and `null`: all. */
  topN?: number | null | undefined;
  /**
   * What the ranking is for, as an instruction for the model. Default and `null`: the model's own
   * ("Given a web search query, retrieve relevant passages that answer the query").
   */
  task?: string | null | undefined;
  /** Fields of objects that are sent, in this order. Default and `null`: all of them. */
  rankFields?: readonly string[] | null | undefined;
  /**
   * Whether results repeat the texts. Default false, which is sent too, for Fireworks' own default is
   * true: the index says which document it is.
   */
  returnDocuments?: boolean | undefined;
  /**
   * Where to ask. `embeddings` is for models without `/rerank`: a question for each document, in requests
   * of 100, is answered with the logits of "no" and "yes". Default `rerank`.
   */
  endpoint?: "rerank" | "embeddings" | undefined;
  /** The tokens of "no" and "yes" for `endpoint: "embeddings"`. Default Qwen3's: 2753 and 9454. */
  noYesTokens?: readonly [no: number, yes: number] | undefined;
}

/** Fields of `new FireworksRerank(fields)`. */
export interface FireworksRerankFields extends InputFields, RerankSettings {
  /** A client to use instead of building one; key, URL, headers and fetch are then its business. */
  client?: FireworksRerankClient | undefined;
}

/** Options of one call of `rerank` or `compressDocuments`. */
export interface FireworksRerankCallOptions extends RerankSettings, InputCallOptions {}

/** Every setting, so that a constructor can keep them. A missing entry does not compile. */
const SETTINGS: Readonly<Record<keyof RerankSettings, true>> = {
  ...INPUT_SETTINGS,
  topN: true,
  task: true,
  rankFields: true,
  returnDocuments: true,
  endpoint: true,
  noYesTokens: true,
};

export const RERANK_SETTING_NAMES: readonly (keyof RerankSettings)[] = Object.keys(
  SETTINGS,
) as (keyof RerankSettings)[];
