import { inputError } from "../errors/input-error.js";
import type { InputFields } from "../settings/input-settings.js";
import { type FireworksRerankFields, RERANK_SETTING_NAMES } from "./rerank-options.js";

/** The fields beside the settings. A missing entry does not compile. */
const OTHER_FIELDS: Readonly<Record<keyof InputFields | "client", true>> = {
  apiKey: true,
  fireworksApiKey: true,
  baseURL: true,
  defaultHeaders: true,
  fetch: true,
  fetchOptions: true,
  configuration: true,
  dangerouslyAllowBrowser: true,
  onWarning: true,
  model: true,
  modelName: true,
  maxConcurrency: true,
  client: true,
};

const KNOWN: ReadonlySet<string> = new Set([...Object.keys(OTHER_FIELDS), ...RERANK_SETTING_NAMES]);

/**
 * A field that does not exist is a slip (`top_n` for `topN`) that would be ignored in silence; Python's
 * package refuses it too.
 *
 * @throws FireworksConfigurationError (`unknown_option`)
 */
export function checkRerankFields(fields: FireworksRerankFields): void {
  const unknown = Object.keys(fields).find((name) => !KNOWN.has(name));
  if (unknown === undefined) return;
  throw inputError(`\`${unknown}\` is no field of FireworksRerank.`, {
    field: unknown,
    code: "unknown_option",
    hint: "Fields of requests that this version does not know go into `modelKwargs`.",
  });
}
