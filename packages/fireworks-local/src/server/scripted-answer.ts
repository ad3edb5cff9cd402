import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { Asked } from "../scripts/asked.js";
import type { ScriptAnswer } from "../scripts/script.js";
import { scriptError } from "../scripts/script-error.js";
import type { Call } from "./call.js";

/**
 * What the scripts of the call's scope say; undefined leaves the answer to the stand-in. Throws the
 * refusal that a script asks for, or that `unscripted: "refuse"` does.
 */
export function scriptedAnswer(asked: Asked, { scope }: Call): ScriptAnswer | undefined {
  const { endpoint } = asked;
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
