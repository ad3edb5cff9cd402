import type { ChatCompletionRequest } from "fireworks-client/wire";
import { toAsked } from "../scripts/asked.js";
import type { ScriptAnswer, ScriptEndpoint } from "../scripts/script.js";
import { scriptError } from "../scripts/script-error.js";
import type { Call } from "./call.js";

/**
 * What the scripts of the call's scope say; undefined leaves the answer to the stand-in. Throws the
 * refusal that a script asks for, or that `unscripted: "refuse"` does.
 */
export function scriptedAnswer(
  endpoint: ScriptEndpoint,
  request: ChatCompletionRequest,
  { scope }: Call,
): ScriptAnswer | undefined {
  const asked = toAsked(endpoint, request);
  const answer = scope.scripts.answer(asked);
  if (answer?.error !== undefined) throw scriptError(answer.error);
  const isText = endpoint === "chat" || endpoint === "completions";
  if (answer === undefined && isText && scope.settings.unscripted === "refuse")
    throw scope.scripts.refusal(asked);
  return answer;
}

/** Endpoints without messages are asked as if their texts were the user's. */
export function asChat(model: string, texts: readonly string[]): ChatCompletionRequest {
  return { model, messages: [{ role: "user", content: texts.join("\n") }] };
}
