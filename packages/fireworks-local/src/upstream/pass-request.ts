import type { Call } from "../server/call.js";
import { bearerKey } from "../server/scope-key.js";
import { mapModel } from "./model-map.js";
import type { Json } from "./read-json.js";
import { requestHeaders } from "./request-headers.js";
import { withoutSecrets } from "./secrets.js";
import { send, textOf } from "./send.js";
import type { Target } from "./target.js";

/** Of the connection to the upstream, of its host, or decoded by `fetch`. */
const STAYING_HEADERS =
  /^(connection|keep-alive|transfer-encoding|content-encoding|content-length|date|server|set-cookie|alt-svc|strict-transport-security|via|access-control-.*|x-request-id)$/;

/** To Fireworks and back: the model's name is changed, and a refusal does not repeat a key. */
export async function passRequest(
  target: Target,
  path: string,
  { request, call }: { request: Json; call: Call },
): Promise<Response> {
  const { model } = request;
  const asked = typeof model === "string" ? { model: mapModel(model, target) } : {};
  const response = await send(target, {
    method: "POST",
    path,
    headers: requestHeaders(target, call),
    body: JSON.stringify({ ...request, ...asked }),
    signal: call.signal,
  });
  const { status } = response;
  const headers = [...response.headers].filter(([name]) => !STAYING_HEADERS.test(name));
  if (response.ok) return new Response(response.body, { status, headers });
  const secrets = [...target.secrets, bearerKey(call.headers) ?? ""];
  const refusal = withoutSecrets(await textOf(response, target), secrets);
  return new Response(refusal === "" ? null : refusal, { status, headers });
}
