import { isDeeperThan } from "../json/json-depth.js";
import { parseJson } from "../json/parse-json.js";
import { STORAGE_PATH } from "../control-plane/signed-storage.js";
import type { Stage } from "../server/app-context.js";
import type { Scope } from "../server/scope.js";
import { gatewayError } from "../requests/refusal.js";

/** Reads the body up to the limit. Text that is not JSON is left for the route to refuse. */
export function readBody(): Stage {
  return async (context, next) => {
    const request = context.req.raw;
    const { path } = context.get("recorded");
    const isSigned = path.startsWith(STORAGE_PATH);
    const scope = context.get("scope");
    const limit = isSigned ? largestObject(request, scope) : largestBody(path, scope);
    const bytes = await readBytes(request, limit);
    const isFile = isSigned || isForm(request);
    const text = isFile ? "" : new TextDecoder().decode(bytes);
    const json = isFile ? undefined : parseJson(text);
    context.set("bytes", bytes);
    context.set("json", json);
    scope.journal.addBody(context.get("recorded"), writable(json, text), bytes.length);
    await next();
  };
}

/** Deeper ones are refused, and neither written as JSON nor drawn without a stack as deep. */
const MAX_DEPTH = 500;

const writable = (json: unknown, text: string): unknown =>
  isDeeperThan(json, MAX_DEPTH) ? text : json;

/** Contract 7.2: what is larger goes to a signed address. */
const LARGEST_FORM = 150 * 1024 * 1024;

function largestBody(path: string, { settings }: Scope): number {
  const { maxBodyBytes, maxUploadBytes = LARGEST_FORM } = settings;
  return path.endsWith(":upload") ? maxUploadBytes : maxBodyBytes;
}

/** Without a limit for uploads, a signed address takes what was announced, however large. */
function largestObject(request: Request, { settings, controlPlane }: Scope): number {
  if (settings.maxUploadBytes !== undefined) return settings.maxUploadBytes;
  const { storage, now } = controlPlane;
  const grant = storage.check(new URL(request.url), request.method, now());
  const announced = typeof grant === "object" ? (grant.size ?? 0) : 0;
  return Math.max(LARGEST_FORM, announced);
}

function isForm(request: Request): boolean {
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
