import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { LocalModel } from "../models/local-model.js";
import { canonicalJson } from "../requests/canonical-json.js";
import { answerBudget, type Prompt, renderPrompt } from "../requests/prompt.js";
import type { Script } from "./answer.js";
import { chooseAnswer } from "./choose-answer.js";
import { type Completion, completeAnswer, stopWords } from "./completion.js";
import { hashText, SeededRandom } from "../random/seeded-random.js";
import type { Reply } from "./reply.js";
import { speculationMetrics } from "./speculation.js";
import { Tokenizer } from "../tokens/tokenizer.js";
import { countUsage, perfMetrics } from "./usage.js";

export interface ReplyContext {
  model: LocalModel;
  scripts: readonly Script[];
  seed: number;
}

/** 2026-10-06, in Unix seconds. Not the clock: the same request and seed give the same bytes. */
const CREATED = 1_791_244_800;

/** From an accepted request to its answer. Throws a refusal when the prompt is too long. */
export async function writeReply(
  request: ChatCompletionRequest,
  context: ReplyContext,
): Promise<Reply> {
  const tokenizer = await Tokenizer.load();
  const prompt = renderPrompt(request, context.model, tokenizer);
  const maxTokens = answerBudget(request, context.model, prompt);
  const seed = wordingSeed(request, context.seed);
  const completions = Array.from({ length: request.n ?? 1 }, (_, index): Completion => {
    const random = new SeededRandom(seed + index);
    const answer = chooseAnswer(request, { ...context, random });
    return completeAnswer(answer, { maxTokens, stop: stopWords(request) }, { tokenizer, random });
  });
  return assemble({ request, prompt, completions, tokenizer }, context);
}

function assemble(
  parts: {
    request: ChatCompletionRequest;
    prompt: Prompt;
    completions: Completion[];
    tokenizer: Tokenizer;
  },
  { seed }: ReplyContext,
): Reply {
  const usage = countUsage(parts.prompt, parts.completions);
  const speculation = speculationMetrics(parts.request, parts.completions, parts.tokenizer);
  return {
    ...parts,
    id: `chatcmpl-${new SeededRandom(idSeed(parts.request, seed)).text(32, "0123456789abcdef")}`,
    created: CREATED,
    usage,
    metrics: perfMetrics(usage, parts.request, speculation),
  };
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
function idSeed(request: ChatCompletionRequest, seed: number): number {
  const { stream: _stream, stream_options: _options, ...said } = request;
  return hashText(`${seed}:${canonicalJson(said)}`);
}
