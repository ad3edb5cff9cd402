import type { EmbeddingRequest } from "fireworks-client/wire";
import {
  createFireworksLocal,
  type FireworksLocal,
  type FireworksLocalOptions,
} from "fireworks-local";
import { FireworksEmbeddings, type FireworksEmbeddingsFields } from "langchain-fireworks";
import { KEY } from "../local-model.js";

export const EMBEDDER = "fireworks/qwen3-embedding-8b";
export const NOMIC = "nomic-ai/nomic-embed-text-v1.5";

/** A server of the test's own, and embeddings that talk to it over HTTP without a port. */
export interface LocalEmbeddings {
  local: FireworksLocal;
  embeddings(fields?: FireworksEmbeddingsFields): FireworksEmbeddings;
}

export function localEmbeddings(options?: FireworksLocalOptions): LocalEmbeddings {
  const local = createFireworksLocal(options);
  return {
    local,
    embeddings: (fields) =>
      new FireworksEmbeddings({
        model: EMBEDDER,
        dimensions: fields?.model === undefined ? 8 : undefined,
        apiKey: KEY,
        baseURL: local.baseURL,
        fetch: local.fetch,
        maxRetries: 0,
        ...fields,
      }),
  };
}

/** The bodies that reached the server, in the order of their first texts. */
export function sentBodies(local: FireworksLocal): EmbeddingRequest[] {
  return local.requests.map((request) => request.body as unknown as EmbeddingRequest);
}

/** So many texts, all different. */
export const texts = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `text number ${index}`);
