import { kindOf, listedContextLength } from "./catalogue.js";
import type { LocalModel } from "./local-model.js";
import type { ModelFacts } from "./model-facts.js";

/** What is told of a model to those who choose one. */
export function factsOf(model: LocalModel): ModelFacts {
  const contextLength = listedContextLength(model);
  const { chat = true, embedding, rerank, imageInput, audioInput } = model;
  return {
    id: model.id,
    kind: kindOf(model),
    ...(contextLength !== null && { contextLength }),
    tasks: [
      ...(chat ? (["chat"] as const) : []),
      ...(embedding === undefined ? [] : (["embeddings"] as const)),
      ...(rerank === true ? (["rerank"] as const) : []),
    ],
    inputs: [
      ...(imageInput === true ? (["image"] as const) : []),
      ...(audioInput === true ? (["audio"] as const) : []),
    ],
    tools: model.tools ?? true,
    reasoning: model.reasoning ?? "on-request",
    ...(embedding !== undefined && { dimensions: embedding.dimensions }),
  };
}
