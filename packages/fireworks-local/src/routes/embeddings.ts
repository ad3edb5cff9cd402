import type { EmbeddingRequest } from "fireworks-client/wire";
import { embed } from "../answers/embedding-answer.js";
import { tokenHeaders } from "../answers/headers.js";
import { perfMetrics } from "../answers/usage.js";
import { embeddingRequestRules } from "../requests/embeddings-request.js";
import type { Accepted } from "../requests/read-request.js";
import type { Call, Endpoint } from "../server/call.js";
import { wholeAnswer } from "../server/paced-answer.js";

/** `POST /embeddings`. */
export const embeddings: Endpoint<EmbeddingRequest> = {
  path: "/embeddings",
  rules: embeddingRequestRules,
  answer: answerEmbeddings,
};

async function answerEmbeddings(
  { request, model }: Accepted<EmbeddingRequest>,
  call: Call,
): Promise<Response> {
  const answer = await embed(request, model);
  const headers = tokenHeaders(answer.usage, perfMetrics(answer.usage, request));
  return wholeAnswer(
    answer,
    {
      headers,
      model: model.id,
      usage: answer.usage,
      about: `${call.settings.seed}:${answer.model}:${answer.usage.prompt_tokens}`,
      tokens: 0,
    },
    call,
  );
}
