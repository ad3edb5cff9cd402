import {
  FireworksConfigurationError,
  FireworksMissingApiKeyError,
} from "./errors/configuration-error.js";
import { redactCause } from "./errors/redact-cause.js";

/** The key, or a function that is called for every attempt and whose result is never kept. */
export type ApiKeySource = string | (() => string | Promise<string>);

/**
 * Checks a key without ever printing it.
 *
 * @throws FireworksMissingApiKeyError when it is empty or blank
 * @throws FireworksConfigurationError when a header cannot carry it
 */
export function checkApiKey(key: unknown): string {
  if (typeof key !== "string") {
    throw new FireworksConfigurationError("The API key is not a string", {
      code: "invalid_api_key",
      field: "apiKey",
      hint: "Pass a string, or a function that returns one.",
    });
  }
  if (key.trim() === "") throw new FireworksMissingApiKeyError("The API key is empty");
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new FireworksConfigurationError(
      "The API key holds a space, a line break or another character that a header cannot carry",
      { code: "invalid_api_key", field: "apiKey", hint: "Copy it again, without the line end." },
    );
  }
  return key;
}

/** The key of this attempt; undefined when none is needed. */
export async function resolveApiKey(source: ApiKeySource | undefined): Promise<string | undefined> {
  if (typeof source !== "function") return source;
  let key: unknown;
  try {
    key = await source();
  } catch (error) {
    throw new FireworksConfigurationError("The apiKey function failed", {
      code: "api_key_function_failed",
      field: "apiKey",
      cause: redactCause(error, []),
    });
  }
  return checkApiKey(key);
}
