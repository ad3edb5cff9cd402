import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { Answer, Script } from "fireworks-local";

/** What the model says in a turn, one answer for each time it is asked; the last one is repeated. */
export function steps(user: string | RegExp, ...answers: Answer[]): Script {
  return {
    when: { user },
    answer: (request) => answers[Math.min(callsInTurn(request), answers.length - 1)] ?? {},
  };
}

/** How often the model was asked since the user last spoke. */
function callsInTurn({ messages }: ChatCompletionRequest): number {
  const lastUser = messages.findLastIndex(({ role }) => role === "user");
  return messages.slice(lastUser).filter(({ role }) => role === "assistant").length;
}
