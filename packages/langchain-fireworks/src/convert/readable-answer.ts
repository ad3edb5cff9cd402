import type { ChatCompletionResponse, ResponseMessage } from "fireworks-client/wire";
import { sentChoices } from "./sent-choices.js";
import { isRecord } from "./unknown-values.js";

const NOTHING_SAID: ResponseMessage = { role: "assistant", content: null };

/**
 * A whole answer as the rest of the code may rely on it: choices in the order of their indices, each
 * with a message. A stream is read as leniently.
 *
 * @throws FireworksError without any choice
 */
export function readableAnswer(response: ChatCompletionResponse): ChatCompletionResponse {
  const choices = sentChoices(response).map((choice) =>
    isRecord(choice.message) ? choice : { ...choice, message: NOTHING_SAID },
  );
  return { ...response, choices };
}
