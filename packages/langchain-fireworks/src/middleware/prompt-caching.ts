import { createMiddleware, type modelFallbackMiddleware } from "langchain";
import { hasCallScope, withAffinity } from "../calls/call-affinity.js";
import { inputError } from "../errors/input-error.js";
import { sha256 } from "../settings/sha256.js";
import { type OnWarning, type Warn, warningChannel } from "../errors/warnings.js";
import { threadIdOf } from "./thread-id.js";

/** What the middleware does when the agent's model is not a `ChatFireworks`. */
const BEHAVIORS = ["ignore", "warn", "raise"] as const;

/** Options of {@link fireworksPromptCachingMiddleware}. */
export interface FireworksPromptCachingOptions {
  /**
   * What to do when the model is not a `ChatFireworks`: `ignore` and `warn` (once) leave it alone, `raise`
   * throws. Default `warn`.
   */
  unsupportedModelBehavior?: (typeof BEHAVIORS)[number] | undefined;
  /** Told of an unsupported model. Default: `console.warn`; `null` silences. */
  onWarning?: OnWarning | null | undefined;
}

/** LangChain's type of a middleware without state, context and tools, whatever its version calls it. */
type PlainMiddleware = ReturnType<typeof modelFallbackMiddleware>;

/**
 * Lets an agent's model calls find their cached prompts. Serverless prompt caches live on one replica;
 * this sends all calls of a thread to the same one, with the SHA-256 of the thread id as
 * `prompt_cache_key` and `x-session-affinity`. Only the hash leaves the process.
 *
 * The thread id is the run's `configurable.thread_id`; a run without one is left alone. So is a request
 * with a `user`, a `promptCacheKey`, a `sessionId` or an affinity header of its own. Nothing is written
 * on models or requests: it holds for the one call, and for a fallback only if that is a `ChatFireworks`.
 *
 * @throws {@link FireworksConfigurationError} for an unknown `unsupportedModelBehavior`.
 *
 * @example
 * ```ts
 * import { createAgent } from "langchain";
 * import { ChatFireworks } from "langchain-fireworks";
 * import { fireworksPromptCachingMiddleware } from "langchain-fireworks/middleware";
 *
 * const agent = createAgent({
 *   model: new ChatFireworks("accounts/fireworks/models/glm-5p3"),
 *   middleware: [fireworksPromptCachingMiddleware()],
 * });
 * ```
 */
export function fireworksPromptCachingMiddleware(
  options: FireworksPromptCachingOptions = {},
): PlainMiddleware {
  const { unsupportedModelBehavior: behavior = "warn" } = options;
  requireBehavior(behavior);
  const warn = warningChannel(options.onWarning);
  return createMiddleware({
    name: "FireworksPromptCachingMiddleware",
    wrapModelCall: async (request, handler) => {
      const own = await fireworksModelIn(request.model);
      if (own === undefined) reportUnsupported(request.model, behavior, warn);
      const threadId = threadIdOf(request.runtime);
      const affinity = threadId === undefined ? undefined : sha256(threadId);
      return withAffinity(affinity, () => handler(inScope(request, own, affinity)));
    },
  });
}

function requireBehavior(behavior: (typeof BEHAVIORS)[number]): void {
  if (BEHAVIORS.includes(behavior)) return;
  throw inputError(`\`unsupportedModelBehavior\` is ${JSON.stringify(behavior)}.`, {
    field: "unsupportedModelBehavior",
    code: "invalid_option",
    hint: `Use one of ${BEHAVIORS.join(", ")}.`,
  });
}

/** The `ChatFireworks` an agent's model is, or is bound around, or is configured to be. */
async function fireworksModelIn(model: object): Promise<object | undefined> {
  if ("callAffinity" in model) return model;
  if ("bound" in model && model.bound instanceof Object) return fireworksModelIn(model.bound);
  // What `initChatModel` gives makes its model when it is first asked for.
  if ("_getModelInstance" in model && typeof model._getModelInstance === "function") {
    return fireworksModelIn((await model._getModelInstance()) as object);
  }
  return undefined;
}

function reportUnsupported(model: object, behavior: (typeof BEHAVIORS)[number], warn: Warn): void {
  const { name } = model.constructor;
  const message = `fireworksPromptCachingMiddleware does nothing for ${name}: it is no ChatFireworks.`;
  if (behavior === "warn") warn({ code: "unsupported_model", message, model: name });
  if (behavior === "raise") {
    throw inputError(message, { field: "model", code: "unsupported_model" });
  }
}

/**
 * The request as it is, where calls have scopes. Elsewhere its model is replaced by one that inherits
 * everything but the affinity; a fallback that is chosen further in then goes without.
 */
function inScope<Request extends { model: object }>(
  request: Request,
  own: object | undefined,
  affinity: string | undefined,
): Request {
  if (hasCallScope() || own !== request.model) return request;
  return { ...request, model: Object.create(own, { callAffinity: { value: affinity } }) };
}
