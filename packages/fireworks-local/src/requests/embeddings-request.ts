import type { EmbeddingRequest } from "fireworks-client/wire";
import type { LocalModel } from "../models/local-model.js";
import { embeddingRequestShape } from "./embeddings-schema.js";
import { readInputs } from "./embedding-inputs.js";
import type { RequestRules } from "./read-request.js";
import { invalidRequest, type Refusal } from "./refusal.js";

/** In one request. One text given as token ids may be longer, as long as the model's context. */
const MOST_INPUTS = 2_048;

/** No model that is known has longer vectors. */
const MOST_DIMENSIONS = 8_192;

/** `POST /embeddings` (contract 6.2). */
export const embeddingRequestRules: RequestRules<EmbeddingRequest> = {
  shapeFor: (model) =>
    embeddingRequestShape({
      dimensions: largestSize(model),
      inputType: model?.embedding?.inputType === true,
    }),
  findModel: (catalogue, id) => catalogue.findEmbedder(id),
  unknownModel: { embedding: { dimensions: MOST_DIMENSIONS, resizable: true, inputType: true } },
  check: checkEmbeddingRules,
};

/** A model that cannot be resized says so below, whatever size is asked for. */
function largestSize(model: LocalModel | undefined): number {
  return model?.embedding?.resizable === true ? model.embedding.dimensions : Infinity;
}

function checkEmbeddingRules(request: EmbeddingRequest, model: LocalModel): Refusal | undefined {
  const { embedding } = model;
  if (embedding === undefined)
    return invalidRequest(`model: ${model.id} embedding is not supported`).at("model");
  if ((request.dimensions ?? null) !== null && embedding.resizable !== true)
    return invalidRequest(`model: ${model.id} is not resizable`).at("dimensions", "Leave it out.");
  const inputs = readInputs(request);
  if (inputs.length > MOST_INPUTS)
    return invalidRequest(
      `List should have at most ${MOST_INPUTS} items, not ${inputs.length}, field: 'input'`,
    ).at("input", "Send several requests.");
  const problem = inputs.find((input) => "problem" in input);
  return problem && invalidRequest(problem.problem);
}
