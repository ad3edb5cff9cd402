import { adaptedApiOf } from "../adapters/adapted-path.js";

/** A key of this form names its scope, and after a colon an accepted key where keys are restricted. */
const SCOPE_KEY = /^fw_scope_([^\s:]+)(?::(\S+))?$/;

export function bearerKey(headers: Headers): string | undefined {
  return /^Bearer\s+(\S+)\s*$/i.exec(headers.get("authorization") ?? "")?.[1];
}

/** The key a request comes with; Anthropic's SDKs put it into `x-api-key` (contract 1.2). */
export function callerKey({ headers, url }: Request): string | undefined {
  const key = bearerKey(headers);
  if (key !== undefined || adaptedApiOf(new URL(url).pathname) !== "messages") return key;
  return headers.get("x-api-key")?.trim() || undefined;
}

export function scopeKey(name: string, accepted?: string): string {
  const key = `fw_scope_${encodeURIComponent(name)}`;
  return accepted === undefined ? key : `${key}:${accepted}`;
}

export function readScopeKey(key: string): { name: string; accepted?: string } | undefined {
  const [, name, accepted] = SCOPE_KEY.exec(key) ?? [];
  return name === undefined ? undefined : { name: decodeName(name), accepted };
}

/** Names hold what titles of tests hold; in a header or a key they are percent-encoded. */
export function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Without a list any key opens. With one, naming a scope opens nothing: an accepted key must follow. */
export function isAcceptedKey(key: string | undefined, apiKeys: string[] | undefined): boolean {
  if (key === undefined) return false;
  if (apiKeys === undefined || apiKeys.includes(key)) return true;
  const accepted = readScopeKey(key)?.accepted;
  return accepted !== undefined && apiKeys.includes(accepted);
}
