import type { GenerationRequest } from "fireworks-client/wire";
import { countTokens } from "../answers/completion.js";
import type { Dialect } from "../answers/dialect.js";
import { answerHeaders } from "../answers/headers.js";
import type { Reply } from "../answers/reply.js";
import type { UsagePlace } from "../answers/chunks.js";
import { usagePlace } from "../answers/usage-place.js";
import { writeReply } from "../answers/write-reply.js";
import type { LocalModel } from "../models/local-model.js";
import type { Question } from "../requests/question.js";
import type { Accepted, RequestRules } from "../requests/read-request.js";
import { toAsked } from "../scripts/asked.js";
import type { Call, Endpoint } from "../server/call.js";
import { scriptedAnswer } from "../server/scripted-answer.js";
import { streamAnswer, wholeAnswer } from "../server/paced-answer.js";
import { DONE_EVENT, toEvent } from "../sse/sse-writer.js";
import { Tokenizer } from "../tokens/tokenizer.js";

/** What sets one endpoint that generates text apart from another. */
export interface GenerationParts<Request extends GenerationRequest> {
  path: `/${string}`;
  rules: RequestRules<Request>;
  questions(request: Request, model: LocalModel, tokenizer: Tokenizer): Question[];
  dialect: Dialect;
}

/** An endpoint that generates text, whole or as a stream. */
export function generationEndpoint<Request extends GenerationRequest>(
  parts: GenerationParts<Request>,
): Endpoint<Request> {
  return {
    path: parts.path,
    rules: parts.rules,
    answer: (accepted, call) => answerGeneration(parts, accepted, call),
    asked: async ({ request, model }) =>
      parts
        .questions(request, model, await Tokenizer.load())
        .map(({ chat }) => toAsked(parts.dialect.endpoint, chat)),
  };
}

async function answerGeneration<Request extends GenerationRequest>(
  { questions, dialect }: GenerationParts<Request>,
  { request, model }: Accepted<Request>,
  call: Call,
): Promise<Response> {
  const { settings } = call;
  const tokenizer = await Tokenizer.load();
  const reply = writeReply(request, questions(request, model, tokenizer), {
    model,
    tokenizer,
    dialect,
    script: (chat) => scriptedAnswer(toAsked(dialect.endpoint, chat), call),
    seed: settings.seed,
  });
  const { latency, stopWord } = reply.completions[0] ?? {};
  if (stopWord !== undefined) call.onStopWord?.(stopWord);
  const headers = answerHeaders(request, reply.usage, reply.metrics);
  const manner = { headers, about: reply.id, model: model.id, usage: reply.usage, latency };
  if (request.stream !== true) {
    const tokens = Math.max(...reply.completions.map(countTokens));
    return wholeAnswer(dialect.whole(reply), { ...manner, tokens }, call);
  }
  const place = usagePlace(request, settings.usageInStream);
  return streamAnswer(streamEvents(reply, dialect, place), manner, call);
}

function* streamEvents(reply: Reply, dialect: Dialect, place: UsagePlace): Generator<string> {
  for (const chunk of dialect.chunks(reply, place)) yield toEvent(chunk);
  yield DONE_EVENT;
}
