import type { RerankRequest } from "fireworks-client/wire";
import {
  createFireworksLocal,
  type FireworksLocal,
  type FireworksLocalOptions,
} from "fireworks-local";
import { FireworksRerank, type FireworksRerankFields } from "langchain-fireworks";
import { KEY } from "../local-model.js";

export const RERANKER = "fireworks/qwen3-reranker-8b";

/** A server of the test's own, and rerankers that talk to it over HTTP without a port. */
export interface LocalRerank {
  local: FireworksLocal;
  reranker(fields?: FireworksRerankFields): FireworksRerank;
}

export function localRerank(options?: FireworksLocalOptions): LocalRerank {
  const local = createFireworksLocal(options);
  return {
    local,
    reranker: (fields) =>
      new FireworksRerank({
        model: RERANKER,
        apiKey: KEY,
        baseURL: local.baseURL,
        fetch: local.fetch,
        maxRetries: 0,
        ...fields,
      }),
  };
}

/** Results as the server would send them. */
export const answering = (...data: unknown[]): FireworksLocalOptions => ({
  faults: [{ fault: { status: 200, body: { object: "list", data } } }],
});

export const result = (index: unknown, relevance_score: unknown): object => ({
  index,
  relevance_score,
});

export const sentBodies = (local: FireworksLocal): RerankRequest[] =>
  local.requests.map((request) => request.body as unknown as RerankRequest);
