import type { ApiKeySource } from "../api-key.js";
import { hideCredentials } from "../errors/redact.js";
import { parseJson } from "../json.js";
import { mergedHeaders } from "./request-headers.js";
import type { HttpMethod, OutgoingRequest } from "./send.js";

/** A request as it would be sent. Credentials are hidden, so that it can be shown to others. */
export interface RequestPreview {
  method: HttpMethod;
  url: string;
  /** Lower-case names. A credential's value is `[hidden]`, after its scheme if it has one. */
  headers: Record<string, string>;
  /** The JSON of the body; undefined without one. */
  body: unknown;
}

/** Stands for the key, which is not asked for: a preview must not fetch or use one up. */
const NO_KEY = "-";

export function previewOf(
  request: OutgoingRequest,
  apiKey: ApiKeySource | undefined,
): RequestPreview {
  const headers = mergedHeaders(request.headerLayers, apiKey === undefined ? undefined : NO_KEY);
  const secrets = typeof apiKey === "string" ? [apiKey] : [];
  const { method, url, body } = request;
  return {
    method,
    url,
    headers: hideCredentials(headers, secrets),
    body: body === undefined ? undefined : parseJson(body),
  };
}
