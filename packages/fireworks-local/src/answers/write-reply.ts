import type { ChatCompletionRequest, GenerationRequest } from "fireworks-client/wire";
import type { LocalModel } from "../models/local-model.js";
import { canonicalJson } from "../json/canonical-json.js";
import { answerBudget } from "../requests/prompt.js";
import type { Question } from "../requests/question.js";
import type { Answer } from "./answer.js";
import { chooseAnswer } from "./choose-answer.js";
import { completeAnswer, stopWords } from "./completion.js";
import type { Dialect } from "./dialect.js";
import { hashText, SeededRandom } from "../random/seeded-random.js";
import type { PromptedCompletion, Reply } from "./reply.js";
import { speculationMetrics } from "./speculation.js";
import type { Tokenizer } from "../tokens/tokenizer.js";
import { countUsage, perfMetrics } from "./usage.js";

export interface ReplyContext {
  model: LocalModel;
  /** What the scripts say to a question; undefined leaves it to the stand-in. May throw a refusal. */
  script: (chat: ChatCompletionRequest) => Answer | undefined;
  seed: number;
  tokenizer: Tokenizer;
  dialect: Pick<Dialect, "idPrefix" | "maxTokens" | "sayable">;
}

/** 2026-10-06, in Unix seconds. Not the clock: the same request and seed give the same bytes. */
const CREATED = 1_791_244_800;

/** From an accepted request to its answer. Throws a refusal when a prompt is too long. */
export function writeReply(
  request: GenerationRequest,
  questions: Question[],
  context: ReplyContext,
): Reply {
  const { dialect, seed, tokenizer } = context;
  const completions = questions.flatMap((question) => completionsOf(question, context));
  const prompts = questions.map(({ prompt }) => prompt);
  const usage = countUsage(prompts, completions);
  const speculation = speculationMetrics(request, completions, tokenizer);
  const id = new SeededRandom(idSeed(request, seed)).text(32, "0123456789abcdef");
  return {
    id: dialect.idPrefix + id,
    created: CREATED,
    request,
    completions,
    usage,
    metrics: perfMetrics(usage, request, speculation),
    tokenizer,
  };
}

/** The `n` choices of one prompt. */
function completionsOf({ prompt, chat }: Question, context: ReplyContext): PromptedCompletion[] {
  const { dialect, tokenizer, model } = context;
  const limits = {
    maxTokens: answerBudget(chat, model, prompt, dialect.maxTokens),
    stop: stopWords(chat),
  };
  const seed = wordingSeed(chat, context.seed);
  const scripted = context.script(chat);
  return Array.from({ length: chat.n ?? 1 }, (_, index) => {
    const random = new SeededRandom(seed + index);
    const answer = choiceOf(scripted, index) ?? chooseAnswer(chat, { ...context, random });
    const completion = completeAnswer(dialect.sayable(answer), limits, { tokenizer, random });
    return { ...completion, prompt, latency: scripted?.latency };
  });
}

/** With more choices than were scripted, the first is given again. */
function choiceOf(scripted: Answer | undefined, index: number): Answer | undefined {
  const { choices = [], usage } = scripted ?? {};
  const choice = choices[index % choices.length];
  return choice === undefined ? scripted : { ...choice, usage };
}

/**
 * Only what the answer is about decides its wording: limits and sampling fields do not, so that an
 * answer cut by `stop` or `max_tokens` is the start of the one without.
 */
function wordingSeed(request: ChatCompletionRequest, seed: number): number {
  const { model, messages, tools, functions, response_format } = request;
  const about = { model, messages, tools, functions, response_format, seed: request.seed };
  return hashText(`${seed}:${canonicalJson(about)}`);
}

/** Streamed or not, the answer has the same id. */
function idSeed(request: GenerationRequest, seed: number): number {
  const { stream: _stream, stream_options: _options, ...said } = request;
  return hashText(`${seed}:${canonicalJson(said)}`);
}
