import { FireworksStorageError } from "../errors/storage-error.js";

/**
 * A signed address may be used as it is, if that gives nothing away: over `http:` everyone on the way
 * reads it, so it has to be as safe as the API itself, except on this machine.
 *
 * @throws FireworksStorageError, without the address
 */
export function checkSignedUrl(text: string, baseURL: string): void {
  const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw unusable("is not an http(s) URL", url?.protocol ?? "");
  }
  if (url.username !== "" || url.password !== "") {
    throw unusable("holds a user name or password", url.origin);
  }
  const isSafe = url.protocol === "https:" || new URL(baseURL).protocol === "http:";
  if (isSafe || isLoopback(url.hostname)) return;
  throw new FireworksStorageError(
    `The signed address at ${url.origin} is not encrypted, while the API's is`,
    { code: "insecure_signed_url", origin: url.origin, headers: new Headers() },
  );
}

const unusable = (why: string, origin: string): FireworksStorageError =>
  new FireworksStorageError(`The signed address ${why}`, {
    code: "invalid_signed_url",
    origin,
    headers: new Headers(),
  });

const isLoopback = (host: string): boolean =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  host === "[::1]" ||
  /^127(?:\.\d+){3}$/.test(host);
