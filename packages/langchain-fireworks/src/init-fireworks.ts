import { modelId, routerId } from "fireworks-client";
import { ChatFireworks } from "./chat-model.js";
import type { ChatFireworksFields } from "./chat-options.js";
import { isRouterName } from "./models/base-model.js";

const PROVIDER = "fireworks:";

/**
 * The model a text names, as LangChain's `initChatModel` takes it: with or without `fireworks:` in front.
 * A name without slashes is one of Fireworks' own models or routers; everything else is sent as it is.
 *
 * @param model - `fireworks:accounts/fireworks/models/glm-5p3`, `accounts/…` or `glm-5p3`.
 * @param fields - All other fields of `ChatFireworks`.
 *
 * @example
 * ```ts
 * import { initFireworks } from "langchain-fireworks";
 *
 * const llm = initFireworks("fireworks:glm-5p3", { temperature: 0 });
 * ```
 */
export function initFireworks(
  model: string,
  fields: Omit<ChatFireworksFields, "model" | "modelName"> = {},
): ChatFireworks {
  const named = model.startsWith(PROVIDER) ? model.slice(PROVIDER.length) : model;
  return new ChatFireworks({ ...fields, model: fullId(named) });
}

function fullId(named: string): string {
  if (named === "" || named.includes("/")) return named;
  return isRouterName(named) ? routerId(named) : modelId(named);
}
