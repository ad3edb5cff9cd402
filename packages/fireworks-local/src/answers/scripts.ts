import type { ChatCompletionRequest } from "fireworks-client/wire";
import { lastUserText, systemText } from "../requests/message-text.js";
import type { Answer, Script, ScriptCondition } from "./answer.js";

/** The two answers LangChain's page for ChatFireworks prints, with the page's token counts. */
export const BUILT_IN_SCRIPTS: readonly Script[] = [
  {
    when: { system: "translates English to French", user: /^\s*I love programming\.?\s*$/ },
    answer: {
      content: "J'adore la programmation.",
      usage: { prompt_tokens: 35, completion_tokens: 9 },
    },
  },
  {
    when: { system: "translates English to German", user: /^\s*I love programming\.?\s*$/ },
    answer: {
      content: "Ich liebe das Programmieren.",
      usage: { prompt_tokens: 30, completion_tokens: 7 },
    },
  },
];

export function answerFromScripts(
  request: ChatCompletionRequest,
  scripts: readonly Script[],
): Answer | undefined {
  const script = scripts.find(({ when }) => holds(when, request));
  return typeof script?.answer === "function" ? script.answer(request) : script?.answer;
}

function holds(when: ScriptCondition, request: ChatCompletionRequest): boolean {
  return (
    (when.model === undefined || when.model === request.model) &&
    (when.system === undefined || contains(systemText(request), when.system)) &&
    (when.user === undefined || contains(lastUserText(request), when.user)) &&
    (when.predicate === undefined || when.predicate(request))
  );
}

/** A pattern with the `g` flag remembers where it stopped; a search from the start does not. */
function contains(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? text.includes(wanted) : text.search(wanted) >= 0;
}
