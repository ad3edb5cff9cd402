import type { RerankRequest } from "fireworks-client/wire";
import { tokenHeaders } from "../answers/headers.js";
import { MEASURE, MEASURE_HEADER } from "../answers/relevance.js";
import { rerank } from "../answers/rerank-answer.js";
import { perfMetrics } from "../answers/usage.js";
import type { Accepted } from "../requests/read-request.js";
import { rerankRequestRules } from "../requests/rerank-request.js";
import { type Asked, toAsked } from "../scripts/asked.js";
import type { Call, Endpoint } from "../server/call.js";
import { asChat, scriptedAnswer } from "../server/scripted-answer.js";
import { wholeAnswer } from "../server/paced-answer.js";

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
  const usage = answer.usage ?? { prompt_tokens: 0, total_tokens: 0 };
  const headers = {
    ...tokenHeaders(usage, perfMetrics(usage, request)),
    [MEASURE_HEADER]: MEASURE,
  };
  return wholeAnswer(
    answer,
    {
      headers,
      model: model.id,
      usage,
      about: `${call.settings.seed}:${answer.model}:${usage.prompt_tokens}`,
      tokens: 0,
      latency: script?.latency,
    },
    call,
  );
}
