import { FireworksApiError } from "./api-error.js";
import { markErrorClass } from "./error-mark.js";

/** 400: the request is malformed or a field of it is refused. */
export class FireworksBadRequestError extends FireworksApiError {
  static {
    markErrorClass(this, "FireworksBadRequestError");
  }
}

/** 400: the prompt does not fit into the model's context window. */
export class FireworksContextOverflowError extends FireworksBadRequestError {
  static {
    markErrorClass(this, "FireworksContextOverflowError");
  }
}

/** 401 (or 403 with the code UNAUTHORIZED): no key, or not a valid one. */
export class FireworksAuthenticationError extends FireworksApiError {
  static {
    markErrorClass(this, "FireworksAuthenticationError");
  }
}

/** 402, or a 429 about quota or payment: waiting does not help. */
export class FireworksBillingError extends FireworksApiError {
  static {
    markErrorClass(this, "FireworksBillingError");
  }
}

/** 403: the key is valid but may not do this. */
export class FireworksPermissionError extends FireworksApiError {
  static {
    markErrorClass(this, "FireworksPermissionError");
  }
}

/** 404: wrong path, or a model that does not exist, is not deployed or is not visible to the key. */
export class FireworksNotFoundError extends FireworksApiError {
  static {
    markErrorClass(this, "FireworksNotFoundError");
  }
}

/** 409: conflicts with what exists. Not retried: nothing documents a conflict that passes. */
export class FireworksConflictError extends FireworksApiError {
  static {
    markErrorClass(this, "FireworksConflictError");
  }
}

/** 412: account suspended, spending limit reached, or a LoRA that failed to load. */
export class FireworksAccountError extends FireworksApiError {
  static {
    markErrorClass(this, "FireworksAccountError");
  }
}

/** 413: the request body is too large. */
export class FireworksPayloadTooLargeError extends FireworksApiError {
  static {
    markErrorClass(this, "FireworksPayloadTooLargeError");
  }
}

/** 422: the documented validation form. */
export class FireworksUnprocessableError extends FireworksApiError {
  static {
    markErrorClass(this, "FireworksUnprocessableError");
  }
}

/** 429: rate limit (serverless) or too many requests at once (dedicated). */
export class FireworksRateLimitError extends FireworksApiError {
  static {
    markErrorClass(this, "FireworksRateLimitError");
  }
}

/** 500 and above: a failure on the server or a gateway. */
export class FireworksServerError extends FireworksApiError {
  static {
    markErrorClass(this, "FireworksServerError");
  }
}

/** 503: the service sheds load. */
export class FireworksOverloadedError extends FireworksServerError {
  static {
    markErrorClass(this, "FireworksOverloadedError");
  }
}

/** 503: the deployment was scaled to zero and is starting, which takes minutes. */
export class FireworksDeploymentScalingUpError extends FireworksOverloadedError {
  static {
    markErrorClass(this, "FireworksDeploymentScalingUpError");
  }
}
