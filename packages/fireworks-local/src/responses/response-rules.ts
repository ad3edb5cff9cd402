import type { LocalModel } from "../models/local-model.js";
import { checkChatRules } from "../requests/chat-rules.js";
import { gatewayError, invalidRequest, type Refusal } from "../requests/refusal.js";
import type { ResponseRequest } from "./response-request.js";
import { toChat } from "./to-chat.js";

/** What the shape cannot say; then what holds for the chat that asks the same. */
export function checkResponseRules(
  request: ResponseRequest,
  model: LocalModel,
): Refusal | undefined {
  return (
    checkBackground(request) ??
    checkMetadata(request) ??
    checkTools(request) ??
    checkChatRules(toChat(request), model)
  );
}

/** The code is of the contract, the text is ours. */
function checkBackground({ background, model }: ResponseRequest): Refusal | undefined {
  if (background !== true) return undefined;
  return gatewayError(400, {
    message: `Background responses are not supported for ${model}`,
    code: "model_not_supported_for_background",
    param: "background",
  });
}

const MOST_PAIRS = 16;

function checkMetadata({ metadata }: ResponseRequest): Refusal | undefined {
  const count = Object.keys(metadata ?? {}).length;
  return count > MOST_PAIRS
    ? invalidRequest(`At most ${MOST_PAIRS} pairs are allowed, field: 'metadata', got ${count}`)
    : undefined;
}

/** A stand-in that leaves them out in silence would pass tests that fail at Fireworks. */
function checkTools({ tools }: ResponseRequest): Refusal | undefined {
  const other = tools?.find(({ type }) => type !== "function");
  return other === undefined
    ? undefined
    : invalidRequest(
        `fireworks-local runs no tools of type '${other.type}': offer functions, or ask Fireworks`,
      );
}
