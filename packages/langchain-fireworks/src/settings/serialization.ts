import type { ConnectionOptions } from "../calls/connection-options.js";
import { isWritablePacing } from "../pacing/pacing.js";

/** What stands where a key was. `toJSON` turns it into a secret reference. */
const HIDDEN_KEY = "[hidden]";

/** Things with behaviour or with credentials: they cannot be written down, or must not be. */
const NOT_WRITTEN: ReadonlySet<string> = new Set([
  "apiKey",
  "client",
  "fetch",
  "fetchOptions",
  "defaultHeaders",
  "onRetry",
  "onResponse",
  "onUsage",
  "onWarning",
  "tokenCounter",
]);

/** The fields every class takes: a model by either name, and the connection. */
export interface ModelFields extends ConnectionOptions {
  model?: string | undefined;
  /** Alias of `model`. */
  modelName?: string | undefined;
}

/** The fields of `new X(model, rest)` or `new X(fields)`, with one spelling for each setting. */
export function normalizeFields<Fields extends ModelFields>(
  modelOrFields: string | Fields | undefined,
  rest: Fields | undefined,
): Omit<Fields, "modelName" | "fireworksApiKey" | "configuration"> {
  const given =
    typeof modelOrFields === "string" ? { ...rest, model: modelOrFields } : { ...modelOrFields };
  const { modelName, fireworksApiKey, configuration, ...fields } = given;
  return {
    ...fields,
    model: fields.model ?? modelName,
    apiKey: fields.apiKey ?? fireworksApiKey,
    baseURL: fields.baseURL ?? configuration?.baseURL,
    defaultHeaders: fields.defaultHeaders ?? configuration?.defaultHeaders,
    fetch: fields.fetch ?? configuration?.fetch,
    fetchOptions: fields.fetchOptions ?? configuration?.fetchOptions,
  } as Omit<Fields, "modelName" | "fireworksApiKey" | "configuration">;
}

/**
 * The fields LangChain keeps as `lc_kwargs` and writes in `toJSON`. A literal key is a placeholder
 * there, so that no copy of it lies about on the model. Headers are left out: any may be a credential.
 */
export function serializableFields<Params extends object>(
  fields: Pick<ConnectionOptions, "apiKey">,
): Params {
  const written = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => isWritten(name, value)),
  );
  return {
    ...(written as Params),
    ...(typeof fields.apiKey === "string" && { apiKey: HIDDEN_KEY }),
  };
}

const isWritten = (name: string, value: unknown): boolean =>
  value !== undefined && !NOT_WRITTEN.has(name) && (name !== "pacing" || isWritablePacing(value));
