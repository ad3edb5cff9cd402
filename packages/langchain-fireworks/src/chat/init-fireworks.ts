import { modelId, routerId } from "fireworks-client";
import { ChatFireworks } from "./chat-model.js";
import type { ChatFireworksFields } from "./chat-options.js";
import { inputError } from "../errors/input-error.js";
import { isRouterName } from "../models/base-model.js";

const PROVIDER = "fireworks:";

/**
 * The model a text names, as LangChain's `initChatModel` takes it: with or without `fireworks:` in front.
 * A name without slashes is one of Fireworks' own models or routers; everything else is sent as it is.
 *
 * @param model - `fireworks:accounts/fireworks/models/glm-5p3`, `accounts/…` or `glm-5p3`.
 * @param fields - All other fields of `ChatFireworks`.
 * @throws {@link FireworksConfigurationError} for no name, and for one of another provider.
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
  return new ChatFireworks({ ...fields, model: fullId(withoutProvider(model)) });
}

/** What is no text is left to the constructor, which says that a model is missing. */
function withoutProvider(model: unknown): string {
  if (typeof model !== "string") return "";
  if (model.startsWith(PROVIDER)) return model.slice(PROVIDER.length);
  const [other] = /^[\w-]+(?=:)/.exec(model) ?? [];
  if (other === undefined) return model;
  throw inputError(`"${model}" names the provider ${other}, not Fireworks.`, {
    field: "model",
    code: "other_provider",
    hint: "Pass a Fireworks id, with or without `fireworks:` in front.",
  });
}

function fullId(named: string): string {
  if (named.trim() === "" || named.includes("/")) return named;
  return isRouterName(named) ? routerId(named) : modelId(named);
}
