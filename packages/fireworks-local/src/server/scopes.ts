import { scopeOfSignedUrl } from "../control-plane/signed-storage.js";
import type { Settings } from "./options.js";
import { Scope } from "./scope.js";

export const SCOPE_HEADER = "x-fireworks-local-scope";

/** A key of this form names its scope; see `scopeKey`. */
const SCOPE_KEY = /^Bearer\s+fw_scope_(\S+)\s*$/i;

export function scopeKey(name: string): string {
  return `fw_scope_${name}`;
}

/** The scope that the bearer key names, if it is such a key. */
export function scopeOfKey(headers: Headers): string | undefined {
  return SCOPE_KEY.exec(headers.get("authorization") ?? "")?.[1];
}

/** The least recently used beyond this many are forgotten. */
const MOST = 1_000;

/** One scope for requests that name none, and one for each name that a header or a key gives. */
export class Scopes {
  readonly shared: Scope;
  readonly #settings: Settings;
  readonly #named = new Map<string, Scope>();

  constructor(settings: Settings) {
    this.#settings = settings;
    this.shared = new Scope("", settings);
  }

  /** A signed address has its scope inside; else the header wins over the key. */
  of({ headers, url }: Request): Scope {
    const signed = scopeOfSignedUrl(new URL(url));
    const name = signed ?? headers.get(SCOPE_HEADER) ?? scopeOfKey(headers) ?? "";
    return name === "" ? this.shared : this.named(name);
  }

  named(name: string): Scope {
    const scope = this.#named.get(name) ?? new Scope(name, this.#settings);
    this.#named.delete(name);
    this.#named.set(name, scope);
    if (this.#named.size > MOST) this.#forgetOldest();
    return scope;
  }

  #forgetOldest(): void {
    const [oldest] = this.#named.keys();
    if (oldest !== undefined) this.#named.delete(oldest);
  }
}
