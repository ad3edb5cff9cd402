import { parseJson } from "../json/parse-json.js";
import { STORAGE_PATH } from "../control-plane/signed-storage.js";
import type { Stage } from "../server/app-context.js";
import { gatewayError } from "../requests/refusal.js";

/** Reads the body up to the limit. Text that is not JSON is left for the route to refuse. */
export function readBody(): Stage {
  return async (context, next) => {
    const request = context.req.raw;
    const { maxBodyBytes, maxUploadBytes } = context.get("scope").settings;
    const { path } = context.get("recorded");
    const bytes = await readBytes(request, isUpload(path) ? maxUploadBytes : maxBodyBytes);
    const json = isFile(request) ? undefined : parseJson(new TextDecoder().decode(bytes));
    context.set("bytes", bytes);
    context.set("json", json);
    context.get("scope").journal.addBody(context.get("recorded"), json, bytes.length);
    await next();
  };
}

/** A file in a form, or as it is. */
function isUpload(path: string): boolean {
  return path.startsWith(STORAGE_PATH) || path.endsWith(":upload");
}

function isFile(request: Request): boolean {
  const type = request.headers.get("content-type") ?? "";
  return type.startsWith("multipart/form-data") || type.startsWith("application/octet-stream");
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const declared = request.headers.get("content-length");
  if (Number(declared ?? 0) > limit) throw tooLarge(limit);
  // On a port no more than that arrives, and the adapter reads it without a stream.
  if (declared !== null) return checked(new Uint8Array(await request.arrayBuffer()), limit);
  if (request.body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body) {
    size += part.length;
    if (size > limit) throw tooLarge(limit);
    parts.push(part);
  }
  return join(parts, size);
}

function checked(bytes: Uint8Array, limit: number): Uint8Array {
  if (bytes.length > limit) throw tooLarge(limit);
  return bytes;
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const joined = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function tooLarge(limit: number): Error {
  const message = `Request body is too large: the limit is ${limit} bytes`;
  return gatewayError(413, { message, code: "PAYLOAD_TOO_LARGE" });
}
