import type { BaseChatModelParams } from "@langchain/core/language_models/chat_models";
import type { ChatFireworksFields } from "./chat-options.js";
import { givenParameters } from "./parameters.js";

/** What stands where a key was. `toJSON` turns it into a secret reference. */
const HIDDEN_KEY = "[hidden]";

/** Things with behaviour or with credentials: they cannot be written down, or must not be. */
const NOT_WRITTEN: readonly (keyof ChatFireworksFields)[] = [
  "apiKey",
  "client",
  "fetch",
  "fetchOptions",
  "defaultHeaders",
  "onRetry",
  "onResponse",
  "onWarning",
  "tokenCounter",
];

/**
 * One spelling for each setting: aliases and Fireworks' own names become ours. Fields written for
 * other packages (`max_tokens`, `modelName`, `stopSequences`) therefore arrive.
 */
export function normalizeFields(
  modelOrFields: string | ChatFireworksFields | undefined,
  rest: ChatFireworksFields | undefined,
): ChatFireworksFields {
  const given: ChatFireworksFields =
    typeof modelOrFields === "string" ? { ...rest, model: modelOrFields } : { ...modelOrFields };
  const { modelName, stopSequences, fireworksApiKey, configuration, ...fields } = given;
  const parameters = givenParameters(fields);
  return {
    ...fields,
    ...parameters,
    model: fields.model ?? modelName,
    stop: parameters.stop ?? stopSequences,
    apiKey: fields.apiKey ?? fireworksApiKey,
    baseURL: fields.baseURL ?? configuration?.baseURL,
    defaultHeaders: fields.defaultHeaders ?? configuration?.defaultHeaders,
    fetch: fields.fetch ?? configuration?.fetch,
    fetchOptions: fields.fetchOptions ?? configuration?.fetchOptions,
  };
}

/**
 * The fields LangChain keeps as `lc_kwargs` and writes in `toJSON`. A literal key is a placeholder
 * there, so that no copy of it lies about on the model. Headers are left out: any may be a credential.
 */
export function serializableFields(fields: ChatFireworksFields): BaseChatModelParams {
  const written = Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => value !== undefined && !NOT_WRITTEN.some((hidden) => hidden === name),
    ),
  );
  const kept: BaseChatModelParams = written;
  return {
    ...kept,
    ...(typeof fields.apiKey === "string" && { apiKey: HIDDEN_KEY }),
  };
}
