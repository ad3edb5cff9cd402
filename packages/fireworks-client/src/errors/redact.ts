const REDACTED = "[redacted]";

/** Fireworks' key prefixes (contract, section 1.2): masked even when the key is not ours. */
const KEY_SHAPE = /\b(?:fw|fpk)_[A-Za-z0-9_-]{6,}/g;

/** Shorter values are words, not secrets; masking them would garble every message. */
const SHORTEST_SECRET = 4;

/** Replaces each secret, also in its JSON-escaped form, and whatever looks like a Fireworks key. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    clean = clean.replaceAll(secret, REDACTED);
    clean = clean.replaceAll(JSON.stringify(secret).slice(1, -1), REDACTED);
  }
  return clean.replaceAll(KEY_SHAPE, REDACTED);
}

/** Headers nobody needs to see in a log or an error. */
const HIDDEN_HEADERS = new Set(["authorization", "proxy-authorization", "x-api-key", "cookie"]);

/** A copy of the headers without credentials, in case a server echoes them. */
export function redactHeaders(headers: Headers, secrets: readonly string[]): Headers {
  const clean = new Headers();
  for (const [name, value] of headers) {
    if (!HIDDEN_HEADERS.has(name)) clean.append(name, redact(value, secrets));
  }
  return clean;
}

/**
 * The cause as it is, or a clean stand-in when its text holds a secret (a custom `fetch` may print
 * the headers it was given).
 */
export function redactCause(cause: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof cause === "string") return redact(cause, secrets);
  if (!(cause instanceof Error) || depth > 4) return depth > 4 ? undefined : cause;
  const inner = redactCause(cause.cause, secrets, depth + 1);
  const text = `${cause.name} ${cause.message} ${cause.stack ?? ""}`;
  if (inner === cause.cause && redact(text, secrets) === text) return cause;
  const copy = new Error(redact(cause.message, secrets), { cause: inner });
  copy.name = cause.name;
  copy.stack = redact(cause.stack ?? "", secrets);
  if ("code" in cause) Object.assign(copy, { code: cause.code });
  return copy;
}

/** The secret parts of a request: the key itself and credentials given as headers. */
export function secretsOf(headers: Headers): string[] {
  const secrets: string[] = [];
  for (const name of HIDDEN_HEADERS) {
    const value = headers.get(name);
    if (value !== null) secrets.push(value, value.replace(/^\S+\s+/, ""));
  }
  return secrets;
}
