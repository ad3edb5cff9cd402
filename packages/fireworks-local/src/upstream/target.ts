import type { EngineName, UpstreamOptions, UpstreamTarget } from "./options.js";

/** An upstream with every default filled in. */
export interface Target {
  /** Without credentials and without query: for messages and logs. */
  shownUrl: string;
  /** The address of a path below the base, e.g. `/chat/completions`. */
  urlOf(path: string): string;
  /** Goes with every request; undefined: the caller's own to Fireworks, none to others. */
  authorization: string | undefined;
  /** Texts that must not be shown or written. */
  secrets: string[];
  models: Readonly<Record<string, string>> | undefined;
  dialect: "fireworks" | "openai";
  engine: EngineName | undefined;
  fetch: typeof globalThis.fetch;
}

/** Throws when the URL is none that can be fetched. */
export function readTarget(option: NonNullable<UpstreamOptions["upstream"]>): Target {
  const given: UpstreamTarget = typeof option === "string" ? { url: option } : option;
  const url = parseUrl(given.url);
  const dialect = given.dialect ?? (isFireworks(url.hostname) ? "fireworks" : "openai");
  const path = url.pathname.replace(/\/+$/, "") || defaultPath(url);
  const { authorization, secrets } = credentials(given, url);
  return {
    shownUrl: `${url.origin}${path}`,
    urlOf: (below) => `${url.origin}${path}${below}${url.search}`,
    authorization,
    secrets,
    models: given.models,
    dialect,
    engine: given.engine,
    fetch: given.fetch ?? ((input, init) => globalThis.fetch(input, init)),
  };
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  // Not the text itself: what is no URL may still hold a key.
  throw new Error(
    "upstream: the URL must start with http:// or https://, e.g. http://127.0.0.1:8000/v1",
  );
}

const isFireworks = (host: string): boolean => /(^|\.)fireworks\.ai$/.test(host);

/** Whether a key for Fireworks may go there: to its own host alone, and not in the clear. */
export function isFireworksUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" && isFireworks(url.hostname);
}

const defaultPath = (url: URL): string => (isFireworks(url.hostname) ? "/inference/v1" : "/v1");

function credentials(
  { apiKey }: UpstreamTarget,
  url: URL,
): { authorization: string | undefined; secrets: string[] } {
  const inQuery = [...url.searchParams.values()];
  if (apiKey !== undefined)
    return { authorization: `Bearer ${apiKey}`, secrets: [apiKey, ...inQuery] };
  if (url.username === "" && url.password === "")
    return { authorization: undefined, secrets: inQuery };
  const user = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  const basic = btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)));
  return { authorization: `Basic ${basic}`, secrets: [password, basic, ...inQuery] };
}
