import { parseJson } from "../json/parse-json.js";
import type { ChatMessage } from "fireworks-client/wire";
import type { ToolCallAnswer } from "../answers/answer.js";
import { canonicalJson } from "../json/canonical-json.js";
import { textOf } from "../requests/message-text.js";
import { type Asked, callsOf, upTo } from "./asked.js";
import type { CompiledTurn } from "./compile-script.js";
import type { ScriptAnswer } from "./script.js";

/** Where the assistant spoke in the history. */
export function assistantPlaces({ request }: Asked): number[] {
  return request.messages.flatMap(({ role }, index) => (role === "assistant" ? [index] : []));
}

/**
 * Whether the message at `place` is what the turn answered to the messages before it. Ids and reasoning
 * do not count: many clients change the ones and drop the others.
 */
export function wasSaidBy(turn: CompiledTurn, asked: Asked, place: number): boolean {
  const message = asked.request.messages[place];
  if (message === undefined) return false;
  const answer = turn.answer(upTo(asked, place).request);
  const said: ScriptAnswer[] = answer.choices ?? [answer];
  return said.some((choice) => isSame(message, choice, isCut(asked)));
}

/** A request with these may have cut the answers of its history. */
function isCut({ request }: Asked): boolean {
  return (request.max_tokens ?? request.max_completion_tokens ?? request.stop ?? null) !== null;
}

function isSame(message: ChatMessage, answer: ScriptAnswer, cut: boolean): boolean {
  const calls = callsOf(message);
  const wanted = answer.toolCalls ?? [];
  if (calls.length !== wanted.length) return false;
  if (calls.length > 0)
    return calls.every((call, index) => isSameCall(call.function, wanted[index]));
  const text = textOf(message).trim();
  const whole = contentOf(answer).trim();
  return text === whole || (cut && text !== "" && whole.startsWith(text));
}

function contentOf({ content, pieces, logprobs }: ScriptAnswer): string {
  return content ?? pieces?.join("") ?? (logprobs ?? []).map(({ token }) => token).join("");
}

function isSameCall(
  call: { name: string; arguments: string },
  wanted: ToolCallAnswer | undefined,
): boolean {
  if (wanted === undefined || call.name !== wanted.name) return false;
  const sent = parseJson(call.arguments);
  const scripted =
    typeof wanted.arguments === "string" ? parseJson(wanted.arguments) : (wanted.arguments ?? {});
  // Arguments that are no JSON come back repaired, emptied or not at all.
  return (
    sent === undefined || scripted === undefined || canonicalJson(sent) === canonicalJson(scripted)
  );
}
