import type { ErrorEnvelope } from "fireworks-client/wire";
import { envelopeBody, usualEnvelope } from "../faults/envelopes.js";
import { faultHeaders } from "../faults/replacement.js";
import { Refusal } from "../requests/refusal.js";
import type { ErrorAnswer } from "./script.js";

/** The refusal that a script asks for. The id of the request stands in its header, as always. */
export function scriptError(error: ErrorAnswer): Refusal {
  const { status, message, code, envelope = usualEnvelope(status, false) } = error;
  const body = error.body ?? envelopeBody(envelope, { status, message, code, requestId: "" });
  return new Refusal(status, body as ErrorEnvelope, faultHeaders(error));
}
