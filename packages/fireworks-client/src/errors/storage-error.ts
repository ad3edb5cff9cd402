import { FireworksApiError } from "./api-error.js";
import type { ApiErrorInit } from "./api-error.js";
import { composeMessage } from "./error-message.js";
import { markErrorClass } from "./error-mark.js";
import { assignDefined } from "./fireworks-error.js";

export interface StorageErrorInit extends ApiErrorInit {
  origin: string;
  /** The storage's own words. */
  said?: string;
}

/**
 * The storage behind a signed address refused, failed or redirected. `code` tells which:
 *
 * - `signed_url_refused`: the address has expired or does not fit
 * - `redirect_refused`: it points elsewhere, which is not followed
 * - `insecure_signed_url`, `invalid_signed_url`: it was not used at all
 * - `storage_failed`: a failure of the storage, worth another attempt
 *
 * Signed addresses are secrets: neither the error nor its headers hold one.
 */
export class FireworksStorageError extends FireworksApiError {
  static {
    markErrorClass(this, "FireworksStorageError");
  }

  /** Scheme, host and port of the address. */
  declare readonly origin: string;

  constructor(happened: string, init: StorageErrorInit) {
    const { said, status, requestId, hint, origin } = init;
    super(composeMessage({ happened, said, status, requestId, hint }), init);
    assignDefined(this, { origin });
  }
}
