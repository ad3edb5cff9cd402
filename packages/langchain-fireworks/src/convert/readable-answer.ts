import { FireworksError } from "fireworks-client";
import type { ChatCompletionResponse, ResponseMessage } from "fireworks-client/wire";
import { isRecord } from "./unknown-values.js";

const NOTHING_SAID: ResponseMessage = { role: "assistant", content: null };

/**
 * A whole answer as the rest of the code may rely on it: choices in the order of their indices, each
 * with a message. A stream is read as leniently.
 *
 * @throws FireworksError without any choice: a proxy may answer 200 with JSON of its own.
 */
export function readableAnswer(response: ChatCompletionResponse): ChatCompletionResponse {
  const sent: unknown = response.choices;
  const choices = Array.isArray(sent) ? response.choices.filter(isRecord) : [];
  if (choices.length === 0) {
    throw new FireworksError(
      "The answer holds no choice. Check that the base URL points at Fireworks.",
      { code: "no_choices" },
    );
  }
  return {
    ...response,
    choices: choices
      .map((choice) => (isRecord(choice.message) ? choice : { ...choice, message: NOTHING_SAID }))
      .toSorted((left, right) => (left.index ?? 0) - (right.index ?? 0)),
  };
}
