import { inWordsOf } from "../adapters/error-words.js";
import { envelopeBody, type EnvelopeName, usualEnvelope } from "./envelopes.js";
import { isControlPlanePath } from "./match-request.js";

/** The body of a refusal: the chosen envelope, else what Fireworks sends with the status on that path. */
export function errorBody({
  envelope,
  path,
  ...facts
}: {
  envelope: EnvelopeName | undefined;
  path: string;
  status: number;
  requestId: string;
  message?: string;
  code?: string;
}): unknown {
  if (envelope !== undefined) return envelopeBody(envelope, facts);
  const { status, requestId } = facts;
  const body = envelopeBody(usualEnvelope(status, isControlPlanePath(path)), facts);
  // HTML is of a proxy, which knows no endpoints.
  return typeof body === "string" ? body : inWordsOf(path, { status, body, requestId });
}
