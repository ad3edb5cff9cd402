import type { HeadersInput, RequestOptions } from "fireworks-client";
import type { GenerationRequest } from "fireworks-client/wire";

/**
 * The prompt-cache affinity of the model call under way, as `langchain-fireworks/middleware` sets it. It
 * travels beside the options: another provider's model, a tool or a later call must never see it.
 */
export interface AffinityReader {
  /** The affinity of the call under way. A model that has the property takes part. */
  readonly callAffinity?: string | undefined;
}

/** Section 1.5 of the contract: the header is the twin of `prompt_cache_key`. */
const AFFINITY_HEADER = "x-session-affinity";

/** The part of Node's `AsyncLocalStorage` that is used. */
interface CallStorage {
  run<Result>(affinity: string | undefined, work: () => Result): Result;
  getStore(): string | undefined;
}

/** Shared by the ESM and the CommonJS copy of this package. */
const STORAGE: unique symbol = Symbol.for("langchain-fireworks.call-affinity-storage");

interface Host {
  [STORAGE]?: CallStorage | undefined;
  AsyncLocalStorage?: new () => CallStorage;
  process?: { getBuiltinModule?(name: string): Pick<Host, "AsyncLocalStorage"> | undefined };
}

/** None in browsers. An import of Node's module would keep this package from loading there. */
function callStorage(): CallStorage | undefined {
  const host = globalThis as Host;
  if (host[STORAGE] !== undefined) return host[STORAGE];
  const Storage =
    host.AsyncLocalStorage ??
    host.process?.getBuiltinModule?.("node:async_hooks")?.AsyncLocalStorage;
  if (Storage !== undefined) host[STORAGE] = new Storage();
  return host[STORAGE];
}

/** The affinity of the call that is running here. */
export function affinityOfCall(): string | undefined {
  return callStorage()?.getStore();
}

/** Whether {@link withAffinity} reaches the models that are called inside it. */
export function hasCallScope(): boolean {
  return callStorage() !== undefined;
}

/** Runs a call with an affinity, or, where the call has none, without that of the call around it. */
export function withAffinity<Result>(affinity: string | undefined, work: () => Result): Result {
  const storage = callStorage();
  return storage === undefined ? work() : storage.run(affinity, work);
}

/** What is asked of a client: whether it sends a header with every request. */
interface HeaderSender {
  sendsHeader?(name: string): boolean;
}

/** A request body and how it travels. */
interface Outgoing<Request, Options> {
  request: Request;
  options: Options;
}

/**
 * Adds an affinity to a request that does not say itself where its prompt is cached. A header taken away
 * with `null` says so too; `user` and `prompt_cache_key` do not when they are `null`.
 */
export function addAffinity<Request extends GenerationRequest, Options extends RequestOptions>(
  affinity: string | undefined,
  sent: Outgoing<Request, Options>,
  client: HeaderSender,
): Outgoing<Request, Options> {
  if (affinity === undefined) return sent;
  const { request, options } = sent;
  const headers = givenHeaders(options.headers);
  const isAddressed =
    request.user != null ||
    request.prompt_cache_key != null ||
    headers.some(([name]) => name.toLowerCase() === AFFINITY_HEADER) ||
    client.sendsHeader?.(AFFINITY_HEADER) === true;
  if (isAddressed) return sent;
  return {
    request: { ...request, prompt_cache_key: affinity },
    options: { ...options, headers: [...headers, [AFFINITY_HEADER, affinity]] },
  };
}

/** The headers a call sets or takes away; `undefined` does neither. */
function givenHeaders(headers: HeadersInput = {}): [name: string, value: string | null][] {
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}
