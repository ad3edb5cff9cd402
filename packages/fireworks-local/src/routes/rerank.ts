import type { RerankRequest } from "fireworks-client/wire";
import { MEASURE, MEASURE_HEADER } from "../answers/relevance.js";
import { rerank } from "../answers/rerank-answer.js";
import type { Accepted } from "../requests/read-request.js";
import { rerankRequestRules } from "../requests/rerank-request.js";
import { type Asked, toAsked } from "../scripts/asked.js";
import type { Call, Endpoint } from "../server/call.js";
import { asChat, scriptedAnswer } from "../server/scripted-answer.js";
import { measuredAnswer } from "./measured-answer.js";

/** `POST /rerank`. */
export const rerankDocuments: Endpoint<RerankRequest> = {
  path: "/rerank",
  rules: rerankRequestRules,
  answer: answerRerank,
  asked: async (accepted) => [asked(accepted)],
};

function asked({ request, model }: Accepted<RerankRequest>): Asked {
  return toAsked("rerank", asChat(model.id, [request.query]));
}

async function answerRerank(
  { request, model }: Accepted<RerankRequest>,
  call: Call,
): Promise<Response> {
  const script = scriptedAnswer(asked({ request, model }), call);
  const answer = await rerank(request, model, script?.scores);
  const headers = { [MEASURE_HEADER]: MEASURE };
  const manner = { request, model: model.id, latency: script?.latency, headers };
  return measuredAnswer(answer, manner, call);
}
