import { scopeOfSignedUrl } from "../control-plane/signed-storage.js";
import { JournalMemory } from "../journal/journal-memory.js";
import { RequestStore } from "../journal/request-store.js";
import type { Settings } from "./options.js";
import { type ScopeOptions, withScopeOptions } from "./scope-options.js";
import { bearerKey, decodeName, isAcceptedKey, readScopeKey } from "./scope-key.js";
import { Scope } from "./scope.js";

export const SCOPE_HEADER = "x-fireworks-local-scope";

/** The least recently used beyond this many are forgotten. */
const MOST = 1_000;

const SHARED = "";

/** One scope for requests that name none, and one for each name that a header or a key gives. */
export class Scopes {
  readonly #settings: Settings;
  readonly #memory: JournalMemory;
  readonly #named = new Map<string, Scope>();
  #shared: Scope;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#memory = new JournalMemory(settings.journal);
    this.#shared = this.#create(SHARED, settings);
  }

  /** Of requests that name none. */
  get shared(): Scope {
    return this.#shared;
  }

  /**
   * A signed address has its scope inside; else the header wins over the key. Where keys are restricted,
   * a wrong one makes no new scope.
   */
  of({ headers, url }: Request): Scope {
    const key = bearerKey(headers);
    const { apiKeys } = this.#settings;
    const name = scopeOfSignedUrl(new URL(url)) ?? scopeName(headers, key);
    if (apiKeys === undefined || isAcceptedKey(key, apiKeys)) return this.named(name);
    return this.#named.get(name) ?? this.#shared;
  }

  /** The empty name is that of the shared one. */
  named(name: string): Scope {
    if (name === SHARED) return this.#shared;
    const scope = this.#named.get(name) ?? this.#create(name, this.#settings);
    this.#named.delete(name);
    this.#named.set(name, scope);
    if (this.#named.size > MOST) this.#forgetOldest();
    return scope;
  }

  /**
   * Starts a scope afresh: an empty journal, no request counted, nothing made on the control plane; its
   * options as given, else as they were given before.
   */
  renew(name: string, options?: ScopeOptions): Scope {
    const old = this.named(name);
    old.journal.clear();
    const settings =
      options === undefined ? old.settings : withScopeOptions(this.#settings, options);
    const scope = this.#create(name, settings, old.journal);
    if (name === SHARED) this.#shared = scope;
    else this.#named.set(name, scope);
    return scope;
  }

  /** Of those that have been asked for by name, the latest used last. */
  names(): string[] {
    return [...this.#named.keys()];
  }

  #create(name: string, settings: Settings, journal = new RequestStore(this.#memory)): Scope {
    return new Scope(name, settings, journal);
  }

  #forgetOldest(): void {
    const oldest = this.#named.values().next().value;
    if (oldest === undefined) return;
    oldest.journal.clear();
    this.#named.delete(oldest.name);
  }
}

function scopeName(headers: Headers, key = ""): string {
  const header = headers.get(SCOPE_HEADER);
  return header === null ? (readScopeKey(key)?.name ?? SHARED) : decodeName(header);
}
