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

/** The forms of secrets that are asked for again and again: those a client sends with every call. */
const KNOWN_FORMS = new WeakMap<readonly string[], readonly string[]>();

function formsOf(secrets: readonly string[]): readonly string[] {
  let forms = KNOWN_FORMS.get(secrets);
  if (forms === undefined) KNOWN_FORMS.set(secrets, (forms = writtenForms(secrets)));
  return forms;
}

/** The longest first, so that a secret that begins another one does not leave its rest behind. */
function writtenForms(secrets: readonly string[]): string[] {
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

/** The headers of an answer without credentials, in case a server echoes them. */
export interface ShownHeaders {
  headers: Headers;
  /** The same, for many look-ups: each one in `Headers` checks and lowers the name anew. */
  fields: ReadonlyMap<string, string>;
}

/** Mostly there is nothing to hide: one look at all values tells, and nothing is copied. */
export function redactHeaders(
  headers: Iterable<[string, string]>,
  secrets: readonly string[],
): ShownHeaders {
  const sent = new Map<string, string>();
  let values = "";
  let isClean = true;
  for (const [name, value] of headers) {
    sent.set(name, value);
    values += `${value}\n`;
    if (HIDDEN_HEADERS.has(name) || ADDRESS_HEADERS.has(name)) isClean = false;
  }
  isClean &&= redact(values, secrets) === values;
  if (isClean && headers instanceof Headers) return { headers, fields: sent };
  const fields = isClean ? sent : shownFields(sent, secrets);
  return { headers: new Headers([...fields]), fields };
}

function shownFields(sent: Map<string, string>, secrets: readonly string[]): Map<string, string> {
  const shown = new Map<string, string>();
  for (const [name, value] of sent) {
    if (HIDDEN_HEADERS.has(name)) continue;
    const bare = ADDRESS_HEADERS.has(name) ? bareAddress(value) : value;
    shown.set(name, redact(bare, secrets));
  }
  return shown;
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
