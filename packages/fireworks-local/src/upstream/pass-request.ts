import type { Call } from "../server/call.js";
import { mapModel } from "./model-map.js";
import type { Json } from "./read-json.js";
import { requestHeaders } from "./request-headers.js";
import { send } from "./send.js";
import type { Target } from "./target.js";

/** Of the connection to the upstream, of its host, or decoded by `fetch`. */
const STAYING_HEADERS =
  /^(connection|keep-alive|transfer-encoding|content-encoding|content-length|date|server|set-cookie|alt-svc|strict-transport-security|via|access-control-.*|x-request-id)$/;

/** To Fireworks and back: nothing but the model's name is changed. */
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
  const { status, body } = response;
  const headers = [...response.headers].filter(([name]) => !STAYING_HEADERS.test(name));
  return new Response(body, { status, headers });
}
