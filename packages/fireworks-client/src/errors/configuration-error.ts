import { composeMessage } from "./error-message.js";
import { addMark, markErrorClass } from "./error-mark.js";
import { assignDefined, FireworksError } from "./fireworks-error.js";
import type { FireworksErrorInit } from "./fireworks-error.js";

export interface ConfigurationErrorInit extends Omit<FireworksErrorInit, "retryable" | "partial"> {
  /** The option, environment variable or request field that is wrong. */
  field?: string;
}

/** Wrong input, found before any request was sent. `field` names it. Never retryable. */
export class FireworksConfigurationError extends FireworksError {
  static {
    markErrorClass(this, "FireworksConfigurationError");
  }

  /** The option, environment variable or request field that is wrong. */
  declare readonly field?: string;

  constructor(happened: string, init: ConfigurationErrorInit = {}) {
    super(composeMessage({ happened, hint: init.hint }), init);
    assignDefined(this, { field: init.field });
  }
}

/** Where keys are made (Fireworks' quickstart page). */
const KEY_PAGE = "https://fireworks.ai/account/api-keys";

/**
 * There is no usable API key. It is a configuration error, and passes for a
 * `FireworksAuthenticationError` too, whose `status` is then undefined because nothing was sent.
 */
export class FireworksMissingApiKeyError extends FireworksConfigurationError {
  static {
    markErrorClass(this, "FireworksMissingApiKeyError");
    addMark(this, "FireworksApiError");
    addMark(this, "FireworksAuthenticationError");
  }

  /** Empty: there was no answer. Present because authentication errors have it. */
  declare readonly headers: Headers;

  constructor(happened: string, code = "missing_api_key") {
    super(happened, {
      code,
      field: "apiKey",
      hint: `Pass apiKey or set FIREWORKS_API_KEY; keys are made at ${KEY_PAGE}.`,
    });
    Object.defineProperty(this, "headers", { value: new Headers() });
  }
}
