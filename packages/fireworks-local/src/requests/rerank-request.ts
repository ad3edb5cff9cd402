import type { RerankRequest } from "fireworks-client/wire";
import type { LocalModel } from "../models/local-model.js";
import type { RequestRules } from "./read-request.js";
import { invalidRequest, type Refusal } from "./refusal.js";
import { RERANK_REQUEST_SHAPE } from "./rerank-schema.js";

/** The one reranker that is there for everybody (contract 6.3). */
export const DEFAULT_RERANKER = "accounts/fireworks/models/qwen3-reranker-8b";

/** `POST /rerank` (contract 6.3). */
export const rerankRequestRules: RequestRules<RerankRequest> = {
  shapeFor: () => RERANK_REQUEST_SHAPE,
  findModel: (catalogue, id) => catalogue.findEmbedder(id),
  unknownModel: { rerank: true },
  defaultModel: DEFAULT_RERANKER,
  check: checkReranks,
};

function checkReranks(_request: RerankRequest, model: LocalModel): Refusal | undefined {
  return model.rerank === true
    ? undefined
    : invalidRequest(`model: ${model.id} rerank is not supported`).at("model");
}
