import type { ChatCompletionRequest, JsonSchema } from "fireworks-client/wire";
import { GrammarError } from "../grammar/grammar.js";
import { deriveText } from "../grammar/derive.js";
import { parseGrammar } from "../grammar/parse.js";
import { lastUserText } from "../requests/message-text.js";
import { invalidRequest } from "../requests/refusal.js";
import { readAnswerFormat } from "../requests/response-format.js";
import { schemaFromPrompt } from "./json-mode.js";
import { QuestionHints } from "./question-hints.js";
import type { SeededRandom } from "../random/seeded-random.js";
import { sampleOrRefuse, trySample } from "./sample-or-refuse.js";

/** The answer a `response_format` asks for, or undefined when it asks for text. */
export function answerInFormat(
  request: ChatCompletionRequest,
  random: SeededRandom,
): string | undefined {
  const format = readAnswerFormat(request);
  switch (format.kind) {
    case "text":
      return undefined;
    case "any-json":
      return anyJson(request, random);
    case "json-schema":
      return jsonText(format.schema, request, random);
    case "grammar":
      return textOfGrammar(format.grammar, random);
  }
}

/** The object the prompt describes, otherwise one that repeats the question. */
function anyJson(request: ChatCompletionRequest, random: SeededRandom): string {
  const question = lastUserText(request);
  const described = schemaFromPrompt(request);
  const value =
    described === undefined
      ? undefined
      : trySample(described, { random, hints: new QuestionHints(question) });
  return JSON.stringify(value ?? { answer: question.slice(0, 200), source: "fireworks-local" });
}

function jsonText(
  schema: JsonSchema,
  request: ChatCompletionRequest,
  random: SeededRandom,
): string {
  const hints = new QuestionHints(lastUserText(request));
  return JSON.stringify(sampleOrRefuse(schema, { random, hints }));
}

function textOfGrammar(grammar: string, random: SeededRandom): string {
  try {
    return deriveText(parseGrammar(grammar), random);
  } catch (error) {
    if (error instanceof GrammarError) throw invalidRequest(error.message);
    throw error;
  }
}
