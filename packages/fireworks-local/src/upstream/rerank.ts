import type { Usage } from "fireworks-client/wire";
import { type Json, number, record, records } from "./read-json.js";
import type { AnswerContext } from "./translation.js";
import { countedHere, toUsage } from "./usage.js";

/** The request of Cohere and Jina, which vLLM, SGLang and llama.cpp read; `task` has no counterpart. */
export function toEngineRerank({ model, query, documents, top_n }: Json): Json {
  return {
    ...(model == null ? {} : { model }),
    query,
    documents,
    ...(top_n == null ? {} : { top_n }),
    return_documents: false,
  };
}

/** `results` → `data`, best first, with the request's own documents (contract 6.3). */
export function toFireworksRerank(
  answer: unknown,
  { request, promptTokens }: AnswerContext,
): { body: object; usage: Usage } {
  const json = record(answer);
  const usage = toUsage(json["usage"] ?? json["meta"]) ?? countedHere(promptTokens, 0);
  // SGLang and text-embeddings-inference answer with the list alone.
  const list = Array.isArray(answer) ? records(answer) : records(json["results"] ?? json["data"]);
  const scores = toUnit(list.map((item) => number(item["relevance_score"] ?? item["score"]) ?? 0));
  const documents = Array.isArray(request["documents"]) ? (request["documents"] as unknown[]) : [];
  const data = list
    .map((item, position) => {
      const index = number(item["index"]) ?? position;
      const document = request["return_documents"] === false ? {} : { document: documents[index] };
      return { index, relevance_score: scores[position] ?? 0, ...document };
    })
    .toSorted((one, other) => other.relevance_score - one.relevance_score)
    .slice(0, number(request["top_n"]) ?? Infinity);
  const { prompt_tokens, total_tokens } = usage;
  const body = {
    object: "list",
    model: request["model"] ?? json["model"],
    data,
    usage: { prompt_tokens, total_tokens },
  };
  return { body, usage };
}

/** Some engines send logits: the sigmoid keeps their order and gives Fireworks' range. */
function toUnit(scores: number[]): number[] {
  const isUnit = scores.every((score) => score >= 0 && score <= 1);
  return isUnit ? scores : scores.map((score) => 1 / (1 + Math.exp(-score)));
}
