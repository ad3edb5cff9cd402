import type { Grant } from "../control-plane/signed-storage.js";
import type { AppContext, Server } from "../server/app-context.js";

/**
 * Signed addresses of uploads and downloads (contract 7.2): no key, only the signature. Refusals are XML,
 * as those of the storage that Fireworks uses.
 */
export function answerStorage(server: Server): (context: AppContext) => Response {
  return (context) => {
    const { storage } = context.get("scope").controlPlane;
    const { method, url } = context.req.raw;
    const asked = method === "HEAD" ? "GET" : method;
    const grant = storage.check(new URL(url), asked, server.settings.now());
    if (grant === "forged")
      return refuse(403, "SignatureDoesNotMatch", "The signature does not fit this request.");
    if (grant === "expired") return refuse(403, "ExpiredToken", "The signed address has expired.");
    if (grant.method === "PUT") {
      const bytes = context.get("bytes");
      const problem = checkUpload(grant, bytes, context.req.raw.headers);
      if (problem !== undefined) return problem;
      storage.write(grant.object, bytes);
      return new Response(null, { status: 200 });
    }
    const bytes = storage.read(grant.object);
    if (bytes === undefined) return refuse(404, "NoSuchKey", "The object does not exist.");
    const headers = { "content-type": "application/octet-stream" };
    return new Response(bytes.slice(), { headers });
  };
}

/** The size is part of what was signed; the header that repeats it has to agree. */
function checkUpload(grant: Grant, bytes: Uint8Array, headers: Headers): Response | undefined {
  const { size } = grant;
  if (size === undefined) return undefined;
  const range = headers.get("x-goog-content-length-range");
  if (range !== null && range.replaceAll(/\s/g, "") !== `${size},${size}`)
    return refuse(
      403,
      "SignatureDoesNotMatch",
      `x-goog-content-length-range must be ${size},${size}, the size that was signed.`,
    );
  if (bytes.length === size) return undefined;
  const code = bytes.length > size ? "EntityTooLarge" : "EntityTooSmall";
  return refuse(400, code, `The upload has ${bytes.length} bytes; ${size} were signed.`);
}

function refuse(status: number, code: string, message: string): Response {
  const body = `<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return new Response(body, { status, headers: { "content-type": "application/xml" } });
}
