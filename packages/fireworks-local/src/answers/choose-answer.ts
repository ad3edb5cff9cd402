import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { LocalModel } from "../models/local-model.js";
import { wantsReasoning } from "../requests/reasoning-effort.js";
import type { Answer } from "./answer.js";
import type { SeededRandom } from "../random/seeded-random.js";
import { answerInFormat } from "./structured-answer.js";
import { echoText, REASONING_TEXT, toolResultText } from "./text-answer.js";
import { answerWithTools } from "./tool-answer.js";

export interface ChoiceContext {
  model: LocalModel;
  /** Seeded from the request, the server's seed and the number of the choice. */
  random: SeededRandom;
}

/** What to say without a script: the first that applies of tool call, demanded format, tool result, echo. */
export function chooseAnswer(request: ChatCompletionRequest, context: ChoiceContext): Answer {
  const answer = generateAnswer(request, context);
  return wantsReasoning(request, context.model) ? { reasoning: REASONING_TEXT, ...answer } : answer;
}

function generateAnswer(request: ChatCompletionRequest, { model, random }: ChoiceContext): Answer {
  const called = model.tools === false ? undefined : answerWithTools(request, random);
  if (called !== undefined) return called;
  const formatted = answerInFormat(request, random);
  if (formatted !== undefined) return { content: formatted };
  const hasResult = request.messages.at(-1)?.role === "tool";
  return { content: hasResult ? toolResultText(request) : echoText(request, random) };
}
