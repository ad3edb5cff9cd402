import type { Question } from "@langchain/core/decisions";
import type { AIMessage } from "@langchain/core/messages";
import { FireworksError } from "fireworks-client";
import type { TokenLogprob } from "fireworks-client/wire";
import { isRecord } from "../convert/unknown-values.js";
import { adoptError } from "../errors/adopt-error.js";
import { choiceProbabilities } from "./choice-probabilities.js";
import { codedQuestion } from "./questions.js";

/**
 * The answer to a question, as core's decision models give it.
 *
 * @throws {@link FireworksError} with the code `no_decision` when the text is no answer, and
 * `no_logprobs` when it is one that nobody weighed.
 */
export function readAnswer(id: string, question: Question, message: AIMessage): object {
  const text = message.text.trim();
  const coded = codedQuestion(question);
  if (coded === undefined) return readBox(id, text, message);
  if (!coded.codes.includes(text)) throw noDecision(id, message, WORDING);
  const probabilities = choiceProbabilities(coded.codes, text, tokensOf(message));
  if (probabilities !== undefined) return coded.answer(probabilities);
  throw failure(`The answer to question "${id}" came without usable log probabilities.`, message, {
    code: "no_logprobs",
    hint: "Use a model that reports them; this one does not.",
  });
}

function tokensOf({ response_metadata }: AIMessage): TokenLogprob[] {
  const { logprobs } = response_metadata as { logprobs?: { content?: TokenLogprob[] | null } };
  return logprobs?.content ?? [];
}

function readBox(id: string, text: string, message: AIMessage): object {
  const { top, bottom, left, right } = parsedRecord(text);
  const isBox = isSpan(top, bottom) && isSpan(left, right);
  if (isBox) return { type: "box", box: { top, bottom, left, right } };
  throw noDecision(
    id,
    message,
    "Ask for one thing the image shows; a box needs a model that sees.",
  );
}

function isSpan(from: unknown, to: unknown): boolean {
  return typeof from === "number" && typeof to === "number" && 0 <= from && from <= to && to <= 1;
}

function parsedRecord(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

const WORDING = "Word the question so that one of the options always fits.";

/** @param advice - For an answer that was not cut. */
function noDecision(id: string, message: AIMessage, advice: string): FireworksError {
  const { finish_reason } = message.response_metadata as { finish_reason?: unknown };
  const said = JSON.stringify(message.text.slice(0, 80));
  return failure(`The model gave no answer to question "${id}": ${said}.`, message, {
    code: "no_decision",
    hint:
      finish_reason === "length"
        ? "It was cut: raise `maxTokens`, which counts the reasoning too."
        : advice,
  });
}

function failure(
  happened: string,
  message: AIMessage,
  { code, hint }: { code: string; hint: string },
): FireworksError {
  const { model_name } = message.response_metadata as { model_name?: string };
  const error = new FireworksError(`${happened} ${hint}`, { code, hint });
  return adoptError(error, { model: model_name });
}
