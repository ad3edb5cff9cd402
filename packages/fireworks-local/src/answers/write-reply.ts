import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { LocalModel } from "../models/local-model.js";
import { answerBudget, type Prompt, renderPrompt } from "../requests/prompt.js";
import type { Script } from "./answer.js";
import { chooseAnswer } from "./choose-answer.js";
import { type Completion, completeAnswer, stopWords } from "./completion.js";
import { hashText, SeededRandom } from "./random.js";
import type { Reply } from "./reply.js";
import { Tokenizer } from "./tokens.js";
import { countUsage, perfMetrics } from "./usage.js";

export interface ReplyContext {
  model: LocalModel;
  scripts: readonly Script[];
  seed: number;
  /** Milliseconds since 1970. */
  now: number;
}

/** From an accepted request to its answer. Throws a refusal when the prompt is too long. */
export async function writeReply(
  request: ChatCompletionRequest,
  context: ReplyContext,
): Promise<Reply> {
  const tokenizer = await Tokenizer.load();
  const prompt = renderPrompt(request, context.model, tokenizer);
  const maxTokens = answerBudget(request, context.model, prompt);
  const seed = requestSeed(request, context.seed);
  const completions = Array.from({ length: request.n ?? 1 }, (_, index): Completion => {
    const random = new SeededRandom(seed + index);
    const answer = chooseAnswer(request, { ...context, random });
    return completeAnswer(answer, { maxTokens, stop: stopWords(request) }, { tokenizer, random });
  });
  return assemble({ request, prompt, completions, tokenizer }, seed, context.now);
}

function assemble(
  parts: {
    request: ChatCompletionRequest;
    prompt: Prompt;
    completions: Completion[];
    tokenizer: Tokenizer;
  },
  seed: number,
  now: number,
): Reply {
  const usage = countUsage(parts.prompt, parts.completions);
  return {
    ...parts,
    id: `chatcmpl-${new SeededRandom(seed).text(32, "0123456789abcdef")}`,
    created: Math.floor(now / 1000),
    usage,
    metrics: perfMetrics(usage, parts.request),
  };
}

/** The way of delivery does not change what is said: streamed or not, the answer is the same. */
function requestSeed(request: ChatCompletionRequest, seed: number): number {
  const { stream: _stream, stream_options: _options, ...said } = request;
  return hashText(`${seed}:${JSON.stringify(said)}`);
}
