import { scopeOfSignedUrl } from "../control-plane/signed-storage.js";
import { RowCache } from "../journal/describe-request.js";
import type { JournalFeed } from "../journal/journal-feed.js";
import { JournalMemory } from "../journal/journal-memory.js";
import { RequestStore } from "../journal/request-store.js";
import { type Settings, withScopeOptions } from "./options.js";
import type { ScopeOptions } from "./scope-options.js";
import { callerKey, decodeName, isAcceptedKey, readScopeKey } from "./scope-key.js";
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
    this.#shared = this.#create(SHARED);
  }

  /** What arrives in all of them. */
  get feed(): JournalFeed {
    return this.#memory.feed;
  }

  /** The rows of what is over are made once. */
  readonly rows: RowCache = new RowCache();

  /** Of requests that name none. */
  get shared(): Scope {
    return this.#shared;
  }

  /**
   * A signed address has its scope inside; else the header wins over the key. Where keys are restricted,
   * a wrong one makes no new scope.
   */
  of(request: Request): Scope {
    const { headers, url } = request;
    const key = callerKey(request);
    const { apiKeys } = this.#settings;
    const name = scopeOfSignedUrl(new URL(url)) ?? scopeName(headers, key);
    if (apiKeys === undefined || isAcceptedKey(key, apiKeys)) return this.named(name);
    return this.#named.get(name) ?? this.#shared;
  }

  /** The empty name is that of the shared one. */
  named(name: string): Scope {
    if (name === SHARED) return this.#shared;
    const scope = this.#named.get(name) ?? this.#create(name);
    this.#named.delete(name);
    this.#named.set(name, scope);
    if (this.#named.size > MOST) this.#forgetOldest();
    return scope;
  }

  /** Starts a scope afresh with these options, to which `renew` comes back. */
  begin(name: string, options: ScopeOptions): void {
    const settings = withScopeOptions(this.#settings, options);
    this.#replace(name, settings, settings);
  }

  /**
   * Starts a scope afresh: an empty journal, no request counted, nothing made on the control plane. Its
   * options are as given until the next time, else as they were at the start.
   */
  renew(name: string, options?: ScopeOptions): void {
    const { start } = this.named(name);
    const isOther = options !== undefined;
    this.#replace(name, isOther ? withScopeOptions(this.#settings, options) : start, start);
  }

  /** Of those that have been asked for by name, the latest used last. */
  names(): string[] {
    return [...this.#named.keys()];
  }

  #replace(name: string, settings: Settings, start: Settings): void {
    const { journal } = this.named(name);
    const scope = new Scope(name, settings, journal, start);
    journal.clear();
    if (name === SHARED) this.#shared = scope;
    else this.#named.set(name, scope);
  }

  #create(name: string): Scope {
    return new Scope(name, this.#settings, new RequestStore(this.#memory));
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
