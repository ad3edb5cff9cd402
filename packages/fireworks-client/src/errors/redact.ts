const REDACTED = "[redacted]";

/** Fireworks' key prefixes (contract, section 1.2): masked even when the key is not ours. */
const KEY_SHAPE = /\b(?:fw|fpk)_[A-Za-z0-9_-]{6,}/g;

/** Shorter values are words, not secrets; masking them would garble every message. */
const SHORTEST_SECRET = 4;

/**
 * Replaces each secret, also as JSON and URLs write it, and whatever looks like a Fireworks key. Cut
 * a text only afterwards: the half of a secret is not recognised.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const form of formsOf(secrets)) clean = clean.replaceAll(form, REDACTED);
  return clean.replaceAll(KEY_SHAPE, REDACTED);
}

/** The longest first, so that a secret that begins another one does not leave its rest behind. */
function formsOf(secrets: readonly string[]): string[] {
  const long = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
  const forms = long.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
  ]);
  return [...new Set(forms)].toSorted((a, b) => b.length - a.length);
}

/** Headers nobody needs to see in a log or an error. */
const HIDDEN_HEADERS = new Set([
  "authorization",
  "proxy-authorization",
  "x-api-key",
  "cookie",
  "set-cookie",
]);

/** Headers whose addresses may be signed ones: what makes them so is cut off. */
const ADDRESS_HEADERS = new Set(["location", "content-location"]);

/** A copy of the headers without credentials, in case a server echoes them. */
export function redactHeaders(headers: Headers, secrets: readonly string[]): Headers {
  const clean = new Headers();
  for (const [name, value] of headers) {
    if (HIDDEN_HEADERS.has(name)) continue;
    const shown = ADDRESS_HEADERS.has(name) ? bareAddress(value) : value;
    clean.append(name, redact(shown, secrets));
  }
  return clean;
}

/** Without query, fragment, user name and password. */
const bareAddress = (address: string): string =>
  address.replace(/[?#].*$/, "").replace(/^([\w.+-]*:)?\/\/[^/]*@/, "$1//");

/** The secret parts of a request: the key itself and credentials given as headers. */
export function secretsOf(headers: Headers): string[] {
  const secrets: string[] = [];
  for (const [name, value] of headers) {
    const isLong = value.length >= SHORTEST_CUSTOM_SECRET && CREDENTIAL_NAME.test(name);
    if (isLong || HIDDEN_HEADERS.has(name)) secrets.push(value, value.replace(/^\S+\s+/, ""));
  }
  return secrets;
}

/** What a header that only sounds like a credential says below this may be an ordinary word. */
const SHORTEST_CUSTOM_SECRET = 12;

/**
 * Who has a signed address may use it: its query, and the long values in it, are secrets, as they are
 * written there and as they are read.
 */
export function secretsOfSignedUrl(url: string): string[] {
  const { search, searchParams } = new URL(url);
  const written = search.slice(1).split(/[&=]/);
  const values = [...written, ...searchParams.values()];
  return [search.slice(1), ...values.filter((value) => value.length >= SHORTEST_SIGNATURE)];
}

/** Dates and sizes are shorter, and may be shown. */
const SHORTEST_SIGNATURE = 20;

/** Names of headers that may carry a credential: better one value too few shown than one too many. */
const CREDENTIAL_NAME =
  /auth(?!or\b)|cookie|token|secret|password|credential|signature|api-?key|access-?key/;

/** The headers of a request by lower-case name, every credential replaced by `[hidden]`. */
export function hideCredentials(
  headers: Headers,
  secrets: readonly string[],
): Record<string, string> {
  const all = [...secrets, ...secretsOf(headers)];
  const shown = [...headers].map(([name, value]): [string, string] => {
    if (!CREDENTIAL_NAME.test(name)) return [name, redact(value, all)];
    const [, scheme] = /^(basic|bearer|digest|token)\s/i.exec(value) ?? [];
    return [name, scheme === undefined ? "[hidden]" : `${scheme} [hidden]`];
  });
  return Object.fromEntries(shown);
}
