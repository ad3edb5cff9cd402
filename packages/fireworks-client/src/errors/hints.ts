import {
  FireworksAccountError,
  FireworksAuthenticationError,
  FireworksBadRequestError,
  FireworksBillingError,
  FireworksConflictError,
  FireworksContextOverflowError,
  FireworksDeploymentScalingUpError,
  FireworksNotFoundError,
  FireworksOverloadedError,
  FireworksPayloadTooLargeError,
  FireworksPermissionError,
  FireworksRateLimitError,
} from "./status-errors.js";
import type { FireworksApiError } from "./api-error.js";

type ApiErrorClass = typeof FireworksApiError;

/** One line of advice a class. The most special class comes first. */
const CLASS_HINTS: readonly (readonly [ApiErrorClass, string])[] = [
  [
    FireworksContextOverflowError,
    "Shorten the messages or choose a model with a larger context; a deployment's may be smaller than the model card says.",
  ],
  [
    FireworksDeploymentScalingUpError,
    "The deployment is starting, which takes minutes: wait and call again, or keep a minimum of one replica.",
  ],
  [
    FireworksAuthenticationError,
    "Check FIREWORKS_API_KEY or the apiKey option; keys are made at https://fireworks.ai/account/api-keys.",
  ],
  [
    FireworksBillingError,
    "Check the payment method and spending limits of the account; waiting does not help.",
  ],
  [
    FireworksPermissionError,
    "The key is not allowed to do this: check the account it belongs to, and that a deployment is named with its own account.",
  ],
  [
    FireworksNotFoundError,
    "Check the model id (accounts/<account>/models/<model>) and that it is deployed and visible to this key; client.models.list() shows what is.",
  ],
  [
    FireworksAccountError,
    "The account may be suspended or at its spending limit, or a LoRA failed to load: see the account page.",
  ],
  [FireworksPayloadTooLargeError, "Send fewer or smaller images, or shorten the messages."],
  [
    FireworksRateLimitError,
    "Slow down or raise the account's limits; error.rateLimit shows what the server reports.",
  ],
  [
    FireworksOverloadedError,
    'The model is overloaded: try again later, another model, or service_tier "priority".',
  ],
];

/** The few refusals whose text is known well enough to say what to change. */
const TEXT_HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /must have stream=true/i,
    "Send stream: true, or lower max_tokens: answers in one piece are limited.",
  ],
  [
    /extra inputs are not permitted/i,
    "Remove the field it names: Fireworks refuses keys it does not know, at any depth.",
  ],
  [
    /JSON Schema not supported/i,
    "Simplify the schema: give every property a type and avoid empty schemas.",
  ],
];

/** What the same refusals mean where resources are kept instead of models asked. */
const CONTROL_HINTS: readonly (readonly [ApiErrorClass, string])[] = [
  [
    FireworksNotFoundError,
    "Check the id and its account (accounts/<account>/<collection>/<id>); it may have been deleted.",
  ],
  [
    FireworksConflictError,
    "It exists already: get it, or choose another id. If error.attempts is above 1, an attempt whose answer was lost may have made it.",
  ],
  [FireworksPayloadTooLargeError, 'Upload the file with method: "signed-url".'],
  [FireworksOverloadedError, "Fireworks is overloaded: try again later."],
  [FireworksRateLimitError, "Slow down: ask less often."],
];

/** @param plane - who refused: inference, or the control plane. */
export function hintFor(
  errorClass: ApiErrorClass,
  said: string | undefined,
  plane?: string,
): string | undefined {
  const hints = plane === "control" ? [...CONTROL_HINTS, ...CLASS_HINTS] : CLASS_HINTS;
  if (errorClass === FireworksBadRequestError && said !== undefined) {
    return TEXT_HINTS.find(([pattern]) => pattern.test(said))?.[1];
  }
  return hints.find(([listed]) => listed === errorClass)?.[1];
}
