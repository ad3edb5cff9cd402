import type { FireworksClientOptions, HeadersInput } from "fireworks-client";
import type { OnWarning } from "../errors/warnings.js";

/** Where calls go and as whom: constructor fields of every class of this package. */
export interface ConnectionOptions {
  /**
   * API key, or a (possibly async) function that gives one for each attempt. Default: the
   * environment variable FIREWORKS_API_KEY. Not needed with a `baseURL` that wants none.
   */
  apiKey?: FireworksClientOptions["apiKey"] | undefined;
  /** Alias of `apiKey`. */
  fireworksApiKey?: FireworksClientOptions["apiKey"] | undefined;
  /**
   * The URL to which the endpoint's path, such as `/chat/completions`, is appended; a bare host gets
   * `/inference/v1`. Default: FIREWORKS_BASE_URL, FIREWORKS_API_BASE, the LangSmith gateway if
   * LANGSMITH_GATEWAY asks for it, then https://api.fireworks.ai/inference/v1.
   */
  baseURL?: string | undefined;
  /** Sent with every request, merged without regard to case; `null` removes a default. */
  defaultHeaders?: HeadersInput | undefined;
  /** Your own `fetch`, e.g. for a proxy. Default: the global one. */
  fetch?: FireworksClientOptions["fetch"] | undefined;
  /** Added to every `fetch` call. */
  fetchOptions?: FireworksClientOptions["fetchOptions"] | undefined;
  /** `baseURL`, `defaultHeaders`, `fetch` and `fetchOptions` as other integrations spell them. */
  configuration?: Pick<
    FireworksClientOptions,
    "baseURL" | "defaultHeaders" | "fetch" | "fetchOptions"
  >;
  /** Allow a literal key in a browser, where every visitor can read it. Default false. */
  dangerouslyAllowBrowser?: boolean | undefined;
  /**
   * Told of everything that is ignored, changed or about to end, once for each kind. Default:
   * `console.warn`; `null` silences.
   */
  onWarning?: OnWarning | null | undefined;
}
