import type { FireworksApiError } from "../errors/api-error.js";
import { isErrorJson } from "../errors/error-body.js";
import { FireworksStreamError } from "../errors/stream-error.js";
import { refusalError } from "../http/refusal.js";
import { isJsonObject, parseJson } from "../json.js";
import { beginningOf } from "./stream-failure.js";
import type { StreamOrigin } from "./stream-failure.js";

/** The error for a success that holds a page, a text or an error object where events should be. */
export function notAStreamError(
  { info, secrets }: StreamOrigin,
  bodyText: string,
): FireworksApiError | FireworksStreamError {
  const json = parseJson(bodyText);
  if (isJsonObject(json) && isErrorJson(json)) {
    return refusalError({ info, bodyText, secrets, nowMs: Date.now() });
  }
  const { headers, requestId } = info;
  const detail = beginningOf(bodyText, secrets);
  return new FireworksStreamError({ reason: "not-a-stream", detail, headers, requestId });
}
