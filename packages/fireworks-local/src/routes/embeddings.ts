import type { EmbeddingRequest } from "fireworks-client/wire";
import { embed } from "../answers/embedding-answer.js";
import { embeddingRequestRules } from "../requests/embeddings-request.js";
import { readInputs } from "../requests/embedding-inputs.js";
import type { Accepted } from "../requests/read-request.js";
import { type Asked, toAsked } from "../scripts/asked.js";
import type { Call, Endpoint } from "../server/call.js";
import { asChat, scriptedAnswer } from "../server/scripted-answer.js";
import { measuredAnswer } from "./measured-answer.js";

/** `POST /embeddings`. */
export const embeddings: Endpoint<EmbeddingRequest> = {
  path: "/embeddings",
  rules: embeddingRequestRules,
  answer: answerEmbeddings,
  asked: async (accepted) => [asked(accepted)],
};

function asked({ request }: Accepted<EmbeddingRequest>): Asked {
  const texts = readInputs(request).map((entry) => ("text" in entry ? entry.text : ""));
  return toAsked("embeddings", asChat(request.model, texts));
}

async function answerEmbeddings(
  { request, model }: Accepted<EmbeddingRequest>,
  call: Call,
): Promise<Response> {
  const script = scriptedAnswer(asked({ request, model }), call);
  const answer = await embed(request, model, script?.embeddings);
  const manner = { request, model: model.id, latency: script?.latency };
  return measuredAnswer(answer, manner, call);
}
