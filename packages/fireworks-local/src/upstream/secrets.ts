/** Shorter ones are words that may stand in any text. */
const SHORTEST_SECRET = 6;

export const REDACTED = "[redacted]";

/** Engines repeat the key they refuse. */
export function withoutSecrets(source: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((text, secret) => text.replaceAll(secret, REDACTED), source);
}
