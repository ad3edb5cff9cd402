import { FireworksConfigurationError } from "./errors/configuration-error.js";

export const DEFAULT_BASE_URL = "https://api.fireworks.ai/inference/v1";

/**
 * The URL to which `/chat/completions` is appended (wire contract, section 1.1). A bare host gets
 * Fireworks' path, `/inference` gets `/v1`, a full endpoint URL is cut, other paths stay as given.
 *
 * @param field - the option or environment variable the value came from, for the error
 * @throws FireworksConfigurationError when it is not a plain http(s) URL
 */
export function normalizeBaseURL(value: string, field = "baseURL"): string {
  const url = parseHttpUrl(value, field);
  const path = url.pathname.replace(/\/+$/, "");
  if (path.endsWith("/chat/completions")) {
    return url.origin + path.slice(0, -"/chat/completions".length).replace(/\/+$/, "");
  }
  if (path === "") return url.origin + usualPath(url.hostname);
  return url.origin + (path === "/inference" ? "/inference/v1" : path);
}

/**
 * The control plane's URL, to which `/accounts/...` is appended (section 7.1), from an inference URL
 * as `normalizeBaseURL` gives it. The two differ by `/inference`: `https://host/inference/v1` has its
 * control plane at `https://host/v1`, with any path before it kept. A URL without `/inference` that ends in `/v1` is used
 * for both, as Fireworks' own SDK does with an overridden one; any other path gives `/v1` of its host.
 */
export function controlPlaneURL(baseURL: string): string {
  const { origin, pathname } = new URL(baseURL);
  if (pathname.endsWith("/inference/v1")) return baseURL.slice(0, -"/inference/v1".length) + "/v1";
  return pathname.endsWith("/v1") ? baseURL : `${origin}/v1`;
}

/** Direct routes to a dedicated deployment have no `/inference` (wire contract, section 1.1). */
const usualPath = (host: string): string =>
  host.endsWith(".direct.fireworks.ai") ? "/v1" : "/inference/v1";

/** Whether requests go to Fireworks itself, which always needs a key. */
export function isFireworksHost(baseURL: string): boolean {
  const { hostname } = new URL(baseURL);
  return hostname === "fireworks.ai" || hostname.endsWith(".fireworks.ai");
}

function parseHttpUrl(value: string, field: string): URL {
  const text = typeof value === "string" ? value.trim() : "";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw refused(field, "is not an http(s) URL", "It should look like " + DEFAULT_BASE_URL + ".");
  }
  if (url.username !== "" || url.password !== "") {
    throw refused(field, "holds a user name or password", "Use apiKey or defaultHeaders instead.");
  }
  if (/[?#]/.test(text)) {
    throw refused(field, "holds a query or a fragment", "Remove what follows the path.");
  }
  return url;
}

/** The value itself is not printed: it may hold credentials. */
function refused(field: string, problem: string, hint: string): FireworksConfigurationError {
  return new FireworksConfigurationError(`The base URL (${field}) ${problem}`, {
    code: "invalid_base_url",
    field: "baseURL",
    hint,
  });
}
