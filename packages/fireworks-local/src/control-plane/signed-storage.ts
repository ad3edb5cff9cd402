import { grpcRefusal } from "./grpc-refusal.js";

/** Where objects are put and fetched: outside `/v1`, and without a key, as at Google's storage. */
export const STORAGE_PATH = "/_storage/";

/** What a signed address allows. */
export interface Grant {
  method: "GET" | "PUT";
  /** The object's path, e.g. `me/datasets/in-1/input.jsonl`. */
  object: string;
  /** Of a `PUT`: exactly so many bytes. */
  size?: number;
}

/** Addresses live about 10 minutes (contract 7.2). */
export const SIGNED_FOR_MS: number = 10 * 60 * 1_000;

/** Query parameters of a signed address. */
const SIGNATURE = "X-Local-Signature";
const SCOPE = "X-Local-Scope";

/** Forgotten, oldest first, beyond this many. */
const MOST_GRANTS = 50_000;

/** What a scope's objects may take in memory together. */
export const MOST_BYTES: number = 1024 * 1024 * 1024;

/**
 * The object storage of one scope, in memory. A signature is a random name for a grant kept here: it
 * cannot be guessed, and ends with the grant.
 */
export class SignedStorage {
  readonly #scope: string;
  readonly #grants = new Map<string, Grant & { expires: number }>();
  readonly #objects = new Map<string, Uint8Array>();
  #stored = 0;

  constructor(scope: string) {
    this.#scope = scope;
  }

  /** An address for one use of one object, until 10 minutes from `now`. */
  sign(grant: Grant, { origin, now }: { origin: string; now: number }): string {
    const signature = crypto.randomUUID().replaceAll("-", "");
    const expires = now + SIGNED_FOR_MS;
    this.#grants.set(signature, { ...grant, expires });
    const [oldest] = this.#grants.keys();
    if (this.#grants.size > MOST_GRANTS && oldest !== undefined) this.#grants.delete(oldest);
    const url = new URL(`${STORAGE_PATH}${encodeObject(grant.object)}`, origin);
    url.searchParams.set("X-Local-Expires", String(Math.floor(expires / 1_000)));
    if (this.#scope !== "") url.searchParams.set(SCOPE, this.#scope);
    url.searchParams.set(SIGNATURE, signature);
    return url.href;
  }

  /** The grant behind a signed address, or why it opens nothing. */
  check(url: URL, method: string, now: number): Grant | "expired" | "forged" {
    const grant = this.#grants.get(url.searchParams.get(SIGNATURE) ?? "");
    if (grant === undefined || grant.method !== method) return "forged";
    if (url.pathname !== `${STORAGE_PATH}${encodeObject(grant.object)}`) return "forged";
    return now < grant.expires ? grant : "expired";
  }

  read(object: string): Uint8Array | undefined {
    return this.#objects.get(object);
  }

  /** Replaces what was there. Throws RESOURCE_EXHAUSTED when the scope holds too much. */
  write(object: string, bytes: Uint8Array): void {
    const more = bytes.length - (this.#objects.get(object)?.length ?? 0);
    if (this.#stored + more > MOST_BYTES)
      throw grpcRefusal(
        "RESOURCE_EXHAUSTED",
        `fireworks-local stores ${MOST_BYTES} bytes at most: delete datasets or models`,
      );
    this.#stored += more;
    this.#objects.set(object, bytes);
  }

  /** Everything under a path, e.g. `me/datasets/in-1/`. */
  removeUnder(path: string): void {
    for (const [object, bytes] of this.#objects) {
      if (!object.startsWith(path)) continue;
      this.#objects.delete(object);
      this.#stored -= bytes.length;
    }
  }
}

/** The scope a signed address belongs to: who has one sends neither a key nor our header. */
export function scopeOfSignedUrl(url: URL): string | undefined {
  if (!url.pathname.startsWith(STORAGE_PATH)) return undefined;
  return url.searchParams.get(SCOPE) ?? "";
}

function encodeObject(object: string): string {
  return object.split("/").map(encodeURIComponent).join("/");
}
